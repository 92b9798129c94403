internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct ShowActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one action with all that is known.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action.")
    var action: Action.ID

    func run() async throws {
        let view = try await options.operation().actions.show(action)
        try options.show(view, Self.lines(view))
    }

    static func lines(_ view: ActionView) -> [String] {
        let action = view.action
        var feedback: String?
        switch action.feedback {
        case .told(let day): feedback = "told on \(day)"
        case .notTold(let reason): feedback = "not told: \(reason)"
        case nil: feedback = action.state == .acted ? "owed: note it with 'convoke action told \(action.id)'" : nil
        }
        let facts: [(String, String?)] = [
            ("owner", action.missions.joined(separator: ", with ")),
            ("due", action.due.map { "\($0.day) (\($0.source))" }), ("planned", action.planned.map { "\($0)" }),
            ("measure", view.measure.map { $0 + (action.point.map { ", point \($0)" } ?? "") }),
            ("convening", action.convening?.text), ("statement", action.statement?.text),
            ("level", action.level?.rawValue), ("channel", action.channel?.rawValue),
            ("publicity", (action.isQuiet ? "quiet" : "public") + (action.isShared ? "" : ", not shared")),
            ("agreed", action.agreement.map { "\($0.by.rawValue), \($0.day): \($0.evidence)" }),
            ("waits for", view.waitsFor.isEmpty ? nil : view.waitsFor.map(\.text).joined(separator: ", ")),
            ("reminded", action.chain.isEmpty ? nil : action.chain.map(\.text).joined(separator: ", then ")),
            ("done", action.doneOn.map { "\($0): \(action.evidence ?? "")" }),
            ("reply", action.reply.map { "\($0.day): \($0.text)" }), ("feedback", feedback),
            ("reason", action.reason), ("note", action.note),
        ]
        return ["\(action.id)  \(action.kind.rawValue) (\(action.state.rawValue))  \(action.title)"]
            + facts.compactMap { name, text in text.map { "\(name): \($0)" } }
            + view.attachments.map { "file \($0.id): \($0.name), \($0.size) bytes" }
    }
}
