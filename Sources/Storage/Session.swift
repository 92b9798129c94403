internal import Coordination
internal import Sealing

/// What one transaction holds besides its connection: the open vault, the keys it met, and what it writes at its end.
final class Session {
    private let vault: OpenVault?
    /// In whose name things are noted; `nil` where the store works for itself.
    private let stamp: AuditStamp?
    private var keys: [KeyID: RecordKey] = [:]
    private var indexes: [BlindIndex]?
    var ledger = Ledger()
    /// Rows of the search index to add.
    var tokens: [(token: Int64, owner: Int64)] = []
    /// Owners of those rows.
    var indexed: Set<Int64> = []
    /// Whether the rows of new entries are gathered for later.
    var isIndexingLater = false
    var later: [IndexRow] = []
    /// Whether any round is being carried out; `nil` where nobody asked.
    var hasRounds: Bool?
    /// Numbers of owners that were given in this transaction, and the last of all.
    private var owners: [String: Int64] = [:]
    private var lastOwner: Int64?
    /// The message of which a try was recorded.
    var tried: HighWaterMark.Tried?
    /// Whether something was put into the outbox.
    var hasWork = false
    /// Keys made in this transaction, to be stored at its end.
    private var fresh: [(id: KeyID, key: RecordKey)] = []

    /// Where what is noted goes.
    enum Keeping {
        /// Into the chain, by a writer.
        case chained
        /// Beside the chain, by workers that do not queue with writers: delivery results.
        case beside
        /// Beside the chain, in a transaction that changes nothing: what was read.
        case readings

        func takes(_ event: AuditEvent) -> Bool {
            switch self {
            case .chained: true
            case .beside: event.isOutcome
            case .readings: event.isReading
            }
        }
    }

    private let keeping: Keeping
    private var readings: [(event: AuditEvent, subject: String)] = []

    init(vault: OpenVault?, stamp: AuditStamp? = nil, keeping: Keeping = .chained) {
        self.vault = vault
        self.stamp = stamp
        self.keeping = keeping
    }

    /// - Throws: `Problem.notAllowed` where nobody is named who acts.
    func note(_ event: AuditEvent, _ subject: String, _ connection: Connection) throws {
        guard let stamp else {
            throw Problem(
                .notAllowed, at: "audit", "was to record \(event.rawValue) without anyone who acts",
                remedy: "Report this: the program has a fault.")
        }
        if case .chained = keeping { return try ledger.note(event, subject, stamp, self, connection) }
        guard keeping.takes(event) else {
            throw Problem(
                .notAllowed, at: "audit", "was to record \(event.rawValue) where it may not be changed",
                remedy: "Report this: the program has a fault.")
        }
        readings.append((event, subject))
    }

    /// What was noted beside the chain, sealed.
    func sealedReadings() throws -> [SealedReading] {
        guard let stamp, !readings.isEmpty else { return [] }
        let vault = try open()
        return try readings.enumerated().map { number, reading in
            try SealedReading(reading.event, reading.subject, stamp, number: number, vault)
        }
    }

    /// Takes into the chain what was read since the last change. A note that does not open is recorded as lost, never passed over.
    func takeReadings(_ pending: [SealedReading], damaged: Int, _ connection: Connection) throws {
        guard let stamp else { return }
        let vault = try open()
        var damaged = damaged, met: Set<String> = []
        for reading in pending where met.insert(reading.id).inserted {
            guard let note = try? reading.opened(vault) else {
                damaged += 1
                continue
            }
            try ledger.note(note.event, note.subject, note.stamp, self, connection)
        }
        for _ in 0..<damaged { try ledger.note(.auditReadingLost, "audit", stamp, self, connection) }
        // Written at once, so that the same transaction sees them.
        try ledger.flush(self, connection)
    }

    /// Before a change: the store must not have been given a new key, and not have moved away.
    func checkGeneration(_ connection: Connection) throws {
        guard let row = try connection.run("SELECT generation, moved_at FROM vault").first else { return }
        if let moved = try row.optionalInstant("moved_at") {
            throw Problem(
                .notAllowed, at: "store", "was moved to another place on \(moved)",
                remedy: "Use the new one: name it with --store, or as 'store' in settings.yaml.")
        }
        if let vault, try row.integer("generation") != vault.generation { throw Problem.keyChanged }
    }

    /// - Throws: `Problem.locked`.
    func open() throws -> OpenVault {
        guard let vault else { throw Problem.locked }
        return vault
    }

    /// The key of an owner.
    /// - Throws: `Problem.locked`; `Problem.erased` where it was destroyed.
    func key(_ id: KeyID, _ connection: Connection) throws -> RecordKey {
        if let key = keys[id] { return key }
        let row = try connection.run("SELECT id, generation, wrapped FROM record_keys WHERE id = \(id.text)").first
        guard let row else { throw Problem.altered("key of \(id.text)") }
        return try take(row, id)
    }

    /// The key of an owner, made where there is none.
    func keyForWriting(_ id: KeyID, _ connection: Connection) throws -> RecordKey {
        if let key = keys[id] { return key }
        if let row = try connection.run("SELECT id, generation, wrapped FROM record_keys WHERE id = \(id.text)").first {
            return try take(row, id)
        }
        return try makeKey(id)
    }

    /// A new key for an owner that has none.
    func makeKey(_ id: KeyID) throws -> RecordKey {
        _ = try open()
        let key = RecordKey()
        keys[id] = key
        fresh.append((id, key))
        return key
    }

    /// Reads many keys of a kind at once, before a long list is opened.
    /// - Parameter ids: those that are needed; all where `nil`.
    func prefetch(_ kind: KeyID.Kind, only ids: [String]? = nil, _ connection: Connection) throws {
        _ = try open()
        let all: Query =
            "id >= \("\(kind.rawValue)/") AND id < \("\(kind.rawValue)0") AND wrapped IS NOT NULL"
        let wanted: Query = ids.map { "id IN (\(list: $0)) AND wrapped IS NOT NULL" } ?? all
        let rows = try connection.run("SELECT id, generation, wrapped FROM record_keys WHERE \(wanted)")
        for row in rows {
            guard let id = KeyID(text: try row.text("id")), keys[id] == nil else { continue }
            _ = try take(row, id)
        }
    }

    func forget(_ id: KeyID) {
        keys[id] = nil
        fresh.removeAll { $0.id == id }
    }

    private func take(_ row: Row, _ id: KeyID) throws -> RecordKey {
        let vault = try open()
        guard let wrapped = try row.optionalBytes("wrapped") else { throw Problem.erased(id) }
        let wrapping = try vault.key(of: try row.integer("generation"))
        do {
            let key = try wrapping.unwrap(wrapped, of: id.text)
            keys[id] = key
            return key
        } catch is SealingError {
            throw Problem.altered("key of \(id.text)")
        }
    }

    /// The search indexes in use: one, or two while the keys are being changed. New words go into the last.
    func blindIndexes(_ connection: Connection) throws -> [BlindIndex] {
        if let indexes { return indexes }
        var found = [BlindIndex(try key(.index, connection))]
        let next = try connection.run("SELECT id FROM record_keys WHERE id = \(KeyID.nextIndex.text)").first
        if next != nil { found.append(BlindIndex(try key(.nextIndex, connection))) }
        indexes = found
        return found
    }

    /// The number of an owner in the search index, given where it has none.
    func owner(_ id: String, _ connection: Connection) throws -> Int64 {
        if let known = owners[id] { return known }
        if let row = try connection.run("SELECT number FROM search_owners WHERE id = \(id)").first {
            return Int64(try row.integer("number"))
        }
        let row = try connection.run("SELECT COALESCE(MAX(number), 0) AS last FROM search_owners").first
        let number = try (lastOwner ?? Int64(row?.integer("last") ?? 0)) + 1
        lastOwner = number
        owners[id] = number
        return number
    }

    /// Writes what the transaction has gathered.
    func flush(_ connection: Connection) throws {
        let keys = try fresh.map { item -> [Value] in
            let vault = try open()
            return [
                .text(item.id.text), .integer(Int64(vault.generation)),
                .blob(try vault.key.wrap(item.key, of: item.id.text)),
            ]
        }
        try connection.insert(into: "record_keys", ["id", "generation", "wrapped"], keys)
        fresh.removeAll()
        try connection.insert(
            into: "search_owners", ["number", "id"],
            owners.sorted { $0.value < $1.value }.map { [.integer($0.value), .text($0.key)] })
        owners.removeAll()
        // In the order of the index's own tree, which is far quicker than at random.
        let sorted = tokens.sorted { $0.token < $1.token }
        try connection.insert(
            into: "search_entries", ["token", "owner"], sorted.map { [.integer($0.token), .integer($0.owner)] })
        tokens.removeAll()
        indexed.removeAll()
        try ledger.flush(self, connection)
        if hasWork, let wake = connection.dialect.wake { _ = try connection.run(wake) }
    }
}

extension Connection {
    /// Adds many rows: one prepared statement again and again where that costs no journey, many rows a statement where it does.
    /// - Parameter keepingOld: whether a row that is there already stays; else it is a failure.
    func insert(into table: String, _ columns: [String], _ rows: [[Value]], keepingOld: Bool = false) throws {
        guard !rows.isEmpty else { return }
        let end = keepingOld ? " ON CONFLICT DO NOTHING" : ""
        switch dialect {
        case .sqlite: try repeated(Query.insertion(into: table, columns, rows: 1) + end, rows)
        case .postgres:
            let size = 256
            let full = Query.insertion(into: table, columns, rows: size) + end
            for start in stride(from: 0, to: rows.count, by: size) {
                let part = rows[start..<min(start + size, rows.count)]
                let text = part.count == size ? full : Query.insertion(into: table, columns, rows: part.count) + end
                _ = try run(Query(text: text, values: part.flatMap { $0 }))
            }
        }
    }
}
