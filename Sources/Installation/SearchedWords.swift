package import Coordination
internal import Foundation
package import Storage

extension Operation {
    /// A person with the organization whose words may tell of the person, too.
    package typealias Concerned = (contact: Contact, organization: Organization?)

    /// What words may tell of people who are concerned. The cost is that of the words times the people.
    /// - Parameters:
    ///   - subject: what the words are about; they are confirmed of this alone.
    ///   - own: texts whose words may stand anywhere, beside the officer's name and post.
    package func searched(
        _ words: [String], about subject: String, among people: [Concerned], but own: [String] = []
    ) -> WordsToConfirm.Text {
        let people = people.filter { $0.contact.email != officer.address }
        guard !words.allSatisfy(\.isEmpty), !people.isEmpty else {
            return WordsToConfirm.Text(subject: subject, words: words, findings: [])
        }
        let names = NearNames(people, but: [officer.name] + officer.posts + own, latin: Self.inLatinLetters)
        return WordsToConfirm.Text(subject: subject, words: words, findings: names.findings(in: words))
    }

    /// - Returns: what the actor confirms now, to be kept with the record; nothing where there is nothing to confirm, or it was before.
    /// - Throws: `Problem.notAllowed` that shows what was found, where nobody has confirmed it.
    package func confirmed(_ words: WordsToConfirm?, in record: some ConfirmedWords, at place: String) throws
        -> [String]
    {
        guard let words = words?.unlessConfirmed(in: record) else { return [] }
        try words.require(confirmation, at: place)
        return words.marks
    }

    /// The same for words that are not kept with a record.
    /// - Throws: `Problem.notAllowed` that shows what was found, where it is not confirmed.
    package func requireConfirmation(of words: WordsToConfirm?, at place: String) throws {
        try words?.require(confirmation, at: place)
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

extension ConfirmedWords {
    /// Keeps what was confirmed now, and notes it; the record is still to be stored.
    package mutating func confirm(_ marks: [String], of id: String, _ records: Records) throws {
        guard !marks.isEmpty else { return }
        confirm(marks)
        try records.note(.wordsConfirm, id)
    }
}
