internal import ArgumentParser

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who did what to which record, in a chain that shows every change.",
        subcommands: [ShowAuditCommand.self, VerifyAuditCommand.self, AnchorCommand.self])
}
