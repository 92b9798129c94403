public import Coordination
internal import Foundation
internal import Sealing
package import Storage

/// Words that may name people, and the code that confirms just these words and these findings.
public struct WordsToConfirm: View {
    public let findings: [NearNames.Finding]
    public let code: String
    /// One for each finding in these words; what was confirmed of more is confirmed of fewer.
    package let marks: [String]

    private enum CodingKeys: String, CodingKey { case findings, code }

    package func isConfirmed(in record: some ConfirmedWords) -> Bool { marks.allSatisfy(record.isConfirmed) }

    /// - Parameter subject: what the words are about; they are confirmed of this alone.
    fileprivate init?(_ words: [String], about subject: String, _ findings: [NearNames.Finding]) {
        guard !findings.isEmpty else { return nil }
        let text = ([subject] + words.sorted()).joined(separator: "\n")
        let lines = findings.map { "\($0.word)\t\($0.contact)\t\($0.kind.rawValue)" }.sorted()
        let letters = Digest.sha256(Array((text + "\n" + lines.joined(separator: "\n")).utf8)).prefix(8).uppercased()
        self.findings = findings
        code = "\(letters.prefix(4))-\(letters.suffix(4))"
        marks = lines.map { String(Digest.sha256(Array("\(text)\n\($0)".utf8)).prefix(16)) }
    }

    /// `'Gladys' (a part of the name of ct-3k9x7q2m)`.
    private var description: String {
        let shown = findings.prefix(10).map { "'\($0.word)' (\($0.kind.meaning) of \($0.contact))" }
        return shown.joined(separator: ", ") + (findings.count > 10 ? " and \(findings.count - 10) more" : "")
    }

    /// - Parameter confirmation: the code that somebody gave.
    /// - Returns: what is confirmed now, to be kept.
    /// - Throws: `Problem.notAllowed` that shows what was found, where it is not confirmed.
    fileprivate func confirmed(by confirmation: String?, at place: String) throws -> [String] {
        guard confirmation == code else {
            throw Problem(
                .notAllowed, at: place, "would say what may name people: \(description)",
                remedy:
                    "Read the words again. If they may leave as they are, give the code \(code) as confirmation (--confirm \(code))."
            )
        }
        return marks
    }
}

extension Operation {
    /// What words may tell of people who are concerned; `nil` where nothing was found. The cost is that of the words times the people.
    /// - Parameters:
    ///   - subject: what the words are about; they are confirmed of this alone.
    ///   - own: texts whose words may stand anywhere, beside the officer's name and post.
    package func wordsToConfirm(
        _ words: [String], about subject: String, among people: [(contact: Contact, organization: Organization?)],
        but own: [String] = []
    ) -> WordsToConfirm? {
        let people = people.filter { $0.contact.email != officer.address }
        guard !words.allSatisfy(\.isEmpty), !people.isEmpty else { return nil }
        let names = NearNames(people, but: [officer.name, officer.post] + own, latin: Self.inLatinLetters)
        return WordsToConfirm(words, about: subject, names.findings(in: words))
    }

    /// - Returns: what the actor confirms now, to be kept with the record; nothing where there is nothing to confirm, or it was before.
    /// - Throws: `Problem.notAllowed` that shows what was found, where nobody has confirmed it.
    package func confirmed(_ words: WordsToConfirm?, in record: some ConfirmedWords, at place: String) throws -> [String] {
        guard let words, !words.isConfirmed(in: record) else { return [] }
        return try words.confirmed(by: confirmation, at: place)
    }

    /// The same for words that are not kept with a record.
    /// - Throws: `Problem.notAllowed` that shows what was found, where it is not confirmed.
    package func requireConfirmation(of words: WordsToConfirm?, at place: String) throws {
        _ = try words?.confirmed(by: confirmation, at: place)
    }

    /// What an action's title may tell of the people of its convening, its measure and its statement.
    package func wordsToConfirm(of action: Action, _ records: Records) throws -> WordsToConfirm? {
        wordsToConfirm(
            [action.title], about: [action.convening?.text, action.measure?.text, action.statement?.text]
                .compactMap { $0 }.joined(separator: " "),
            among: try people(concernedBy: action, records), but: action.missions)
    }

    /// Whether a title may stand where others read it: nothing was found in it, or somebody has confirmed it.
    package func mayShowTitle(of action: Action, _ records: Records) throws -> Bool {
        try wordsToConfirm(of: action, records)?.isConfirmed(in: action) ?? true
    }

    package func people(concernedBy action: Action, _ records: Records) throws -> [(
        contact: Contact, organization: Organization?
    )] {
        var found: [(contact: Contact, organization: Organization?)] = []
        if let convening = action.convening {
            found += try records.names.invited(to: convening).filter { $0.0.state != .withdrawn }.map { ($0.1, $0.2) }
        }
        if let measure = action.measure { found += try people(protectedBy: records.measures.one(measure), records) }
        if let statement = action.statement {
            found += try people(records.statements.one(statement).signatures.map(\.signatory), records)
        }
        return found
    }

    /// Whom a measure protects, as far as they are known by more than a letter or two.
    package func people(protectedBy measure: Measure, _ records: Records) throws -> [(
        contact: Contact, organization: Organization?
    )] {
        try people(measure.beneficiaries.compactMap(\.contact), records)
            + measure.beneficiaries.compactMap { beneficiary in
                guard beneficiary.contact == nil, case .person(let name) = beneficiary.kind else { return nil }
                // Whom the directory does not hold has a number within the measure.
                return (
                    Contact(
                        id: Identifier(trusted: "beneficiary-\(beneficiary.number)"), name: name, country: measure.state,
                        zone: officer.zone, languages: [], channels: []), nil
                )
            }
    }

    /// People with their organizations; those who are gone are left out.
    package func people(_ ids: [Contact.ID], _ records: Records) throws -> [(
        contact: Contact, organization: Organization?
    )] {
        try Set(ids).sorted().compactMap { id in
            guard let contact = try records.contacts.one(ifThere: id.text) else { return nil }
            return (contact, try records.organizations.one(of: contact))
        }
    }

    /// By ICU's rules, in one call for all words.
    package static let inLatinLetters: @Sendable ([String]) -> [String] = { words in
        guard !words.isEmpty else { return [] }
        let transform = StringTransform("Any-Latin; Latin-ASCII")
        let all = words.joined(separator: "\n").applyingTransform(transform, reverse: false) ?? ""
        let lines = all.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.count == words.count
            ? lines : words.map { $0.applyingTransform(transform, reverse: false) ?? $0 }
    }
}
