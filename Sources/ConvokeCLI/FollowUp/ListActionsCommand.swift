internal import ArgumentParser
internal import Workflows

struct ListActionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List actions, the most urgent first.")

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Only what is overdue.")
    var overdue = false

    func run() async throws {
        let actions = try await options.secretariat().actions(onlyOverdue: overdue)
        try options.show(actions, ActionTable.lines(actions))
    }
}
