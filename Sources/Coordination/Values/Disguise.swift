/// Finds text that looks like another: letters of several scripts in one word, and characters without width.
public enum Disguise {
    /// - Throws: `Problem.badData` naming the field.
    public static func check(_ text: String, field: String) throws {
        // ASCII has letters of one script, and none without width.
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return }
        if let hidden = text.unicodeScalars.first(where: {
            [0x200B, 0x2060, 0xFEFF, 0x00AD, 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0].contains($0.value)
        }) {
            throw Problem(
                .badData, at: field,
                "holds a character without width (U+\(String(hidden.value, radix: 16, uppercase: true)))",
                remedy: "Type the text again: what looks the same would not be found again.")
        }
        for word in text.split(whereSeparator: { !$0.isLetter }) {
            let scripts = Set(word.unicodeScalars.compactMap(script))
            guard scripts.count > 1 else { continue }
            throw Problem(
                .badData, at: field, "mixes \(scripts.sorted().joined(separator: " and ")) letters in one word",
                remedy: "Type it again: it looks like another word and would not be found again.")
        }
    }

    /// The scripts whose letters look alike.
    private static func script(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: "Latin"
        case 0x370...0x3FF: "Greek"
        case 0x400...0x52F: "Cyrillic"
        default: nil
        }
    }
}
