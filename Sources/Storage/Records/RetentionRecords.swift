public import Coordination

/// What is older than the rules allow.
public struct RetentionRecords {
    let records: Records

    /// Messages that ended and were stored before a moment, with their content still there.
    public func endedEnvelopes(before limit: Instant) throws -> [String] {
        try records.rows(
            """
            SELECT e.id FROM envelopes e JOIN record_keys k ON k.id = 'envelope/' || e.id
            WHERE e.state <> 'waiting' AND e.created_at < \(limit) AND k.wrapped IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.contact_id = e.contact_id)
            ORDER BY e.position
            """
        ).map { try $0.text("id") }
    }

    /// Answers that came before a moment, with their source still there.
    public func replies(before limit: Instant) throws -> [String] {
        try records.rows(
            """
            SELECT r.digest FROM replies r JOIN record_keys k ON k.id = 'reply/' || r.digest
            WHERE r.received_at < \(limit) AND k.wrapped IS NOT NULL
            ORDER BY r.received_at
            """
        ).map { try $0.text("digest") }.filter { digest in
            let owner = try records.rows(
                """
                SELECT i.contact_id FROM replies r JOIN invitations i ON i.id = r.invitation_id
                WHERE r.digest = \(digest)
                """
            ).first
            return try owner.map { try !isHeld(try $0.id("contact_id")) } ?? true
        }
    }

    /// Whether a person, or the record that took theirs in, is under a hold.
    private func isHeld(_ contact: Contact.ID) throws -> Bool {
        if try records.subjects.hold(on: contact) != nil { return true }
        return try records.merges.keeper(of: contact).map(isHeld) ?? false
    }

    /// Actions that were closed before a day.
    public func doneActions(before day: CalendarDay) throws -> [Action.ID] {
        try records.rows(
            """
            SELECT id FROM actions WHERE state IN ('done', 'declined', 'dropped')
                AND COALESCE(closed_day, done_day) < \(day.description) ORDER BY id
            """
        ).map { try $0.id("id") }
    }

    public func delete(_ action: Action.ID, at now: Instant) throws {
        try records.attachments.removeAttachments(of: action.text, at: now)
        try records.run("DELETE FROM incident_links WHERE subject_id = \(action)")
        try records.destroyKey(KeyID(.action, action.text), at: now)
        try records.run("DELETE FROM actions WHERE id = \(action)")
    }

    /// People without a hold with whom nothing happened since a moment: no entry of the audit but reading, no message, and no
    /// convening that is still to be closed.
    public func idleContacts(before limit: Instant) throws -> [Contact.ID] {
        try records.rows(
            """
            SELECT c.id FROM contacts c
            WHERE c.erased_at IS NULL AND c.merged_into IS NULL
                AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.contact_id = c.id)
                AND NOT EXISTS (SELECT 1 FROM envelopes e WHERE e.contact_id = c.id AND e.created_at >= \(limit))
                AND NOT EXISTS (SELECT 1 FROM invitations i JOIN convenings v ON v.id = i.convening_id
                    WHERE i.contact_id = c.id AND (v.state IN ('draft', 'booked', 'invited') OR v.starts_at >= \(limit)))
            ORDER BY c.id
            """
        ).map { try $0.id("id") as Contact.ID }.filter { id in
            try records.rows(
                """
                SELECT position FROM audit WHERE subject_id = \(id) AND at >= \(limit)
                    AND verb NOT IN (\(list: AuditEvent.readings)) LIMIT 1
                """
            ).isEmpty
        }
    }
}
