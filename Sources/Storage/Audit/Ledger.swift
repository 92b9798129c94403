internal import Coordination
internal import Sealing

/// The audit entries of one transaction, chained and written at its end.
struct Ledger {
    private var chain: AuditChain?
    private var entries: [[Value]] = []
    private var actors: [String: String] = [:]

    /// The last entry, once there is one and it is written.
    private(set) var written: (position: Int, mac: [UInt8])?

    /// Adds an event about an id.
    mutating func note(
        _ event: AuditEvent, _ subject: String, _ stamp: AuditStamp, _ session: Session, _ connection: Connection
    ) throws {
        let actor = try actor(stamp.actor.name, session, connection)
        var chain = try self.chain ?? Self.end(session, connection)
        let mac = chain.append(stamp.at.milliseconds, [actor, event.rawValue, subject])
        self.chain = chain
        entries.append([
            .integer(Int64(chain.position)), .integer(stamp.at.milliseconds), .text(actor), .text(event.rawValue),
            .text(subject),
            .blob(mac),
        ])
    }

    /// Where the chain stands in the store.
    static func end(_ session: Session, _ connection: Connection) throws -> AuditChain {
        guard let row = try connection.run("SELECT position, mac, next_key FROM audit_head").first else {
            throw Problem.altered("end of the audit chain")
        }
        guard (0..<Int.max / 2).contains(try row.integer("position")) else {
            throw Problem.altered("end of the audit chain")
        }
        let key = try session.key(.audit, connection)
        do {
            return AuditChain(
                position: try row.integer("position"), mac: try row.bytes("mac"),
                key: try key.open(try row.bytes("next_key"), at: nextKey))
        } catch is SealingError {
            throw Problem.altered("end of the audit chain")
        }
    }

    static let nextKey = SealedPlace(table: "audit_head", column: "next_key", row: "1")
    static let firstKey = SealedPlace(table: "audit_head", column: "first_key", row: "1")

    /// The opaque id that stands for a name in the chain; the name itself is sealed.
    private mutating func actor(_ name: String, _ session: Session, _ connection: Connection) throws -> String {
        if let id = actors[name] { return id }
        for index in try session.blindIndexes(connection) {
            let token = index.token(name, kind: "actor")
            if let row = try connection.run("SELECT id FROM actors WHERE token = \(token)").first {
                let id = try row.text("id")
                actors[name] = id
                return id
            }
        }
        let count = try connection.run("SELECT COUNT(*) AS n FROM actors").first?.integer("n") ?? 0
        let id = "who-\(count + 1)"
        let token = try session.blindIndexes(connection).last?.token(name, kind: "actor") ?? 0
        let sealed = try session.makeKey(KeyID(.actor, id)).seal(
            Array(name.utf8), at: SealedPlace(table: "actors", column: "name", row: id))
        _ = try connection.run("INSERT INTO actors (id, token, name) VALUES (\(id), \(token), \(sealed))")
        actors[name] = id
        return id
    }

    /// Writes the entries and moves the chain's end.
    mutating func flush(_ session: Session, _ connection: Connection) throws {
        guard let chain, !entries.isEmpty else { return }
        try connection.insert(into: "audit", ["position", "at", "who", "verb", "subject_id", "mac"], entries)
        let sealed = try session.key(.audit, connection).seal(chain.keyBytes, at: Self.nextKey)
        _ = try connection.run(
            "UPDATE audit_head SET position = \(chain.position), mac = \(chain.mac), next_key = \(sealed)")
        entries.removeAll()
        written = (chain.position, chain.mac)
    }
}
