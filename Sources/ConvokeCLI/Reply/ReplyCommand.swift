internal import ArgumentParser

struct ReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Answers of invitees.",
        subcommands: [
            ImportRepliesCommand.self, FetchRepliesCommand.self, RecordReplyCommand.self, QuarantineCommand.self,
        ])
}
