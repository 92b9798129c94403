internal import CommandSupport
package import Coordination
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

extension Incident: Listed {
    package static func table(_ incidents: [Incident]) -> [String] {
        Table.lines(
            ["id", "when", "country", "kind", "perpetrator", "confidence", "people"],
            incidents.map {
                [
                    $0.id.text, $0.day?.description ?? $0.month.description, $0.country.rawValue, $0.kind.rawValue,
                    $0.perpetrator.rawValue, $0.confidence.rawValue, "\($0.count)",
                ]
            }, empty: "None. Record one with 'convoke incident add'.")
    }
}
