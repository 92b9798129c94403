/// Roman numerals in their one right form, 1 to 3999; and forty as `XXXX`, as the African Commission printed it.
enum RomanNumeral {
    private static let steps: [(Int, String)] = [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]

    static func text(of number: Int) -> String {
        var rest = number
        return steps.reduce(into: "") { text, step in
            while rest >= step.0 {
                text += step.1
                rest -= step.0
            }
        }
    }

    /// `nil` unless the text is the right form of a number, so `LXXVIIII` is refused.
    static func value(of text: String) -> Int? {
        let written = text.uppercased()
        let upper = written.hasPrefix("XXXX") ? "XL\(written.dropFirst(4))" : written
        var rest = Substring(upper), number = 0
        guard upper.count <= 15 else { return nil }
        for (value, letters) in steps {
            while rest.hasPrefix(letters) {
                number += value
                rest = rest.dropFirst(letters.count)
            }
        }
        return rest.isEmpty && (1...3999).contains(number) && Self.text(of: number) == upper ? number : nil
    }
}
