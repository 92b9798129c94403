public import Coordination

/// A message that waits, without its content.
public struct WaitingMessage: Sendable {
    public let id: String
    public let kind: String
    public let subject: String
}

extension Records {
    /// What waits to be sent to a person.
    public func waiting(for contact: Contact.ID) throws -> [WaitingMessage] {
        try rows(
            """
            SELECT id, kind, subject_id FROM envelopes WHERE contact_id = \(contact) AND state = 'waiting'
            ORDER BY position
            """
        ).map {
            WaitingMessage(id: try $0.text("id"), kind: try $0.text("kind"), subject: try $0.text("subject_id"))
        }
    }

    /// What waits to be sent to partners about something.
    public func waiting(about subject: String) throws -> [String] {
        try rows(
            """
            SELECT id FROM envelopes WHERE subject_id = \(subject) AND partner_id IS NOT NULL AND state = 'waiting'
            ORDER BY position
            """
        ).map { try $0.text("id") }
    }

    /// Statements of which something waits to be sent to partners.
    public func waitingStatements() throws -> [String] {
        try rows(
            "SELECT DISTINCT subject_id FROM envelopes WHERE kind = 'statement' AND state = 'waiting' ORDER BY subject_id"
        ).map { try $0.text("subject_id") }
    }

    /// Ends a message that waits.
    /// - Returns: `false` where a run has it in its hands just now.
    public func giveUp(_ id: String, because reason: String, at now: Instant) throws -> Bool {
        let row = try rows(
            "SELECT attempts FROM envelopes WHERE id = \(id) AND state = 'waiting' AND leased_until <= \(now)"
        ).first
        guard let row else { return false }
        let number = try row.integer("attempts") + 1
        try run(
            """
            INSERT INTO attempts (envelope_id, number, at, outcome, sealed_detail)
            VALUES (\(id), \(number), \(now), 'refused', \(try sealDetail(reason, of: id, number: number)))
            """)
        try run(
            "UPDATE envelopes SET state = 'dead', is_held = 0, attempts = \(number), leased_until = 0 WHERE id = \(id)")
        return true
    }
}
