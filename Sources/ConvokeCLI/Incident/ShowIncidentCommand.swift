internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct ShowIncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one incident.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The incident.")
    var incident: Incident.ID

    func run() async throws {
        let view = try await options.operation().incidents.show(incident)
        try options.show(view, Self.lines(view))
    }

    static func lines(_ view: IncidentView) -> [String] {
        let incident = view.incident
        let place = [incident.place, incident.country.rawValue].compactMap { $0 }.joined(separator: ", ")
        let facts: [(String, String?)] = [
            (
                "people",
                "\(incident.count)\(incident.people.isEmpty ? "" : ": \(incident.people.joined(separator: ", "))")"
            ),
            ("themes", incident.themes.isEmpty ? nil : incident.themes.joined(separator: ", ")),
            ("perpetrator", incident.perpetrator.rawValue), ("confidence", incident.confidence.rawValue),
            ("source", incident.source), ("note", incident.note),
            ("linked with", view.links.isEmpty ? nil : view.links.map(\.subject).joined(separator: ", ")),
        ]
        return [
            "\(incident.id)  \(incident.kind.rawValue)\(incident.isReprisal ? " (reprisal)" : "")  \(incident.day?.description ?? incident.month.description)  \(place)"
        ] + facts.compactMap { name, text in text.map { "\(name): \($0)" } }
            + view.attachments.map { "file \($0.id): \($0.name), \($0.size) bytes" }
    }
}
