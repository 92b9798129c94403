/// Mail addresses in a text, however they are written: with signs of full width, with "(at)", with quotation marks or with a tag.
struct AddressText {
    private let bytes: [UInt8]

    init(_ text: String) {
        let folded = Array(Folding.text(text, matchingLookalikes: true).utf8)
        var bytes: [UInt8] = [], place = 0
        bytes.reserveCapacity(folded.count)
        while place < folded.count {
            let (byte, length) = Self.sign(in: folded, at: place)
            place += length
            switch (bytes.last, byte) {
            // Around the sign, spaces and quotation marks do not matter.
            case (64, 32): continue
            case (_, 64):
                while let last = bytes.last, last == 32 || last == 34 { bytes.removeLast() }
                bytes.append(byte)
            default: bytes.append(byte)
            }
        }
        self.bytes = bytes
    }

    /// The byte at a place, where "(at)" and "[ dot ]" are the signs that they stand for; and how many bytes it takes.
    private static func sign(in text: [UInt8], at place: Int) -> (byte: UInt8, length: Int) {
        let byte = text[place]
        // The full stop of Chinese and Japanese.
        if byte == 0xE3, place + 2 < text.count, text[place + 1] == 0x80, text[place + 2] == 0x82 { return (46, 3) }
        guard let close = brackets[byte] else { return (byte, 1) }
        var start = place + 1
        if start < text.count, text[start] == 32 { start += 1 }
        for (word, sign) in words where text[start...].starts(with: word) {
            var end = start + word.count
            if end < text.count, text[end] == 32 { end += 1 }
            if end < text.count, text[end] == close { return (sign, end + 1 - place) }
        }
        return (byte, 1)
    }

    private static let brackets: [UInt8: UInt8] = [40: 41, 91: 93, 123: 125, 60: 62]
    private static let words: [([UInt8], UInt8)] =
        ["at", "arroba", "arobase"].map { (Array($0.utf8), 64) }
        + ["dot", "punto", "ponto", "point"].map { (Array($0.utf8), 46) }

    /// Whether a sign may stand for the one in an address; a text without one holds no address.
    static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // The brackets of "(at)".
        case 0x40, 0xFF20, 0xFE6B, 0x28, 0x5B, 0x7B, 0x3C: true
        default: false
        }
    }

    var addresses: [String] {
        func isLetter(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...122).contains(byte) }
        func isLocal(_ byte: UInt8) -> Bool { isLetter(byte) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte) }
        func isDomain(_ byte: UInt8) -> Bool { isLetter(byte) || byte == 45 || byte == 46 }
        var found: [String] = []
        for at in bytes.indices where bytes[at] == 64 {
            var start = at, end = at + 1
            while start > 0, isLocal(bytes[start - 1]) { start -= 1 }
            while end < bytes.count, isDomain(bytes[end]) { end += 1 }
            while end > at + 1, !isLetter(bytes[end - 1]) { end -= 1 }
            guard end > at + 1 else { continue }
            let domain = String(decoding: bytes[at..<end], as: UTF8.self)
            // Signs that may begin an address may also stand before one, so every beginning after such a sign is one.
            for first in max(start, at - 64)..<at where first == start || !isLetter(bytes[first - 1]) {
                let before = first > 1 && "._%+-".utf8.contains(bytes[first - 1]) && isLetter(bytes[first - 2])
                guard !before else { continue }
                let address = String(decoding: bytes[first..<at], as: UTF8.self) + domain,
                    base = EmailAddress.base(of: address)
                found.append(address)
                if base != address { found.append(base) }
            }
        }
        return found
    }
}
