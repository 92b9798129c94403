public import Coordination

/// Invitations, and what was answered to one meeting of a series.
public struct InvitationRecords {
    let records: Records

    public func insert(_ invitation: Invitation) throws {
        try records.run(
            """
            INSERT INTO invitations
                (id, convening_id, contact_id, uid, token, role, state, sent_sequence, reply_sequence, reply_stamp,
                reply_claim, delegated_from, bounced_at, is_final, former_state)
            VALUES (\(invitation.id), \(invitation.convening), \(invitation.contact), \(invitation.uid),
                \(invitation.token), \(invitation.role.rawValue), \(invitation.state.rawValue),
                \(invitation.sentSequence), \(invitation.answered?.sequence), \(invitation.answered?.stamp),
                \(invitation.answered?.claim), \(invitation.delegatedFrom), \(invitation.bouncedAt),
                \(invitation.isFinal ? 1 : 0), \(invitation.before?.rawValue))
            """)
    }

    public func update(_ invitation: Invitation) throws {
        try records.run(
            """
            UPDATE invitations SET uid = \(invitation.uid), token = \(invitation.token),
                role = \(invitation.role.rawValue), state = \(invitation.state.rawValue),
                sent_sequence = \(invitation.sentSequence), reply_sequence = \(invitation.answered?.sequence),
                reply_stamp = \(invitation.answered?.stamp), reply_claim = \(invitation.answered?.claim),
                delegated_from = \(invitation.delegatedFrom), bounced_at = \(invitation.bouncedAt),
                is_final = \(invitation.isFinal ? 1 : 0), former_state = \(invitation.before?.rawValue)
            WHERE id = \(invitation.id)
            """)
    }

    /// Takes a person off a list that was not sent.
    public func delete(_ invitation: Invitation.ID) throws {
        try deleteAnswers(of: invitation)
        try records.run("DELETE FROM invitations WHERE id = \(invitation)")
    }

    /// When a delegate does not come, whoever sent them is asked again themselves.
    public func returnToDelegator(of delegate: Invitation) throws {
        guard let sender = delegate.delegatedFrom else { return }
        for var invitation in try all(of: delegate.convening)
        where invitation.contact == sender && invitation.state == .delegated {
            invitation.state = .needsAction
            try update(invitation)
        }
    }

    /// Forgets what was answered for single meetings.
    public func deleteAnswers(of invitation: Invitation.ID) throws {
        try records.run("DELETE FROM occurrence_answers WHERE invitation_id = \(invitation)")
    }

    public func one(_ id: Invitation.ID) throws -> Invitation {
        let row = try records.rows("SELECT * FROM invitations WHERE id = \(id)").first
        return try records.found(row.map(one), "invitation", id.text, list: .invitationList)
    }

    /// A person's part in a convening.
    public func one(of contact: Contact.ID, to convening: Convening.ID) throws -> Invitation? {
        try records.rows(
            "SELECT * FROM invitations WHERE convening_id = \(convening) AND contact_id = \(contact)"
        ).first.map(one)
    }

    /// The UID of anybody's invitation to a convening; that of an open one is everybody's.
    public func anyUID(of convening: Convening.ID) throws -> String? {
        try records.rows("SELECT uid FROM invitations WHERE convening_id = \(convening) ORDER BY contact_id LIMIT 1")
            .first?.text("uid")
    }

    public func one(ifThere id: Invitation.ID) throws -> Invitation? {
        try records.rows("SELECT * FROM invitations WHERE id = \(id)").first.map(one)
    }

    /// What people answered for single meetings of a series.
    public func occurrenceAnswers(of convening: Convening.ID) throws -> [OccurrenceAnswer] {
        try records.rows(
            """
            SELECT a.* FROM occurrence_answers a JOIN invitations i ON i.id = a.invitation_id
            WHERE i.convening_id = \(convening) ORDER BY a.invitation_id, a.day
            """
        ).map(answer)
    }

    public func occurrenceAnswer(of invitation: Invitation.ID, on day: CalendarDay) throws -> OccurrenceAnswer? {
        try records.rows(
            "SELECT * FROM occurrence_answers WHERE invitation_id = \(invitation) AND day = \(day.description)"
        )
        .first.map(answer)
    }

    public func save(_ answer: OccurrenceAnswer) throws {
        try records.run(
            """
            INSERT INTO occurrence_answers (invitation_id, day, state, reply_sequence, reply_stamp, reply_claim)
            VALUES (\(answer.invitation), \(answer.day.description), \(answer.state.rawValue),
                \(answer.answered.sequence), \(answer.answered.stamp), \(answer.answered.claim))
            ON CONFLICT (invitation_id, day) DO UPDATE SET state = excluded.state,
                reply_sequence = excluded.reply_sequence, reply_stamp = excluded.reply_stamp,
                reply_claim = excluded.reply_claim
            """)
    }

    private func answer(_ row: Row) throws -> OccurrenceAnswer {
        OccurrenceAnswer(
            invitation: try row.id("invitation_id"), day: try CalendarDay(parsing: row.text("day")),
            state: try row.value(Invitation.State.self, "state"),
            answered: Invitation.Answered(
                sequence: try row.integer("reply_sequence"), stamp: try row.instant("reply_stamp"),
                claim: try row.instant("reply_claim")))
    }

    public func all(of convening: Convening.ID) throws -> [Invitation] {
        try records.rows("SELECT * FROM invitations WHERE convening_id = \(convening) ORDER BY contact_id").map(one)
    }

    /// One for each person it was sent to.
    public func all(uid: String) throws -> [Invitation] {
        try records.rows("SELECT * FROM invitations WHERE uid = \(uid) ORDER BY contact_id").map(one)
    }

    /// To which other convenings a person is invited that have a time and are not over or called off.
    public func engagements(of contact: Contact.ID, except convening: Convening.ID) throws -> [Convening.ID] {
        try records.rows(
            """
            SELECT c.id FROM invitations i JOIN convenings c ON c.id = i.convening_id
            WHERE i.contact_id = \(contact) AND c.id <> \(convening) AND c.state IN ('booked', 'invited')
                AND c.starts_at IS NOT NULL AND i.state NOT IN ('declined', 'withdrawn')
            ORDER BY c.starts_at
            """
        ).map { try $0.id("id") }
    }

    func one(_ row: Row) throws -> Invitation {
        let sequence = try row.optionalInteger("reply_sequence"), stamp = try row.optionalInstant("reply_stamp")
        let claim = try row.optionalInstant("reply_claim")
        return Invitation(
            id: try row.id("id"), convening: try row.id("convening_id"), contact: try row.id("contact_id"),
            role: try row.value(Invitation.Role.self, "role"), uid: try row.text("uid"),
            token: try row.optionalText("token"), state: try row.value(Invitation.State.self, "state"),
            before: try row.optionalText("former_state").flatMap(Invitation.State.init(rawValue:)),
            isFinal: try row.integer("is_final") == 1, sentSequence: try row.optionalInteger("sent_sequence"),
            answered: sequence.flatMap { number in
                stamp.map { Invitation.Answered(sequence: number, stamp: $0, claim: claim) }
            }, delegatedFrom: try row.optionalID("delegated_from"), bouncedAt: try row.optionalInstant("bounced_at"))
    }
}
