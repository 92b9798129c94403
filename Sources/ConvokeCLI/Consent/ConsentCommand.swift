internal import ArgumentParser

struct ConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "What people agreed to: write it down, look it up, end it.",
        subcommands: [
            RecordConsentCommand.self, ListConsentsCommand.self, WithdrawConsentCommand.self,
            OverrideConsentCommand.self, StopContactCommand.self, ResumeContactCommand.self,
        ])
}
