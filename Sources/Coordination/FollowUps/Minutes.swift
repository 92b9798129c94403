/// What was said and promised, in Markdown, with each promise on a line of its own:
/// `- [ ] Owner: what was promised (due 2026-04-01)`; the due day may be left out.
public struct Minutes: Hashable, Sendable, Codable {
    public struct Commitment: Hashable, Sendable, Codable {
        public let line: Int
        public let owner: String
        public let promise: String
        public let due: CalendarDay?
    }

    public let text: String
    public let commitments: [Commitment]

    /// - Throws: `Problem.badData` naming the line that looks like a promise but is not one.
    public init(parsing text: String) throws {
        self.text = text
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        commitments = try lines.enumerated().compactMap { index, line in
            let bare = line.drop { $0 == " " }
            guard bare.hasPrefix("- [") else { return nil }
            return try Self.commitment(bare, line: index + 1)
        }
    }

    private static func commitment(_ text: Substring, line: Int) throws -> Commitment {
        let wrong = Problem(
            .badData, at: "line \(line)", "looks like a promise but is not one",
            remedy: "Write '- [ ] Owner: what was promised (due 2026-04-01)'.")
        guard text.hasPrefix("- [ ] ") else { throw wrong }
        var body = text.dropFirst(6)
        var due: CalendarDay?
        if body.hasSuffix(")"), let open = body.lastIndex(of: "("), body[open...].hasPrefix("(due ") {
            guard let day = try? CalendarDay(parsing: String(body[open...].dropFirst(5).dropLast())) else {
                throw wrong
            }
            due = day
            body = body[..<open]
        }
        let parts = body.split(separator: ":", maxSplits: 1).map { $0.split(separator: " ").joined(separator: " ") }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw wrong }
        return Commitment(line: line, owner: parts[0], promise: parts[1], due: due)
    }

    /// Checks the text against the Chatham House Rule.
    /// - Throws: `Problem.notAllowed` naming the line and the id of the first person found.
    public func checkAttribution(_ attribution: Attribution, people: [Contact]) throws {
        guard attribution != .onRecord else { return }
        guard let person = Redaction.firstDisclosed(in: text, of: people) else { return }
        // A name may run over a line's end, so the whole text is searched and the line found by its growing beginning.
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let named = people.filter { $0.id == person }
        let last = lines.indices.first { line in
            Redaction.firstDisclosed(in: lines[...line].joined(separator: "\n"), of: named) != nil
        }
        throw Problem(
            .notAllowed, at: "line \((last ?? 0) + 1)", "names \(person), but the convening is \(attribution.rawValue)",
            remedy: "Write what was said without saying who said it or who was there.")
    }
}
