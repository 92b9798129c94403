public import Coordination

extension Records {
    public func insert(_ invitation: Invitation) throws {
        try run(
            """
            INSERT INTO invitations
                (id, convening_id, contact_id, uid, role, state, sent_sequence, reply_sequence, reply_stamp)
            VALUES (\(invitation.id), \(invitation.convening), \(invitation.contact), \(invitation.uid),
                \(invitation.role.rawValue), \(invitation.state.rawValue), \(invitation.sentSequence),
                \(invitation.replySequence), \(invitation.replyStamp))
            """)
    }

    public func update(_ invitation: Invitation) throws {
        try run(
            """
            UPDATE invitations SET uid = \(invitation.uid), role = \(invitation.role.rawValue), state = \(invitation.state.rawValue),
                sent_sequence = \(invitation.sentSequence), reply_sequence = \(invitation.replySequence),
                reply_stamp = \(invitation.replyStamp)
            WHERE id = \(invitation.id)
            """)
    }

    /// Takes a person off a list that was not sent.
    public func delete(_ invitation: Invitation.ID) throws {
        try run("DELETE FROM invitations WHERE id = \(invitation)")
    }

    public func invitations(of convening: Convening.ID) throws -> [Invitation] {
        try rows("SELECT * FROM invitations WHERE convening_id = \(convening) ORDER BY contact_id").map(invitation)
    }

    /// One for each person it was sent to.
    public func invitations(uid: String) throws -> [Invitation] {
        try rows("SELECT * FROM invitations WHERE uid = \(uid) ORDER BY contact_id").map(invitation)
    }

    /// When a person is already invited to something that has a time and is not over or called off.
    public func engagements(of contact: Contact.ID, except convening: Convening.ID) throws -> [TimeSpan] {
        try rows(
            """
            SELECT c.starts_at, c.ends_at FROM invitations i JOIN convenings c ON c.id = i.convening_id
            WHERE i.contact_id = \(contact) AND c.id <> \(convening) AND c.state IN ('booked', 'invited')
                AND c.starts_at IS NOT NULL AND i.state NOT IN ('declined', 'withdrawn')
            ORDER BY c.starts_at
            """
        ).compactMap { TimeSpan(start: try $0.instant("starts_at"), end: try $0.instant("ends_at")) }
    }

    func invitation(_ row: Row) throws -> Invitation {
        guard let role = Invitation.Role(rawValue: try row.text("role")),
            let state = Invitation.State(rawValue: try row.text("state"))
        else {
            throw Problem(.badData, at: "store", "holds an unknown invitation state", remedy: "Run 'convoke doctor'.")
        }
        return Invitation(
            id: try row.id("id"), convening: try row.id("convening_id"), contact: try row.id("contact_id"),
            role: role, uid: try row.text("uid"), state: state, sentSequence: try row.optionalInteger("sent_sequence"),
            replySequence: try row.optionalInteger("reply_sequence"), replyStamp: try row.optionalInstant("reply_stamp")
        )
    }
}
