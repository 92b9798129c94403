public import Coordination
internal import Sealing

/// Words that may name people, and the code that confirms just these words and these findings.
public struct WordsToConfirm: View {
    /// One text, and what was found in it.
    package struct Text: Sendable {
        /// What it is about; it is confirmed of this alone.
        let subject: String
        package let words: [String]
        let findings: [NearNames.Finding]

        /// One for each finding in these words, to be kept once somebody has confirmed it; what was confirmed of more is confirmed of fewer.
        package var marks: [String] {
            let text = ([subject] + words.sorted()).joined(separator: "\n")
            return findings.map { "\($0.word)\t\($0.contact)\t\($0.kind.rawValue)" }.sorted().map {
                String(Digest.sha256(Array("\(text)\n\($0)".utf8)).prefix(16))
            }
        }
    }

    public let findings: [NearNames.Finding]
    public let code: String
    package let marks: [String]

    private enum CodingKeys: String, CodingKey { case findings, code }

    /// Nothing where nothing was found in any of the texts.
    package init?(_ texts: [Text]) {
        let found = texts.filter { !$0.findings.isEmpty }
        guard !found.isEmpty else { return nil }
        findings = found.flatMap(\.findings).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        marks = found.flatMap(\.marks)
        let letters = Digest.sha256(Array(marks.sorted().joined(separator: "\n").utf8)).prefix(8).uppercased()
        code = "\(letters.prefix(4))-\(letters.suffix(4))"
    }

    package func isConfirmed(in record: some ConfirmedWords) -> Bool { marks.allSatisfy(record.isConfirmed) }

    /// What is still to be confirmed; nothing where somebody has confirmed all of it.
    package func unlessConfirmed(in record: some ConfirmedWords) -> Self? { isConfirmed(in: record) ? nil : self }

    /// `'Gladys' (a part of the name of ct-3k9x7q2m)`.
    private var description: String {
        findings.map { "'\($0.word)' (\($0.kind.meaning) of \($0.contact))" }.joined(separator: ", ")
    }

    /// - Parameter confirmation: the code that somebody gave.
    /// - Throws: `Problem.notAllowed` that shows all that was found, where it is not confirmed.
    func require(_ confirmation: String?, at place: String) throws {
        guard confirmation == code else {
            throw Problem(
                .notAllowed, at: place, "would say what may name people: \(description)",
                remedy:
                    "Read the words again. If they may leave as they are, give the code \(code) as confirmation (--confirm \(code))."
            )
        }
    }
}
