internal import ArgumentParser

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Where things stand, and whose voices are heard.",
        usage: """
            convoke report [--output <file>] [--language <language>]
            convoke report balance [<convening>] [--from <day>] [--through <day>]
            """,
        subcommands: [SummaryCommand.self, BalanceCommand.self], defaultSubcommand: SummaryCommand.self)
}
