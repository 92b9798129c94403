/// What was read out of a reference, ready to be written in another form.
struct ReferenceParts {
    var kind: String
    var country = ""
    var number = ""
    var year = 0
    var session = 0
    var roman = ""
    /// What stands before the number of an extraordinary session.
    var extraordinary = ""
    var symbol = ""

    init(kind: String) { self.kind = kind }

    /// The number with a dot before every three digits, `12.345`.
    private var thousands: String {
        let digits = number.drop { $0 == "0" }
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += "." }
            text.append(digit.element)
        }
    }

    func fill(_ pattern: String) -> String {
        let values = [
            "kind": kind, "country": country, "number": String(number.drop { $0 == "0" }), "year": "\(year)",
            "yy": padded(year % 100), "session": "\(extraordinary)\(session)",
            "roman": extraordinary.isEmpty ? roman : "EXT.OS/\(roman)", "symbol": symbol,
            "thousands": thousands,
            "nnn": String(repeating: "0", count: max(0, 3 - number.drop { $0 == "0" }.count))
                + number.drop { $0 == "0" },
        ]
        var text = pattern
        for (name, value) in values {
            text = text.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined(separator: value)
        }
        return String(text.drop { $0 == " " })
    }
}
