/// What was read out of a reference, ready to be written in another form.
struct ReferenceParts {
    var kind: String
    var country = ""
    var number = ""
    var year = 0
    var session = 0
    var roman = ""
    var symbol = ""

    init(kind: String) { self.kind = kind }

    func fill(_ pattern: String) -> String {
        let values = [
            "kind": kind, "country": country, "number": String(number.drop { $0 == "0" }), "year": "\(year)",
            "yy": padded(year % 100), "session": "\(session)", "roman": roman, "symbol": symbol,
        ]
        var text = pattern
        for (name, value) in values {
            text = text.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined(separator: value)
        }
        return String(text.drop { $0 == " " })
    }
}
