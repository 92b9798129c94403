internal import ArgumentParser

struct SubjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subject", abstract: "A person's right to their record: export, erasure, holds, retention.",
        subcommands: [
            ExportSubjectCommand.self, EraseCommand.self, HoldCommand.self, LiftHoldCommand.self, RetentionCommand.self,
        ])
}
