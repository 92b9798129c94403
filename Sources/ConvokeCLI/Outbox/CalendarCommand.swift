internal import ArgumentParser
internal import Coordination
internal import Workflows

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Your convenings for another calendar program.",
        subcommands: [ExportCommand.self])
}

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write an iCalendar file of one convening or of all. It names no invitee.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "One convening; all that have a time by default.")
    var convening: Convening.ID?

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String

    func run() async throws {
        let count = try await options.secretariat().exportCalendar(of: convening, to: output)
        try options.show(["file": output], ["Wrote \(count) events to \(output)."])
    }
}
