internal import ArgumentParser
internal import Coordination
internal import Workflows

struct ListMeasuresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List measures; live ones that were silent longest come first.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let views = try await options.secretariat().measures()
        try options.show(
            views,
            Table.lines(
                ["id", "reference", "State", "stage", "silent days", "next deadline", "title"],
                views.map { view in
                    [
                        view.measure.id.text, view.measure.reference.printed, view.measure.state.rawValue,
                        view.stageName,
                        view.silentDays.map(String.init) ?? "-",
                        view.next.map { "\($0.day)\($0.isConfirmed ? "" : "?")" } ?? "-",
                        view.measure.title,
                    ]
                }, empty: "None yet. Add one with 'convoke measure add'."))
    }
}
