public import Coordination

extension Records {
    /// Adds or replaces; returns whether anything changed.
    public func save(_ group: Group) throws -> SaveResult {
        let id = group.id.text, old = try self.group(ifThere: id)
        if old == group { return .unchanged }
        try run(
            """
            INSERT INTO groups_of_contacts (id, record)
            VALUES (\(id), \(try seal(group, KeyID(.group, id), "groups_of_contacts", row: id)))
            ON CONFLICT (id) DO UPDATE SET record = excluded.record
            """)
        return old == nil ? .added : .changed
    }

    public func group(_ id: Group.ID) throws -> Group {
        try found(group(ifThere: id.text), "group", id.text, list: .groupList)
    }

    public func group(ifThere id: String) throws -> Group? {
        try rows("SELECT id, record FROM groups_of_contacts WHERE id = \(id)").first
            .map { try open(Group.self, $0, .group, "groups_of_contacts") }
    }

    /// All, by id.
    public func groups() throws -> [Group] {
        try open(
            Group.self, rows("SELECT id, record FROM groups_of_contacts ORDER BY id"), .group, "groups_of_contacts")
    }

    /// Every stay of everyone in a group, the earliest first.
    public func memberships(of group: Group.ID) throws -> [Membership] {
        try rows(
            """
            SELECT m.* FROM memberships m JOIN contacts c ON c.id = m.contact_id
            WHERE m.group_id = \(group) AND c.merged_into IS NULL ORDER BY m.joined_day, m.contact_id
            """
        ).map(membership)
    }

    /// Every stay of a person in any group.
    public func memberships(of contact: Contact.ID) throws -> [(group: Group.ID, stay: Membership)] {
        try rows("SELECT * FROM memberships WHERE contact_id = \(contact) ORDER BY joined_day, group_id").map {
            (try $0.id("group_id"), try membership($0))
        }
    }

    /// - Returns: whether the person did not belong already.
    public func join(_ contact: Contact.ID, _ group: Group.ID, on day: CalendarDay) throws -> Bool {
        let open = try rows(
            """
            SELECT joined_day FROM memberships
            WHERE group_id = \(group) AND contact_id = \(contact) AND left_day IS NULL
            """)
        guard open.isEmpty else { return false }
        try run(
            """
            INSERT INTO memberships (group_id, contact_id, joined_day) VALUES (\(group), \(contact), \(day))
            ON CONFLICT (group_id, contact_id, joined_day) DO UPDATE SET left_day = NULL
            """)
        return true
    }

    /// - Returns: whether the person belonged.
    public func leave(_ contact: Contact.ID, _ group: Group.ID, on day: CalendarDay) throws -> Bool {
        let open = try rows(
            """
            SELECT joined_day FROM memberships
            WHERE group_id = \(group) AND contact_id = \(contact) AND left_day IS NULL
            """)
        try run(
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
