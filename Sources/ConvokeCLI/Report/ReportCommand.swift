internal import ArgumentParser

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Where things stand, and whose voices are heard.",
        usage: """
            convoke report [--output <file>] [--language <language>]
            convoke report balance [<convening>] [--from <day>] [--through <day>]
            convoke report followup | duty | incidents | board | timeline <subject> [--output <file>]
            """,
        subcommands: [
            SummaryCommand.self, BalanceCommand.self, FollowUpReportCommand.self, TimelineCommand.self,
            DutyCommand.self, BoardCommand.self, IncidentReportCommand.self,
        ], defaultSubcommand: SummaryCommand.self)
}
