/// The alphabet that a word is written in, as far as it decides how names in it are compared.
enum WordScript: Hashable {
    case latin, greek, cyrillic, armenian, georgian, hebrew, arabic, ethiopic, han, kana, hangul
    /// Thai, Lao, Myanmar, Khmer and Tai: without spaces between words.
    case southeast
    /// One of the scripts of India, or any other, by the first code of its block.
    case other(UInt32)

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0..<0x250, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF, 0xFF21...0xFF5A: self = .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
        case 0x530...0x58F: self = .armenian
        case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: self = .georgian
        case 0x590...0x5FF: self = .hebrew
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF: self = .arabic
        case 0x1200...0x139F: self = .ethiopic
        case 0x3040...0x30FF, 0x31F0...0x31FF: self = .kana
        case 0x1100...0x11FF, 0xAC00...0xD7A3: self = .hangul
        default:
            self = Folding.isDense(scalar) ? (scalar.value < 0x2000 ? .southeast : .han) : .other(scalar.value & ~0x7F)
        }
    }

    /// Whether names begin with a capital in it.
    var hasCapitals: Bool { [.latin, .greek, .cyrillic, .armenian].contains(self) }

    /// Whether most vowels are written, and to be read as they stand.
    var hasVowels: Bool { ![.hebrew, .arabic, .southeast].contains(self) }

    /// Whether words stand side by side without a space.
    var isDense: Bool { [.han, .kana, .hangul, .southeast].contains(self) }
}
