public import Coordination

/// Groups and who belongs to them from when to when.
public struct GroupRecords {
    let records: Records

    /// Adds or replaces; returns whether anything changed.
    public func save(_ group: Group) throws -> SaveResult {
        let id = group.id.text, old = try self.one(ifThere: id)
        if old == group { return .unchanged }
        try records.run(
            """
            INSERT INTO groups_of_contacts (id, record)
            VALUES (\(id), \(try records.seal(group, KeyID(.group, id), "groups_of_contacts", row: id)))
            ON CONFLICT (id) DO UPDATE SET record = excluded.record
            """)
        return old == nil ? .added : .changed
    }

    public func one(_ id: Group.ID) throws -> Group {
        try records.found(one(ifThere: id.text), "group", id.text, list: .groupList)
    }

    public func one(ifThere id: String) throws -> Group? {
        try records.rows("SELECT id, record FROM groups_of_contacts WHERE id = \(id)").first
            .map { try records.open(Group.self, $0, .group, "groups_of_contacts") }
    }

    /// All, by id.
    public func all() throws -> [Group] {
        try records.open(
            Group.self, records.rows("SELECT id, record FROM groups_of_contacts ORDER BY id"), .group,
            "groups_of_contacts")
    }

    /// Takes a group away, with who belonged to it.
    public func remove(_ group: Group.ID, at now: Instant) throws {
        try records.run("DELETE FROM memberships WHERE group_id = \(group)")
        try records.run("UPDATE feeds SET revoked_at = \(now) WHERE subject_id = \(group) AND revoked_at IS NULL")
        try records.destroyKey(KeyID(.group, group.text), at: now)
        try records.run("DELETE FROM groups_of_contacts WHERE id = \(group)")
    }

    /// Every stay of everyone in a group, the earliest first.
    public func memberships(of group: Group.ID) throws -> [Membership] {
        try records.rows(
            """
            SELECT m.* FROM memberships m JOIN contacts c ON c.id = m.contact_id
            WHERE m.group_id = \(group) AND c.merged_into IS NULL ORDER BY m.joined_day, m.contact_id
            """
        ).map(membership)
    }

    /// Every stay of a person in any group.
    public func memberships(of contact: Contact.ID) throws -> [(group: Group.ID, stay: Membership)] {
        try records.rows("SELECT * FROM memberships WHERE contact_id = \(contact) ORDER BY joined_day, group_id").map {
            (try $0.id("group_id"), try membership($0))
        }
    }

    /// - Returns: whether the person did not belong already.
    public func join(_ contact: Contact.ID, _ group: Group.ID, on day: CalendarDay) throws -> Bool {
        let open = try records.rows(
            """
            SELECT joined_day FROM memberships
            WHERE group_id = \(group) AND contact_id = \(contact) AND left_day IS NULL
            """)
        guard open.isEmpty else { return false }
        try records.run(
            """
            INSERT INTO memberships (group_id, contact_id, joined_day) VALUES (\(group), \(contact), \(day))
            ON CONFLICT (group_id, contact_id, joined_day) DO UPDATE SET left_day = NULL
            """)
        return true
    }

    /// - Returns: whether the person belonged.
    public func leave(_ contact: Contact.ID, _ group: Group.ID, on day: CalendarDay) throws -> Bool {
        let open = try records.rows(
            """
            SELECT joined_day FROM memberships
            WHERE group_id = \(group) AND contact_id = \(contact) AND left_day IS NULL
            """)
        try records.run(
            """
            UPDATE memberships SET left_day = \(day)
            WHERE group_id = \(group) AND contact_id = \(contact) AND left_day IS NULL
            """)
        return !open.isEmpty
    }

    private func membership(_ row: Row) throws -> Membership {
        Membership(
            contact: try row.id("contact_id"), joined: try CalendarDay(parsing: row.text("joined_day")),
            left: try row.optionalText("left_day").map(CalendarDay.init(parsing:)))
    }
}
