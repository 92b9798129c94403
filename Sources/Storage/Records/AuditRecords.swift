public import Coordination

extension Records {
    /// Notes an event about an id, in the name of the one who acts. No content. It is written, chained, when the transaction ends.
    public func note(_ event: AuditEvent, _ subject: String) throws { try session.note(event, subject, connection) }

    /// Notes what saving did; nothing where nothing changed.
    public func note(_ result: SaveResult, added: AuditEvent, changed: AuditEvent, _ subject: String) throws {
        switch result {
        case .added: try note(added, subject)
        case .changed: try note(changed, subject)
        case .unchanged: return
        }
    }
}
