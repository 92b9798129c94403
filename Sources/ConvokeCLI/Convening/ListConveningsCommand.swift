internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct ListConveningsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all convenings.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let views = try await options.operation().convenings.all()
        try options.show(
            views,
            Table.lines(
                ["id", "state", "when", "answers", "title"],
                views.map {
                    [
                        $0.convening.id.text, $0.convening.state.rawValue, $0.when ?? "-",
                        ShowConveningCommand.counts($0.answers), $0.convening.title,
                    ]
                }, empty: "None yet. Plan one with 'convoke convening create'."))
    }
}
