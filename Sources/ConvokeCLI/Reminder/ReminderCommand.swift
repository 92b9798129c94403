internal import ArgumentParser

struct ReminderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reminder", abstract: "Remind people of what is due, and tell others what stayed undone.",
        discussion:
            "The contacts of an action's or a measure's chain are written to, each in their language and working hours, at most once a day, if they consented to 'follow-up' by mail.",
        subcommands: [RunRemindersCommand.self])
}
