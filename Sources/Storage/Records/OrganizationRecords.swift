public import Coordination

extension Records {
    /// Adds or replaces; returns whether anything changed.
    public func save(_ organization: Organization) throws -> SaveResult {
        let id = organization.id.text
        let old = try self.organization(ifThere: id)
        if old == organization { return .unchanged }
        try run(
            """
            INSERT INTO organizations (id, sector, country, reach, is_demonstration, record)
            VALUES (\(id), \(organization.sector.rawValue), \(organization.country?.rawValue),
                \(organization.reach?.rawValue), \(organization.isDemonstration),
                \(try seal(organization, KeyID(.organization, id), "organizations", row: id)))
            ON CONFLICT (id) DO UPDATE SET sector = excluded.sector, country = excluded.country,
                reach = excluded.reach, is_demonstration = excluded.is_demonstration, record = excluded.record
            """)
        try index(.organization, id, from: old.map(Self.searchTexts) ?? [], to: Self.searchTexts(organization))
        return old == nil ? .added : .changed
    }

    public func organization(_ id: Organization.ID) throws -> Organization {
        try found(organization(ifThere: id.text), "organization", id.text, list: "convoke directory search")
    }

    public func organization(ifThere id: String) throws -> Organization? {
        try rows("SELECT id, record FROM organizations WHERE id = \(id)").first
            .map { try open(Organization.self, $0, .organization, "organizations") }
    }

    /// All, by id.
    public func organizations() throws -> [Organization] {
        try open(
            Organization.self, rows("SELECT id, record FROM organizations ORDER BY id"), .organization, "organizations")
    }

    static func searchTexts(_ organization: Organization) -> [String] {
        [organization.name] + organization.names.values
    }
}
