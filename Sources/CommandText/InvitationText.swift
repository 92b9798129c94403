internal import CommandSupport
package import ConveningService
internal import Coordination
internal import Installation

extension InvitationEntry: Listed {
    package static func table(_ entries: [InvitationEntry]) -> [String] {
        Table.lines(
            ["code", "state", "revision", "note", "name"],
            entries.map {
                [
                    $0.code, $0.state.rawValue, $0.sent.map { "\($0)" } ?? "-",
                    $0.notes.joined(separator: ", "),
                    $0.name,
                ]
            }, empty: "Nobody yet.")
    }
}

extension InvitationPreview.Recipient {
    /// The mail with the line ends of a terminal.
    package var source: String { mail.replacing("\r\n", with: "\n") }
}

extension InvitationReach {
    /// What is asked before invitations leave; `nil` where it is few, and none sees another.
    package var question: String? {
        if seeEachOther > 1 {
            return
                "This convening is open: \(seeEachOther) people will see each other's names and addresses. Invite \(mails) now?"
        }
        return mails > 20 ? "Invite \(mails) people, each with a mail of their own?" : nil
    }
}

extension InvitationPreview: Printed {
    package var lines: [String] { table + findings }

    /// What of the words has to be confirmed.
    package var findings: [String] { toConfirm?.lines ?? [] }

    /// What would go to whom.
    package var table: [String] {
        var lines = ["Every message says: \(says.joined(separator: "; "))."]
        if !keepsBack.isEmpty { lines.append("None says: \(keepsBack.joined(separator: "; ")).") }
        lines.append("")
        lines += Table.lines(
            ["to", "what", "language", "state", "reveals"],
            recipients.map {
                [
                    "\($0.name) (\($0.contact))", $0.kind.rawValue, $0.language.rawValue, $0.origin,
                    $0.learnsOf.isEmpty ? "nobody else" : "\($0.learnsOf.count) others",
                ]
            }, empty: "Nothing would be sent.")
        return lines + skipped.sorted { $0.key < $1.key }.map { "not written to: \($0.key), \($0.value)" }
    }
}

extension WordsToConfirm {
    var lines: [String] {
        [""] + findings.map { "may name someone: '\($0.word)', \($0.kind.meaning) of \($0.contact)" } + [
            "Read the words again; if they may leave as they are, confirm them with --confirm \(code)."
        ]
    }
}

extension SuggestionView: Printed {
    package var lines: [String] {
        Table.lines(
            ["contact", "sector", "name", "reason"],
            people.map { person in
                [
                    person.contact.text, person.sector?.rawValue ?? "-",
                    person.name + (person.organization.map { ", \($0)" } ?? ""),
                    person.reasons.joined(separator: "; "),
                ]
            }, empty: "Nobody is left who may be invited.") + shortages.map { "quorum not met: \($0)" }
    }
}
