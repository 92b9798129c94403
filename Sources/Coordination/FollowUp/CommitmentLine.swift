/// Reads one commitment out of minutes.
enum CommitmentLine {
    /// What a term begins with, in the shipped languages.
    private static let terms = [
        "due": "due", "by": "due", "vence": "due", "vencimiento": "due", "plazo": "due", "échéance": "due",
        "echeance": "due",
        "délai": "due", "delai": "due", "prazo": "due", "vencimento": "due", "measure": "measure", "medida": "measure",
        "mesure": "measure", "point": "point", "punto": "point", "ponto": "point",
    ]

    /// The meaning of a term's first word: `due:`, `Vence`.
    private static func term(_ word: some StringProtocol) -> String? {
        terms[word.lowercased().filter { $0 != ":" }]
    }

    /// `2026-04-01`; days and months in another order are not guessed.
    private static func day(_ text: String, _ line: Int) throws -> CalendarDay {
        let plain = text.split(separator: " ").filter {
            !["el", "le", "em", "on", "au", "até"].contains($0.lowercased())
        }.joined(separator: " ")
        if let day = try? CalendarDay(parsing: plain) { return day }
        throw Problem(
            .badData, at: "line \(line)", "the day '\(plain.prefix(40))' is not written with the year first",
            remedy: "Write it as 2027-01-15.")
    }

    static func read(_ text: Substring, number: Int) throws -> Minutes.Commitment {
        let wrong = Problem(
            .badData, at: "line \(number)", "looks like a commitment but is not one",
            remedy:
                "Write '- [ ] Owner: what was promised (due 2026-04-01)'. The brackets also take a kind of action, 'measure REFERENCE' and 'point N', separated by semicolons."
        )
        guard text.hasPrefix("- [ ] ") else { throw wrong }
        var body = text.dropFirst(6)
        while body.last?.isWhitespace == true { body = body.dropLast() }
        var due: CalendarDay?, kind: ActionKind?, measure: String?, point: Int?
        if body.hasSuffix(")"), let open = body.lastIndex(of: "("), isTerms(body[open...]) {
            for term in body[open...].dropFirst().dropLast().split(separator: ";") {
                let words = term.split(separator: " ").map(String.init)
                let rest = words.dropFirst().joined(separator: " ")
                let first = words.first.flatMap { Self.term($0) }
                switch first {
                case "due": due = try day(rest, number)
                case "measure": measure = rest.isEmpty ? nil : rest
                case "point": point = Int(rest)
                default: kind = words.count == 1 ? words.first.flatMap(ActionKind.init(rawValue:)) : nil
                }
                guard
                    first == "due"
                        ? due != nil
                        : first == "measure"
                            ? measure != nil : first == "point" ? point != nil : kind != nil
                else {
                    throw Problem(
                        .badData, at: "line \(number)", "'\(words.joined(separator: " ").prefix(60))' cannot be read",
                        remedy: wrong.remedy)
                }
            }
            body = body[..<open]
        }
        if body.hasSuffix(")"), let open = body.lastIndex(of: "(") {
            let word = String(body[open...].dropFirst().dropLast())
            if let near = nearKind(to: word) {
                throw Problem(
                    .badData, at: "line \(number)", "'\(word)' is not a kind of action",
                    remedy: "Did you mean '\(near)'?")
            }
        }
        guard point == nil || measure != nil else { throw wrong }
        let parts = body.split(separator: ":", maxSplits: 1).map { $0.split(separator: " ").joined(separator: " ") }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw wrong }
        return Minutes.Commitment(
            line: number, owner: parts[0], promise: parts[1], due: due, kind: kind, measure: measure, point: point)
    }

    /// The kind of act that a word was most likely meant for. Short words and plurals are ordinary words.
    private static func nearKind(to word: String) -> String? {
        let kinds = ActionKind.allCases.map(\.rawValue)
        guard let near = NearestChoice.nearest(to: word, among: kinds), near != word, word != near + "s" else {
            return nil
        }
        return word.contains("-") || (word.count > 6 && NearestChoice.distance(word, near) == 1) ? near : nil
    }

    /// Whether brackets hold terms rather than a part of the sentence.
    private static func isTerms(_ text: Substring) -> Bool {
        text.dropFirst().dropLast().split(separator: ";").contains { term in
            let words = term.split(separator: " ")
            guard let word = words.first else { return false }
            let first = Self.term(word) ?? String(word)
            let hasNumber = words.dropFirst().joined().contains(where: \.isNumber)
            switch first {
            case "due", "measure", "point":
                // A word of another language may begin an ordinary remark.
                return hasNumber || (first == word && (words.count == 1 || first == "due" && words.count == 2))
            default: return words.count == 1 && ActionKind(rawValue: String(first)) != nil
            }
        }
    }
}
