internal import CommandSupport
internal import Coordination
package import ReplyService

extension QuarantineEntry: Listed {
    package static func table(_ entries: [QuarantineEntry]) -> [String] {
        Table.lines(
            ["message", "received", "from the invitation of", "code", "may be accepted", "why it is here"],
            entries.map {
                [
                    $0.id, "\($0.received)", $0.name ?? "-", $0.code ?? "-", $0.isAcceptable ? "yes" : "no",
                    $0.meaning,
                ]
            }, empty: "The quarantine is empty.")
            + (entries.contains { !$0.isAcceptable }
                ? [
                    "",
                    "Where a message may not be accepted: read it with 'convoke reply quarantine show MESSAGE', write down what it says with 'convoke reply record CODE REPLY', then discard it.",
                ] : [])
    }
}

extension ReplyImportReport {
    /// Whose reply it is: the name with the invitation.
    package var who: String {
        [name, invitation.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
    }
}

/// What became of messages, one a line.
extension ReplyImportReport: Listed {
    package static func table(_ reports: [ReplyImportReport]) -> [String] {
        Table.lines(
            ["verdict", "name", "invitation", "from", "state or reason"],
            reports.map {
                [
                    $0.verdict, $0.name ?? "-", $0.invitation?.text ?? "-", $0.file,
                    ($0.state ?? $0.reason ?? "-") + ($0.note.map { ", \u{201C}\($0)\u{201D}" } ?? "")
                        + ($0.quarantine.map { " (quarantine \($0))" } ?? ""),
                ]
            }, empty: "Nothing new.")
    }
}

extension QuarantineText: Printed {
    package var lines: [String] {
        let facts = [
            ("received", "\(entry.received)"),
            ("invitation", entry.invitation.map { "\($0)\(entry.name.map { ", \($0)" } ?? "")" } ?? "none"),
            ("why it is here", [entry.meaning, detail].compactMap { $0 }.joined(separator: ": ")),
            ("from", from ?? "nobody says"),
            ("reply", answer ?? "none"), ("proposed time", proposal ?? "none"),
            ("delegate", delegate ?? "none"),
            ("comment", comment ?? "none"),
        ]
        return facts.map { "\($0.0): \(SafeText.printable($0.1))" } + [""]
            + text.split(separator: "\n", omittingEmptySubsequences: false).map {
                SafeText.printable(String($0))
            }
    }
}
