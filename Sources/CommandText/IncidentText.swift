internal import CommandSupport
internal import Coordination
internal import FollowUpService

extension IncidentView: Printed {
    package var lines: [String] {
        let place = [incident.place, incident.country.rawValue].compactMap { $0 }.joined(separator: ", ")
        let facts: [(name: String, text: String?)] = [
            (
                "people",
                "\(incident.count)\(incident.people.isEmpty ? "" : ": \(incident.people.joined(separator: ", "))")"
            ),
            ("themes", incident.themes.isEmpty ? nil : incident.themes.joined(separator: ", ")),
            ("perpetrator", incident.perpetrator.rawValue), ("confidence", incident.confidence.rawValue),
            ("source", incident.source), ("note", incident.note),
            ("linked with", links.isEmpty ? nil : links.map(\.subject).joined(separator: ", ")),
        ]
        return [
            "\(incident.id)  \(incident.kind.rawValue)\(incident.isReprisal ? " (reprisal)" : "")  \(incident.day?.description ?? incident.month.description)  \(place)"
        ] + Facts.lines(facts)
            + Facts.files(attachments)
    }
}
