internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct ShowConveningCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one convening.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    func run() async throws {
        let view = try await options.operation().convenings.show(convening)
        let it = view.convening
        try options.show(
            view,
            [
                "\(it.id)  \(it.title)", "state: \(it.state.rawValue), revision \(it.sequence)",
                "when: \(view.when ?? "not yet, between \(it.firstDay) and \(it.lastDay)")",
                "\(it.visibility.rawValue), \(it.attribution.rawValue), \(it.tlp.rawValue)",
                "place: \(it.place ?? "none")" + (it.placeHours.map { ", told \($0) hours before" } ?? ""),
                "series: \(it.recurrence.map { "\($0.frequency.rawValue), \($0.count) meetings" } ?? "none")",
                "answers: \(Self.counts(view.answers))",
            ]
                + (it.recurrence == nil
                    ? []
                    : [""]
                        + Table.lines(
                            ["meeting", "state", "when", "answers"],
                            view.meetings.map {
                                [$0.day.description, $0.state, $0.when, Self.counts($0.answers)]
                            }, empty: "No meeting."))
                + (view.actions.isEmpty ? [] : [""] + ActionTable.lines(view.actions)))
    }

    static func counts(_ answers: [String: Int]) -> String {
        answers.isEmpty
            ? "none" : answers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}
