internal import ArgumentParser
internal import Coordination
internal import Workflows

struct RemoveIncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Destroy an incident with its links and files.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident.")
    var incident: Incident.ID

    func run() async throws {
        let secretariat = try await options.secretariat()
        _ = try await secretariat.showIncident(incident)
        try options.confirm("Destroy \(incident)?")
        try await secretariat.removeIncident(incident)
        try options.show(["removed": incident.text], ["Destroyed \(incident)."])
    }
}
