/// What was said and promised, in Markdown, with each commitment on a line of its own:
/// `- [ ] Owner: what was promised (due 2026-04-01; demarche; measure MC-1-20; point 2)`. What stands in brackets may be left out.
public struct Minutes: Hashable, Sendable, Codable {
    public struct Commitment: Hashable, Sendable, Codable {
        public let line: Int
        public let owner: String
        public let promise: String
        public let due: CalendarDay?
        public let kind: ActionKind?
        /// As it was written: an id or a reference.
        public let measure: String?
        public let point: Int?
    }

    /// Minutes as they were before they were changed.
    public struct Amendment: Hashable, Sendable, Codable {
        /// From 1 on.
        public let number: Int
        public let at: Instant
        public let reason: String
        /// What gave way.
        public let text: String
        public internal(set) var attendance: Attendance?
    }

    public let text: String
    public let commitments: [Commitment]
    public var attendance: Attendance?
    /// The oldest first; `nil` where nothing was changed.
    public private(set) var amendments: [Amendment]?

    /// - Parameter known: lines of promises that are taken as they stand, for their owners are not told.
    /// - Throws: `Problem.badData` naming the line that looks like a commitment but is not one.
    public init(parsing text: String, knowing known: Set<String> = []) throws {
        self.text = text
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        commitments = try lines.enumerated().compactMap { index, line in
            try Self.isPromise(line) && !known.contains(String(line))
                ? CommitmentLine.read(line.drop { $0 == " " }, number: index + 1) : nil
        }
        attendance = nil
    }

    private init(text: String, commitments: [Commitment], attendance: Attendance?) {
        self.text = text
        self.commitments = commitments
        self.attendance = attendance
    }

    /// Whether a person is listed among those who came, now or before an amendment.
    public func holds(_ person: Contact.ID) -> Bool {
        ([attendance] + (amendments ?? []).map(\.attendance)).contains { $0?.people.contains(person) ?? false }
    }

    /// Takes a person off the lists of those who came.
    public mutating func forget(_ person: Contact.ID) {
        attendance?.people.removeAll { $0 == person }
        for place in (amendments ?? []).indices { amendments?[place].attendance?.people.removeAll { $0 == person } }
    }

    /// These minutes in the place of others, which are kept with why they gave way.
    public func amending(_ old: Minutes, reason: String, at now: Instant) -> Minutes {
        var result = self
        let earlier = old.amendments ?? []
        result.amendments =
            earlier + [
                Amendment(
                    number: earlier.count + 1, at: now, reason: reason, text: old.text, attendance: old.attendance)
            ]
        return result
    }

    /// Everything readable in it and in what it was before.
    public var allWords: String {
        ([words] + (amendments ?? []).flatMap { [$0.reason, $0.text, $0.attendance?.outsideCapital ?? ""] })
            .joined(separator: "\n")
    }

    /// The lines of its text that are promises.
    public var promiseLines: Set<String> {
        Set(text.split(whereSeparator: \.isNewline).filter(Self.isPromise).map(String.init))
    }

    /// Everything readable in it.
    public var words: String { [text, attendance?.outsideCapital].compactMap { $0 }.joined(separator: "\n") }

    static func isPromise(_ line: Substring) -> Bool { line.drop { $0 == " " }.hasPrefix("- [") }

    /// The minutes as they are kept: where nobody may be attributed, without who promised what. That stands in the actions alone.
    public func kept(_ attribution: Attribution) -> Minutes {
        guard attribution != .onRecord else { return self }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        let promises = Dictionary(commitments.map { ($0.line, $0.promise) }) { first, _ in first }
        let kept = lines.enumerated().map { index, line in promises[index + 1].map { "- [ ] \($0)" } ?? line }
        return Minutes(text: kept.joined(separator: "\n"), commitments: [], attendance: attendance)
    }

    /// Someone or something that minutes must not name, and where.
    public struct Mention: Hashable, Sendable, Codable {
        public let line: Int
        /// A contact or an organization.
        public let id: String
    }

    /// Checks the text against the Chatham House Rule: neither who spoke nor who was there may be told, nor for whom.
    /// - Parameters:
    ///   - people: everyone of the directory.
    ///   - organizations: those of the directory, but for what may be spoken of.
    ///   - more: what else is kept with the minutes.
    /// - Throws: `Problem.notAllowed` naming every line and the ids that it holds.
    public func checkAttribution(
        _ attribution: Attribution, people: [Contact], organizations: [Organization] = [], with more: String = ""
    ) throws {
        guard attribution != .onRecord else { return }
        let kept = kept(attribution)
        let whole =
            more.isEmpty ? kept : Minutes(text: "\(kept.text)\n\(more)", commitments: [], attendance: attendance)
        let mentions = whole.mentions(of: people, organizations)
        guard let first = mentions.first else { return }
        let rest = mentions.dropFirst().map { "line \($0.line): \($0.id)" }
        let more = rest.isEmpty ? "" : " (also \(rest.joined(separator: ", ")))"
        throw Problem(
            .notAllowed, at: "line \(first.line)",
            "names \(first.id), but the convening is \(attribution.rawValue)\(more)",
            remedy:
                "Write what was said without saying who said it or who was there. An organization that was only spoken of may be allowed with --about ID."
        )
    }

    /// Every word that could be an id or an address.
    public var marks: [String] {
        words.split(whereSeparator: \.isNewline).flatMap { Self.marks(in: String($0)) }
    }

    /// What could be an id or an address.
    private static func marks(in line: String) -> [String] {
        line.map { "\u{2010}\u{2011}\u{2012}\u{2013}".contains($0) ? "-" : $0 }.split {
            !($0.isLetter || $0.isNumber || "-@._+".contains($0))
        }
        .map { word in
            var word = word[...].drop { "-._".contains($0) }
            while let last = word.last, "-._".contains(last) { word = word.dropLast() }
            return String(word).lowercased()
        }.filter { $0.contains("-") || ($0.contains("@") && $0.first != "@" && $0.last != "@") }
    }

    /// Every person and organization that stands in it, each with the line on which it does; fifty at most.
    public func mentions(of people: [Contact], _ organizations: [Organization]) -> [Mention] {
        let lines = words.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        var found: [Mention] = [], left = people
        while found.count < 50, let person = Redaction.firstDisclosed(in: words, of: left) {
            let named = HiddenPeople(left.filter { $0.id == person })
            found.append(Mention(line: Self.line(lines) { named.firstDisclosed(in: $0) != nil }, id: person.text))
            left.removeAll { $0.id == person }
        }
        let ids = Set(left.map(\.id.text))
        found += lines.enumerated().flatMap { index, line in
            Self.marks(in: line).compactMap { word in
                if word.contains("@") { return Mention(line: index + 1, id: "an address") }
                return ids.contains(word) ? Mention(line: index + 1, id: word) : nil
            }
        }.prefix(50)
        let named = HiddenOrganizations(organizations).all(in: words)
        for organization in organizations where found.count < 100 && named.contains(organization.id) {
            let hidden = HiddenOrganizations([organization])
            let line = Self.line(lines) { hidden.first(in: $0) != nil }
            found.append(Mention(line: line, id: organization.id.text))
        }
        return found.sorted { ($0.line, $0.id) < ($1.line, $1.id) }
    }

    /// The line on which something is found: a name may run over a line's end, so the shortest beginning that holds it is searched for.
    private static func line(_ lines: [String], _ isFound: (String) -> Bool) -> Int {
        var low = 1, high = max(1, lines.count)
        while low < high {
            let middle = (low + high) / 2
            if isFound(lines[..<middle].joined(separator: "\n")) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
