public import Coordination

extension Records {
    /// Notes who did what to which id. No content. It is written, chained, when the transaction ends.
    public func note(_ verb: String, _ subject: String, by who: String, at now: Instant) throws {
        try session.ledger.note(verb, subject, by: who, at: now, session, connection)
    }
}
