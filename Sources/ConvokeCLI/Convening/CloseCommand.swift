internal import ArgumentParser
internal import Coordination
internal import Workflows

struct CloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a convening with its minutes; every promise becomes an action.",
        discussion:
            "Minutes are Markdown. A promise is a line '- [ ] Owner: what was promised (due 2026-04-01)'. Under the Chatham House Rule the text must name nobody."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Option(help: "The file with the minutes.")
    var minutes: String

    func run() async throws {
        let text = try InputFile.text(minutes)
        do {
            let report = try await options.secretariat().close(convening, minutes: text)
            try options.show(
                report,
                ["Closed \(convening); \(report.actions.count) promises are now actions."]
                    + ActionTable.lines(report.actions))
        } catch let problem as Problem where problem.place?.hasPrefix("line ") == true {
            throw problem.at(minutes)
        }
    }
}
