public import Coordination
public import Installation
internal import Storage

/// An incident with what it is linked with.
public struct IncidentView: View {
    public let incident: Incident
    public let links: [IncidentLink]
    public let attachments: [Attachment]
}

extension Operation {
    /// Reprisals and attacks.
    public var incidents: Incidents { Incidents(operation: self) }
}

/// Reprisals and attacks.
public struct Incidents: Sendable {
    let operation: Operation

    /// Records a reprisal or attack. People are named by pseudonym only. A pseudonym longer than initials is compared with
    /// every name of the directory, which is linear in it.
    /// - Parameter make: the incident under the id that it is given.
    /// - Throws: `Problem.notAllowed` where a name of the directory stands in it.
    public func add(
        linkedWith subjects: [String], _ make: @escaping @Sendable (Incident.ID) throws -> Incident
    ) async throws -> IncidentView {
        let incident = try make(operation.newID("in")), today = try operation.today()
        try operation.facts.check(incident.country)
        if let day = incident.day { try operation.measures.checkPast(day, "an incident cannot have happened") }
        guard incident.month <= Month(of: today) else {
            throw Problem(.usage, "the month is to come", remedy: "Give the month it was.")
        }
        return try await operation.change { [self] records in
            let words =
                incident.people + incident.themes + [incident.place ?? "", incident.note ?? "", incident.source]
            let text = words.joined(separator: "\n"), pseudonyms = incident.people.filter(Redaction.isMoreThanInitials)
            let known = pseudonyms.isEmpty ? [] : try records.contacts.all()
            let part = known.first { person in pseudonyms.contains { Redaction.isPart($0, of: person.name) } }
            if let named = Redaction.firstDisclosed(in: text, of: try records.names.people(namedIn: text)) ?? part?.id {
                throw Problem(
                    .notAllowed, at: named.text, "is named in the incident",
                    remedy: "Write the pseudonym or initials; leave names out of place and note.")
            }
            try records.incidents.insert(incident, at: operation.began)
            for subject in subjects { try records.incidents.link(incident.id, with: try link(to: subject, records)) }
            try records.note(.incidentAdd, incident.id.text)
            return try view(of: incident, records)
        }
    }

    public func link(_ id: Incident.ID, with subjects: [String]) async throws -> IncidentView {
        return try await operation.change { [self] records in
            let incident = try records.incidents.one(id)
            for subject in subjects { try records.incidents.link(id, with: try link(to: subject, records)) }
            try records.note(.incidentLink, id.text)
            return try view(of: incident, records)
        }
    }

    public func show(_ id: Incident.ID) async throws -> IncidentView {
        try await operation.read { [self] records in try view(of: try records.incidents.one(id), records) }
    }

    /// Destroys an incident, with its links and files.
    public func remove(_ id: Incident.ID) async throws {
        try await operation.change { records in
            _ = try records.incidents.one(id)
            try records.incidents.delete(id, at: operation.now)
            try records.note(.incidentRemove, id.text)
        }
    }

    /// The newest first.
    public func all(from first: Month?, through last: Month?, country: CountryCode?) async throws -> [Incident] {
        if let country { try operation.facts.check(country) }
        return try await operation.read { try $0.incidents.all(from: first, through: last, country: country) }
    }

    private func view(of incident: Incident, _ records: Records) throws -> IncidentView {
        IncidentView(
            incident: incident, links: try records.incidents.links(of: incident.id),
            attachments: try records.attachments.all(of: incident.id.text))
    }

    private func link(to subject: String, _ records: Records) throws -> IncidentLink {
        if let action = try records.actions.one(ifThere: subject) {
            return .init(kind: .action, subject: action.id.text)
        }
        if subject.hasPrefix("cv-") {
            return .init(kind: .convening, subject: try records.convenings.one(Identifier(parsing: subject)).id.text)
        }
        return .init(kind: .measure, subject: try operation.measures.one(named: subject, records).id.text)
    }

    /// How incidents are spread over a time, with small numbers left out.
    public func patterns(
        from first: Month?, through last: Month?, country: CountryCode?, smallest: Int
    ) async throws -> IncidentPatterns {
        let found = try await all(from: first, through: last, country: country)
        return IncidentPatterns(of: found, first: first, last: last, country: country, smallest: smallest)
    }
}
