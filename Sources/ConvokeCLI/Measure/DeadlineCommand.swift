internal import ArgumentParser

struct DeadlineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline", abstract: "What is due under a measure, with its source.",
        discussion:
            "The body's file suggests deadlines; a document confirms or changes them. When the day they are counted from is corrected they move, and their old day stays on record.",
        subcommands: [
            ConfirmDeadlineCommand.self, AddDeadlineCommand.self, MeetDeadlineCommand.self, WaiveDeadlineCommand.self,
            ReopenDeadlineCommand.self,
        ])
}
