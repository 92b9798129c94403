internal import ArgumentParser

struct IncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident", abstract: "Reprisals and attacks, by pseudonym and at a coarse place.",
        subcommands: [
            AddIncidentCommand.self, ListIncidentsCommand.self, ShowIncidentCommand.self, LinkIncidentCommand.self,
            RemoveIncidentCommand.self, AttachCommand.self, DetachCommand.self, RemoveFileCommand.self,
        ])
}
