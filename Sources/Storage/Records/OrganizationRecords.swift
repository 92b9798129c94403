public import Coordination
internal import Sealing

/// Organizations.
public struct OrganizationRecords {
    let records: Records

    /// Adds or replaces; returns whether anything changed.
    public func save(_ organization: Organization) throws -> SaveResult {
        let id = organization.id.text
        let old = try self.one(ifThere: id)
        if old == organization { return .unchanged }
        try records.run(
            """
            INSERT INTO organizations (id, sector, country, reach, is_demonstration, size, is_host_funded, is_mission_funded, region_token,
                population_token, record)
            VALUES (\(id), \(organization.sector.rawValue), \(organization.country?.rawValue),
                \(organization.reach?.rawValue), \(organization.isDemonstration), \(organization.size?.rawValue),
                \(organization.isHostFunded.map { $0 ? 1 : 0 }), \(organization.isMissionFunded.map { $0 ? 1 : 0 }),
                \(try regionToken(organization)),
                \(try populationToken(organization)),
                \(try records.seal(organization, KeyID(.organization, id), "organizations", row: id)))
            ON CONFLICT (id) DO UPDATE SET sector = excluded.sector, country = excluded.country,
                reach = excluded.reach, is_demonstration = excluded.is_demonstration, size = excluded.size,
                is_host_funded = excluded.is_host_funded, is_mission_funded = excluded.is_mission_funded,
                region_token = excluded.region_token,
                population_token = excluded.population_token, record = excluded.record
            """)
        try records.search.index(.organization, id, from: old.map(IndexEntry.init), to: IndexEntry(organization))
        return old == nil ? .added : .changed
    }

    public func one(_ id: Organization.ID) throws -> Organization {
        try records.found(one(ifThere: id.text), "organization", id.text, list: .directorySearch)
    }

    public func one(ifThere id: String) throws -> Organization? {
        try records.rows("SELECT id, record FROM organizations WHERE id = \(id)").first
            .map { try records.open(Organization.self, $0, .organization, "organizations") }
    }

    /// Where a person holds an office.
    public func one(of contact: Contact) throws -> Organization? {
        try contact.organization.flatMap { try one(ifThere: $0.text) }
    }

    /// All, by id.
    public func all() throws -> [Organization] {
        try records.open(
            Organization.self, records.rows("SELECT id, record FROM organizations ORDER BY id"), .organization,
            "organizations")
    }

    /// The columns that follow from the record.
    func saveColumns(of organization: Organization) throws {
        try records.run(
            """
            UPDATE organizations SET size = \(organization.size?.rawValue),
                is_host_funded = \(organization.isHostFunded.map { $0 ? 1 : 0 }),
                is_mission_funded = \(organization.isMissionFunded.map { $0 ? 1 : 0 }),
                region_token = \(try regionToken(organization)), population_token = \(try populationToken(organization))
            WHERE id = \(organization.id)
            """)
    }

    private func regionToken(_ organization: Organization) throws -> Int64? {
        try organization.region.flatMap {
            try records.session.blindIndexes(records.connection).last?.token($0, kind: "region")
        }
    }

    /// One number for all populations together.
    private func populationToken(_ organization: Organization) throws -> Int64? {
        guard !organization.populations.isEmpty else { return nil }
        let all = organization.populations.sorted().joined(separator: "\n")
        return try records.session.blindIndexes(records.connection).last?.token(all, kind: "populations")
    }
}
