/// Checks of text that is about to leave in a header, a property or a page.
public enum SafeText {
    /// The first character that could break a line, end a field or turn the reading direction, or `nil`.
    ///
    /// Refused: C0 and C1 controls but tab and newline, U+2028, U+2029, and the bidirectional controls.
    public static func firstUnsafe(in text: String, allowingNewlines: Bool) -> Unicode.Scalar? {
        text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x0A, 0x09: !allowingNewlines
            case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
    }

    /// The text as a terminal may show it: one line, and a space for every character that is refused elsewhere.
    public static func printable(_ text: String) -> String {
        String(text.map { firstUnsafe(in: String($0), allowingNewlines: false) == nil ? $0 : " " })
    }

    /// A title: one line of 1 to 200 characters.
    /// - Throws: `Problem.badData` naming the field.
    public static func title(_ text: String, field: String) throws -> String {
        guard (1...200).contains(text.count), !text.allSatisfy(\.isWhitespace) else {
            throw Problem(
                .badData, at: field, text.count > 200 ? "is too long (\(text.count) characters)" : "is empty",
                remedy: "Write 1 to 200 characters.")
        }
        return try checked(text, field: field)
    }

    /// The name of a person, an organization or a group: a title in which no letter is disguised as another.
    /// - Throws: `Problem.badData` naming the field.
    public static func name(_ text: String, field: String) throws -> String {
        try Disguise.check(text, field: field)
        return try title(text, field: field)
    }

    /// A longer text: of 1 to 10,000 characters, several lines or not.
    /// - Throws: `Problem.badData` naming the field.
    public static func body(_ text: String, field: String) throws -> String {
        guard !text.allSatisfy(\.isWhitespace) else {
            throw Problem(.badData, at: field, "is empty", remedy: "Write something that says it.")
        }
        guard text.count <= 10_000 else {
            throw Problem(
                .badData, at: field, "has \(text.count) characters", remedy: "Write 10000 at most, or attach a file.")
        }
        return try checked(text, field: field, allowingNewlines: true)
    }

    /// - Throws: `Problem.badData` naming the field and the character.
    @discardableResult
    public static func checked(_ text: String, field: String, allowingNewlines: Bool = false) throws -> String {
        guard let bad = firstUnsafe(in: text, allowingNewlines: allowingNewlines) else { return text }
        let code = String(bad.value, radix: 16, uppercase: true)
        throw Problem(
            .badData, at: field,
            "holds the character U+\(String(repeating: "0", count: max(0, 4 - code.count)) + code)",
            remedy: "Remove it: it could break or disguise what is sent.")
    }
}
