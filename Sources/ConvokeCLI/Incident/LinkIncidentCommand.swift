internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct LinkIncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Link an incident with measures, convenings or actions.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident.")
    var incident: Incident.ID

    @Argument(help: "What it belongs to: ids, or references of measures.")
    var subjects: [String]

    func run() async throws {
        let view = try await options.operation().incidents.link(incident, with: subjects)
        try options.show(view, ShowIncidentCommand.lines(view))
    }
}
