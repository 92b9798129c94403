internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct RemoveIncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Destroy an incident with its links and files.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident.")
    var incident: Incident.ID

    func run() async throws {
        let operation = try await options.operation()
        _ = try await operation.incidents.show(incident)
        try options.confirm("Destroy \(incident)?")
        try await operation.incidents.remove(incident)
        try options.show(["removed": incident.text], ["Destroyed \(incident)."])
    }
}
