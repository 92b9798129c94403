public import Coordination

/// Reprisals and attacks, and what they are linked with.
public struct IncidentRecords {
    let records: Records

    public func insert(_ incident: Incident, at now: Instant) throws {
        let sealed = try records.seal(incident, KeyID(.incident, incident.id.text), "incidents", row: incident.id.text)
        try records.run(
            """
            INSERT INTO incidents (id, kind, country, month, created_at, record)
            VALUES (\(incident.id), \(incident.kind.rawValue), \(incident.country.rawValue),
                \(incident.month.description), \(now), \(sealed))
            """)
    }

    public func one(_ id: Incident.ID) throws -> Incident {
        let row = try records.rows("SELECT id, record FROM incidents WHERE id = \(id)").first
        return try records.found(
            row.map { try records.open(Incident.self, $0, .incident, "incidents") }, "incident", id.text,
            list: .incidentList)
    }

    /// The newest first.
    public func all(
        from first: Month? = nil, through last: Month? = nil, country: CountryCode? = nil
    ) throws -> [Incident] {
        try records.open(
            Incident.self,
            records.rows(
                """
                SELECT id, record FROM incidents
                WHERE month >= \(first?.description ?? "0000-00") AND month <= \(last?.description ?? "9999-99")
                    AND (CAST(\(country?.rawValue) AS TEXT) IS NULL OR country = \(country?.rawValue))
                ORDER BY month DESC, created_at DESC, id
                """), .incident, "incidents")
    }

    /// Destroys an incident with its links.
    public func delete(_ id: Incident.ID, at now: Instant) throws {
        try records.attachments.removeAttachments(of: id.text, at: now)
        try records.run("DELETE FROM incident_links WHERE incident_id = \(id)")
        try records.destroyKey(KeyID(.incident, id.text), at: now)
        try records.run("DELETE FROM incidents WHERE id = \(id)")
    }

    public func link(_ incident: Incident.ID, with link: IncidentLink) throws {
        try records.run(
            """
            INSERT INTO incident_links (incident_id, kind, subject_id)
            VALUES (\(incident), \(link.kind.rawValue), \(link.subject)) ON CONFLICT DO NOTHING
            """)
    }

    public func links(of incident: Incident.ID) throws -> [IncidentLink] {
        try records.rows(
            "SELECT kind, subject_id FROM incident_links WHERE incident_id = \(incident) ORDER BY kind, subject_id"
        ).map { row in
            IncidentLink(kind: try row.value(IncidentLink.Kind.self, "kind"), subject: try row.text("subject_id"))
        }
    }

    /// Incidents that are linked with any of these ids.
    public func all(linkedWith ids: [String]) throws -> [Incident] {
        guard !ids.isEmpty else { return [] }
        return try records.open(
            Incident.self,
            records.rows(
                """
                SELECT id, record FROM incidents WHERE id IN
                    (SELECT incident_id FROM incident_links WHERE subject_id IN (\(list: ids))) ORDER BY month, id
                """), .incident, "incidents")
    }
}
