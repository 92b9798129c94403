internal import CommandSupport
internal import Coordination
package import FollowUpService

extension ActionDetails: Listed, Printed {
    package var lines: [String] { Self.table([self]) }

    package static func table(_ actions: [ActionDetails]) -> [String] {
        Table.lines(
            ["id", "state", "due", "kind", "owner", "what"],
            actions.map {
                [
                    $0.id.text, $0.state.name, $0.due?.day.description ?? "-", $0.kind.rawValue, $0.owner, $0.title,
                ]
            }, empty: "No actions.")
    }
}

extension ActionView: Printed {
    package var lines: [String] {
        let action = action
        var feedback: String?
        switch action.feedback {
        case .given(let day): feedback = "given on \(day)"
        case .notGiven(let reason): feedback = "none: \(reason)"
        case nil:
            feedback =
                action.state == .feedbackOwed ? "owed: record it with 'convoke action feedback \(action.id)'" : nil
        }
        let facts: [(name: String, text: String?)] = [
            ("owner", action.missions.joined(separator: ", with ")),
            ("due", action.due.map { "\($0.day) (\($0.source))" }), ("planned", action.planned.map { "\($0)" }),
            ("measure", measure.map { $0 + (action.point.map { ", point \($0)" } ?? "") }),
            ("convening", action.convening?.text), ("statement", action.statement?.text),
            ("level", action.level?.rawValue), ("channel", action.channel?.rawValue),
            ("publicity", (action.isQuiet ? "quiet" : "public") + (action.isShared ? "" : ", not shared")),
            ("agreed", action.agreement.map { "\($0.by.rawValue), \($0.day): \($0.evidence)" }),
            ("waits for", waitsFor.isEmpty ? nil : waitsFor.map(\.text).joined(separator: ", ")),
            ("reminded", action.chain.isEmpty ? nil : action.chain.map(\.text).joined(separator: ", then ")),
            ("done", action.doneOn.map { "\($0): \(action.evidence ?? "")" }),
            ("reply", action.reply.map { "\($0.day): \($0.text)" }), ("feedback", feedback),
            ("reason", action.reason), ("note", action.note),
        ]
        return ["\(action.id)  \(action.kind.rawValue) (\(action.state.name))  \(action.title)"]
            + Facts.lines(facts)
            + Facts.files(attachments) + (toConfirm?.lines ?? [])
    }
}
