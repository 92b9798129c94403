internal import Installation
internal import CommandSupport
package import ConveningService
internal import Coordination

extension ConveningDetails: Printed {
    package var lines: [String] {
        [
            "\(id)  \(title)",
            "\(visibility.rawValue), \(attribution.rawValue), \(tlp.rawValue), \(wholeDays.map { "\($0) whole days" } ?? "\(minutes) minutes"), \(firstDay) to \(lastDay) (\(zone))",
            "Next: convoke convening invitees \(id) --add CONTACT …",
        ]
    }
}

extension ConveningView: Listed, Printed {
    package static func table(_ views: [ConveningView]) -> [String] {
        Table.lines(
            ["id", "state", "when", "replies", "title"],
            views.map {
                [
                    $0.convening.id.text, $0.convening.state.rawValue, $0.when ?? "-",
                    Self.counts($0.answers), $0.convening.title,
                ]
            }, empty: "None yet. Plan one with 'convoke convening create'.")
    }

    package var lines: [String] {
        let it = convening
        return [
            "\(it.id)  \(it.title)", "state: \(it.state.rawValue), revision \(it.sequence)",
            "when: \(when ?? "not yet, between \(it.firstDay) and \(it.lastDay)")",
            "\(it.visibility.rawValue), \(it.attribution.rawValue), \(it.tlp.rawValue)",
            "venue: \(it.place ?? "none")" + (it.placeHours.map { ", sent \($0) hours before" } ?? ""),
            "series: \(it.recurrence.map { "\($0.frequency.rawValue), \($0.count) meetings" } ?? "none")",
            "replies: \(Self.counts(answers))",
        ]
            + (it.recurrence == nil
                ? []
                : [""]
                    + Table.lines(
                        ["meeting", "state", "when", "replies"],
                        meetings.map {
                            [$0.day.description, $0.state, $0.when, Self.counts($0.answers)]
                        }, empty: "No meeting."))
            + (actions.isEmpty ? [] : [""] + actions.lines)
    }

    private static func counts(_ answers: [String: Int]) -> String {
        answers.isEmpty
            ? "none" : answers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

extension Minutes: Printed {
    package var lines: [String] {
        Self.lines(of: attendance)
            + text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { SafeText.printable(String($0)) }
            + (amendments ?? []).flatMap { old in
                ["", "Amendment \(old.number), \(old.at): \(SafeText.printable(old.reason)). Before it:"]
                    + (Self.lines(of: old.attendance)
                    + old.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init))
                    .map { "  \(SafeText.printable($0))" }
            }
    }

    private static func lines(of attendance: Attendance?) -> [String] {
        let counts = (attendance?.counts ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.rawValue) \($0.value)" }
        let facts: [(name: String, text: String?)] = [
            (
                "came",
                attendance.flatMap { $0.people.isEmpty ? nil : $0.people.map(\.text).joined(separator: ", ") }
            ),
            ("numbers", counts.isEmpty ? nil : counts.joined(separator: ", ")),
            ("level", attendance?.level?.rawValue), ("outside the capital", attendance?.outsideCapital),
        ]
        return Facts.lines(facts)
    }
}

/// What a round of mail did, the same for every kind of round.
extension MailingReport: Printed {
    package var lines: [String] {
        [
            "\(queued) \(kind) \(queued == 1 ? "mail is" : "mails are") in the outbox"
                + (release.map { "; they leave from \($0) on, with what is changed until then." } ?? ".")
        ]
            + skipped.sorted { $0.key < $1.key }.map { "not written to: \($0.key), \($0.value)" }
            + (queued > 0 ? ["Next: convoke outbox deliver"] : [])
    }
}

extension InviteeView.Entry {
    /// How it stands with a person. What was answered stays, also where nothing may be sent to them any more.
    fileprivate var standing: String {
        guard let excluded else { return state?.rawValue ?? "-" }
        guard let state, state != .listed, state != .withdrawn else { return "not invited: \(excluded)" }
        return "\(state.rawValue); not written to any more: \(excluded)"
    }
}

extension InviteeView: Printed {
    package var lines: [String] {
        let counts = [Facet.sector, .reach, .language].map { balance[$0] }.map { table in
            table.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        return Table.lines(
            ["contact", "state", "sector", "name"],
            entries.map { entry in
                [
                    entry.contact.text,
                    entry.standing,
                    entry.sector?.rawValue ?? "-", entry.name + (entry.organization.map { ", \($0)" } ?? ""),
                ]
            }, empty: "Nobody yet.")
            + (balance.people == 0
                ? [] : ["", "by sector: \(counts[0])", "by reach: \(counts[1])", "by language: \(counts[2])"])
            + shortages.map { "quorum not met: \($0)" } + balance.warnings.map { "note: \($0.rawValue)" }
            + (notice.map { [$0] } ?? [])
    }
}

extension BookingReport: Printed {
    package var lines: [String] {
        missing.map { "without \($0.contact)\($0.isRequired ? ", who must come" : ""): \($0.why)" }
            + shortages.map { "quorum not met: \($0)" } + notes
    }
}

extension TimesReport: Printed {
    package var lines: [String] {
        let times = proposals.flatMap { proposal in
            [
                "\(proposal.number)  \(proposal.local) (\(zone))  \(proposal.attending) of \(invited) can come\(proposal.isShortNotice ? ", at short notice" : "")"
            ] + proposal.missing.map { "     without \($0.contact): \($0.why)" }
        }
        let next = proposals.first.map { "Next: convoke convening book \(convening) \($0.local)" }
        return times + obstacles + [next ?? "No time meets the quorum."]
    }
}
