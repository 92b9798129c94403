public import Coordination
internal import Foundation
public import Installation
internal import Sealing
internal import Storage

/// Words of a mailing that may name people, and the code that confirms just these words and these findings.
public struct WordsToConfirm: View {
    public let findings: [NearNames.Finding]
    public let code: String
    /// One for each finding in these words; what was confirmed of more is confirmed of fewer.
    let marks: [String]

    private enum CodingKeys: String, CodingKey { case findings, code }

    func isConfirmed(in convening: Convening) -> Bool { marks.allSatisfy(convening.isConfirmed) }

    /// `'Gladys' (a part of the name of ct-3k9x7q2m)`.
    var description: String {
        let shown = findings.prefix(10).map { "'\($0.word)' (\($0.kind.meaning) of \($0.contact))" }
        return shown.joined(separator: ", ") + (findings.count > 10 ? " and \(findings.count - 10) more" : "")
    }
}

extension Mailings {
    /// What words may tell of the people on a list, where nobody is to learn of another; `nil` where nothing was found. The cost is that
    /// of the words times the list.
    func wordsToConfirm(
        _ words: [String], _ everyone: [Invited], shown: Set<Contact.ID>, in convening: Convening
    ) -> WordsToConfirm? {
        let officer = operation.officer
        let people = everyone.filter { $0.contact.email != officer.address && !shown.contains($0.contact.id) }
        guard !words.allSatisfy(\.isEmpty), !people.isEmpty else { return nil }
        let names = NearNames(
            people.map { ($0.contact, $0.organization) }, but: [officer.name, officer.post], latin: Self.inLatinLetters)
        let findings = names.findings(in: words)
        guard !findings.isEmpty else { return nil }
        let text = ([convening.id.text] + words.sorted()).joined(separator: "\n")
        let lines = findings.map { "\($0.word)\t\($0.contact)\t\($0.kind.rawValue)" }.sorted()
        let letters = Digest.sha256(Array((text + "\n" + lines.joined(separator: "\n")).utf8)).prefix(8).uppercased()
        return WordsToConfirm(
            findings: findings, code: "\(letters.prefix(4))-\(letters.suffix(4))",
            marks: lines.map { String(Digest.sha256(Array("\(text)\n\($0)".utf8)).prefix(16)) })
    }

    /// The same of the place that a discreet meeting's invitees are told later, by a program.
    func placeToConfirm(of convening: Convening, _ everyone: [Invited]) -> WordsToConfirm? {
        guard convening.visibility == .discreet, convening.placeHours != nil else { return nil }
        return wordsToConfirm(
            [convening.venue ?? "", convening.link ?? ""], everyone.filter { $0.invitation.state != .withdrawn },
            shown: [], in: convening)
    }

    /// The same of a mailing's new words; an invitation's place is asked about with it.
    func wordsToConfirm(of mailing: ConveningMailing, _ objections: [Contact.ID: Exclusion]) -> WordsToConfirm? {
        let convening = mailing.convening, isOpen = convening.visibility == .open
        var place: [String] = []
        if case .invitation = mailing.notice, let told = placeToConfirm(of: convening, mailing.everyone),
            !told.isConfirmed(in: convening)
        {
            place = [convening.venue ?? "", convening.link ?? ""]
        }
        return wordsToConfirm(
            words(of: mailing) + place, mailing.everyone,
            shown: isOpen ? Set(shown(in: mailing, objections).map(\.contact.id)) : [], in: mailing.convening)
    }

    /// - Returns: what was confirmed now, to be kept with the convening; none where there is nothing to confirm, or it was before.
    /// - Throws: `Problem.notAllowed` that shows what was found, where nobody has confirmed it.
    func confirmed(_ words: WordsToConfirm?, of convening: Convening) throws -> [String] {
        guard let words, !words.isConfirmed(in: convening) else { return [] }
        guard operation.confirmation == words.code else {
            throw Problem(
                .notAllowed, at: convening.id.text, "would say what may name people: \(words.description)",
                remedy:
                    "Read the words again. If they may leave as they are, give the code \(words.code) as confirmation (--confirm \(words.code))."
            )
        }
        return words.marks
    }

    /// By ICU's rules, in one call for all words.
    static let inLatinLetters: @Sendable ([String]) -> [String] = { words in
        guard !words.isEmpty else { return [] }
        let transform = StringTransform("Any-Latin; Latin-ASCII")
        let all = words.joined(separator: "\n").applyingTransform(transform, reverse: false) ?? ""
        let lines = all.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.count == words.count
            ? lines : words.map { $0.applyingTransform(transform, reverse: false) ?? $0 }
    }
}
