internal import ArgumentParser

struct ConveningCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convening", abstract: "Plan a meeting, invite to it, move it, close it.",
        subcommands: [
            CreateCommand.self, InviteesCommand.self, TimesCommand.self, BookCommand.self, InviteCommand.self,
            RescheduleCommand.self, EditCommand.self, RemindCommand.self, CancelCommand.self, CloseCommand.self,
            MinutesCommand.self,
            ShowConveningCommand.self,
            ListConveningsCommand.self,
        ])
}
