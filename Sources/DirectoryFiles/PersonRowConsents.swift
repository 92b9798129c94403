internal import Coordination

/// What a row says of being invited.
extension PersonRow {
    private func saysNo(_ word: String) -> Bool {
        words.code("truth", word) == "false" || words.begins(word, with: "refusal")
    }

    /// A mark, a day, or a word of the state that a list keeps.
    func isDeceased() -> Bool {
        (cells[.deceased] ?? []).contains { _, cell in
            words.code("status", cell) == "gone" || words.code("truth", cell) == "true" || (try? day(cell)) != nil
        }
    }

    private func purpose(_ word: String) -> Consent.Purpose? {
        Consent.Purpose(rawValue: words.code("purpose", word) ?? word)
    }

    /// A consent counts only with its day and how it was given. A word that does not name a purpose is reported and not taken.
    mutating func consents() -> [Consent] {
        let purposes = list(.consent).flatMap { word, _ -> [Consent.Purpose] in
            if saysNo(word) { return [] }
            if let purpose = purpose(word) { return [purpose] }
            let several = word.split(separator: " ").map { purpose(String($0)) }
            if several.allSatisfy({ $0 != nil }) { return several.compactMap { $0 } }
            told.append(("No consent is taken from words that name no purpose", word))
            return []
        }
        guard !purposes.isEmpty else { return [] }
        let given = value(.consentGiven) { [self] in try day($0) }
        guard let evidence = text(.consentEvidence), let given else {
            told.append(("No consent is taken without the day it was given and how", text(.consent) ?? ""))
            return []
        }
        let expires = value(.consentExpires) { [self] in try day($0) }
        if let expires, expires < given {
            fault(
                cells[.consentExpires]?.first?.header, nil, "is before the day on which the consent was given",
                "Correct one of the two days.")
        }
        return purposes.map {
            Consent(purpose: $0, channel: .email, evidence: evidence, given: given, expires: expires)
        }
    }

    /// Whoever is written down with a no was asked and declined; whoever unsubscribed is not invited by mail.
    mutating func refusals() -> ([Consent.Purpose], CalendarDay?) {
        var last: CalendarDay?
        var hasRefused = list(.consent).contains { saysNo($0.0) }
        // The day beside a no is the day on which it was said.
        if hasRefused { last = text(.consentGiven).flatMap { try? day($0) } }
        for (header, cell) in cells[.optOut] ?? [] {
            let code = words.code("opt-out", cell) ?? words.code("truth", cell)
            let when = code == nil ? try? day(cell) : nil
            if code == "true" || when != nil {
                hasRefused = true
                last = [last, when].compactMap { $0 }.max()
            } else if code == nil {
                unknown(header, cell, "word for who unsubscribed", "Write yes or no, or the day.")
            }
        }
        return (hasRefused ? [.invite] : [], last)
    }
}
