public import Coordination

extension Records {
    /// Notes who did what to which id. No content.
    public func note(_ verb: String, _ subject: String, by who: String, at now: Instant) throws {
        try run(
            """
            INSERT INTO audit (position, at, who, verb, subject_id)
            SELECT COALESCE(MAX(position), 0) + 1, \(now), \(who), \(verb), \(subject) FROM audit
            """)
    }
}
