public import Coordination
internal import Sealing

/// Measures and communications, their resolutions and links.
public struct MeasureRecords {
    let records: Records

    public func insert(_ measure: Measure) throws {
        try records.run(
            """
            INSERT INTO measures (id, mechanism_id, reference_token, country, stage, record)
            VALUES (\(measure.id), \(measure.mechanism), \(try referenceTokens(measure.reference.normal).last),
                \(measure.state.rawValue), \(measure.stage), \(try sealed(measure)))
            """)
    }

    public func update(_ measure: Measure) throws {
        try records.run(
            """
            UPDATE measures SET country = \(measure.state.rawValue), stage = \(measure.stage),
                record = \(try sealed(measure)) WHERE id = \(measure.id)
            """)
    }

    private func sealed(_ measure: Measure) throws -> [UInt8] {
        try records.seal(measure, KeyID(.measure, measure.id.text), "measures", row: measure.id.text)
    }

    public func one(_ id: Measure.ID) throws -> Measure {
        try records.found(try one(ifThere: id.text), "measure", id.text, list: .measureList)
    }

    public func one(ifThere id: String) throws -> Measure? {
        try records.rows("SELECT id, record FROM measures WHERE id = \(id)").first
            .map { try records.open(Measure.self, $0, .measure, "measures") }
    }

    public func one(reference normal: String) throws -> Measure? {
        for token in try referenceTokens(normal) {
            if let row = try records.rows("SELECT id, record FROM measures WHERE reference_token = \(token)").first {
                return try records.open(Measure.self, row, .measure, "measures")
            }
        }
        return nil
    }

    public func all() throws -> [Measure] {
        try records.open(Measure.self, records.rows("SELECT id, record FROM measures"), .measure, "measures")
            .sorted { $0.reference.normal < $1.reference.normal }
    }

    /// What stands against taking a measure out of the files; `nil` where nothing does.
    public func use(of measure: Measure.ID) throws -> String? {
        let actions =
            try records.rows("SELECT COUNT(*) AS n FROM actions WHERE measure_id = \(measure)").first?.integer("n") ?? 0
        if actions > 0 { return "has \(actions) actions" }
        if try !records.rows("SELECT incident_id FROM incident_links WHERE subject_id = \(measure)").isEmpty {
            return "is linked with an incident"
        }
        let shared = try resolutions(about: measure).first { $0.measures.contains { $0 != measure } }
        return shared.map { "is decided about by \($0.reference.printed), with other measures" }
    }

    /// Takes a measure out of the files, with its resolutions, links, sealed files and reminders.
    public func remove(_ measure: Measure, at now: Instant) throws {
        for resolution in try resolutions(about: measure.id) { try delete(resolution.id, at: now) }
        try records.run("DELETE FROM instrument_links WHERE one_id = \(measure.id) OR other_id = \(measure.id)")
        try records.attachments.removeAttachments(of: measure.id.text, at: now)
        try records.run(
            "DELETE FROM reminders WHERE subject_id = \(measure.id) OR subject_id LIKE \("\(measure.id)/%")")
        try records.destroyKey(KeyID(.measure, measure.id.text), at: now)
        try records.run("DELETE FROM measures WHERE id = \(measure.id)")
    }

    /// A case's reference leads to the people it protects, so that only its keyed hash stands in plain.
    func referenceTokens(_ normal: String) throws -> [String] {
        try records.session.blindIndexes(records.connection).map { "\($0.token(normal, kind: "reference"))" }
    }

    public func save(_ resolution: Resolution) throws {
        let sealed = try records.seal(
            resolution, KeyID(.resolution, resolution.id.text), "resolutions", row: resolution.id.text)
        try records.run(
            """
            INSERT INTO resolutions (id, mechanism_id, reference_token, day, record)
            VALUES (\(resolution.id), \(resolution.mechanism),
                \(try referenceTokens(resolution.reference.normal).last), \(resolution.day), \(sealed))
            ON CONFLICT (id) DO UPDATE SET day = excluded.day, record = excluded.record
            """)
        for part in resolution.parts {
            try records.run(
                """
                INSERT INTO decisions (resolution_id, measure_id, decision)
                VALUES (\(resolution.id), \(part.measure), \(part.decision.rawValue)) ON CONFLICT DO NOTHING
                """)
        }
    }

    public func resolution(_ id: Resolution.ID) throws -> Resolution {
        let row = try records.rows("SELECT id, record FROM resolutions WHERE id = \(id)").first
        return try records.found(
            row.map { try records.open(Resolution.self, $0, .resolution, "resolutions") }, "resolution", id.text,
            list: .measureShow)
    }

    public func resolution(reference normal: String) throws -> Resolution? {
        for token in try referenceTokens(normal) {
            if let row = try records.rows("SELECT id, record FROM resolutions WHERE reference_token = \(token)").first {
                return try records.open(Resolution.self, row, .resolution, "resolutions")
            }
        }
        return nil
    }

    public func delete(_ resolution: Resolution.ID, at now: Instant) throws {
        try records.run("DELETE FROM decisions WHERE resolution_id = \(resolution)")
        try records.destroyKey(KeyID(.resolution, resolution.text), at: now)
        try records.run("DELETE FROM resolutions WHERE id = \(resolution)")
    }

    /// All of them, the oldest first.
    public func resolutions() throws -> [Resolution] {
        try records.open(
            Resolution.self, records.rows("SELECT id, record FROM resolutions ORDER BY day, id"), .resolution,
            "resolutions")
    }

    /// Those that decide about a measure, the oldest first.
    public func resolutions(about measure: Measure.ID) throws -> [Resolution] {
        try records.open(
            Resolution.self,
            records.rows(
                """
                SELECT id, record FROM resolutions WHERE id IN
                    (SELECT resolution_id FROM decisions WHERE measure_id = \(measure)) ORDER BY day, id
                """), .resolution, "resolutions")
    }

    public func save(_ link: InstrumentLink) throws {
        try records.run(
            """
            INSERT INTO instrument_links (one_id, other_id, kind)
            VALUES (\(link.one), \(link.other), \(link.kind.rawValue))
            ON CONFLICT (one_id, other_id) DO UPDATE SET kind = excluded.kind
            """)
    }

    /// - Returns: whether there was one.
    public func remove(_ link: InstrumentLink) throws -> Bool {
        try !records.rows(
            "DELETE FROM instrument_links WHERE one_id = \(link.one) AND other_id = \(link.other) RETURNING one_id"
        ).isEmpty
    }

    public func instrumentLinks() throws -> [InstrumentLink] {
        try records.rows("SELECT one_id, other_id, kind FROM instrument_links ORDER BY one_id, other_id").map { row in
            try InstrumentLink(
                row.id("one_id"), row.id("other_id"),
                kind: row.value(InstrumentLink.Kind.self, "kind"))
        }
    }
}
