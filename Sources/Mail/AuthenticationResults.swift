/// One Authentication-Results field (RFC 8601 section 2.2), taken apart so that nothing a sender wrote into it is taken for the
/// server's own word.
struct AuthenticationResults {
    /// The server that speaks, in small letters; `nil` where it does not say its name.
    let server: String?
    /// `method=result` and the properties behind it, each list of words one of the field's parts.
    let results: [[String]]

    /// `nil` where quotes or comments do not end.
    init?(_ field: String) {
        var parts: [[String]] = [[]], word = "", depth = 0, isQuoted = false, isEscaped = false
        func isEnd() -> Bool { depth == 0 && !isQuoted }
        for scalar in field.unicodeScalars {
            let character = Character(scalar)
            if isEscaped {
                isEscaped = false
                if depth == 0 { word.append(character) }
            } else if character == "\\", !isEnd() {
                isEscaped = true
            } else if isQuoted {
                if character == "\"" { isQuoted = false } else { word.append(character) }
            } else if character == "(" {
                depth += 1
            } else if character == ")" {
                guard depth > 0 else { return nil }
                depth -= 1
            } else if depth > 0 {
                continue
            } else if character == "\"" {
                isQuoted = true
            } else if character == ";" || character.isWhitespace {
                if !word.isEmpty { parts[parts.count - 1].append(word.lowercased()) }
                word = ""
                if character == ";" { parts.append([]) }
            } else {
                word.append(character)
            }
        }
        guard isEnd(), !isEscaped else { return nil }
        if !word.isEmpty { parts[parts.count - 1].append(word.lowercased()) }
        guard let first = parts.first?.first else { return nil }
        // A name holds no equals sign; some providers begin with what they found.
        server = first.contains("=") ? nil : first
        results = first.contains("=") ? parts : Array(parts.dropFirst())
    }

    /// The one word on DMARC, with the domain that it is about; `nil` where there is none or are several.
    var dmarc: (result: String, domain: String?)? {
        let found = results.filter { $0.first?.hasPrefix("dmarc=") ?? false }
        guard found.count == 1, let words = found.first, let result = words.first?.dropFirst(6) else { return nil }
        let domains = words.filter { $0.hasPrefix("header.from=") }
        return (String(result), domains.count == 1 ? domains.first.map { String($0.dropFirst(12)) } : nil)
    }

    /// Whether any word on DMARC is said.
    var hasDMARC: Bool { results.contains { $0.first?.hasPrefix("dmarc") ?? false } }
}
