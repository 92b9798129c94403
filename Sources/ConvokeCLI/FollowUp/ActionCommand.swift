internal import ArgumentParser

struct ActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "action",
        abstract: "What was promised, until it is done and feedback was given to the person concerned.",
        discussion:
            "'done' notes the act; it closes once the defender or family has feedback ('told'), or a reason is given. What is owed shows in 'list --untold' and 'report followup'.",
        subcommands: [
            AddActionCommand.self, ListActionsCommand.self, ShowActionCommand.self, EditActionCommand.self,
            FinishActionCommand.self, TellActionCommand.self, HostReplyCommand.self, DeclineActionCommand.self,
            DropActionCommand.self, ReopenActionCommand.self, ReassignCommand.self, AttachCommand.self,
            DetachCommand.self, RemoveFileCommand.self,
        ])
}
