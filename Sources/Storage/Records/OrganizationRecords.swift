public import Coordination

extension Records {
    /// Adds or replaces; returns whether anything changed.
    public func save(_ organization: Organization) throws -> SaveResult {
        let bytes = try encode(organization)
        let old = try rows("SELECT record FROM organizations WHERE id = \(organization.id)").first
        if let old, try old.bytes("record") == bytes { return .unchanged }
        try run(
            """
            INSERT INTO organizations (id, sector, country, reach, is_demonstration, record)
            VALUES (\(organization.id), \(organization.sector.rawValue), \(organization.country?.rawValue),
                \(organization.reach?.rawValue), \(organization.isDemonstration), \(bytes))
            ON CONFLICT (id) DO UPDATE SET sector = excluded.sector, country = excluded.country,
                reach = excluded.reach, is_demonstration = excluded.is_demonstration, record = excluded.record
            """)
        try index([organization.name] + organization.names.values, kind: "organization", owner: organization.id.text)
        return old == nil ? .added : .changed
    }

    public func organization(_ id: Organization.ID) throws -> Organization {
        let row = try rows("SELECT record FROM organizations WHERE id = \(id)").first
        return try found(
            row.map { try decode(Organization.self, $0) }, "organization", id.text, list: "convoke directory search")
    }

    /// All, by id.
    public func organizations() throws -> [Organization] {
        try decode(Organization.self, rows("SELECT record FROM organizations ORDER BY id"))
    }
}
