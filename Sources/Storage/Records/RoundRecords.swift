public import Coordination
internal import Foundation

/// Work that is staged, released and carried out in batches.
public struct RoundRecords {
    let records: Records

    /// Begins a round. Nothing of it is seen before it is released.
    /// - Parameter plan: what is needed to go on with it.
    public func begin(_ round: Round, plan: some Encodable) throws {
        let id = round.id.text
        try records.run(
            """
            INSERT INTO rounds (id, kind, subject_id, is_released, is_held, total, holder, held_until, created_at, record)
            VALUES (\(id), \(round.kind.rawValue), \(round.subject), 0, 0, \(round.total), \(round.holder),
                \(round.heldUntil), \(round.created), \(try records.seal(plan, KeyID(.round, id), "rounds", row: id)))
            """)
    }

    /// All that are begun and not complete, the oldest first.
    public func all(about subject: String? = nil) throws -> [Round] {
        try rounds(where: subject.map { "r.subject_id = \($0)" } ?? "1 = 1")
    }

    public func one(_ id: Round.ID) throws -> Round {
        try records.found(one(ifThere: id), "round", id.text, list: .roundList)
    }

    /// `nil` where it is over.
    public func one(ifThere id: Round.ID) throws -> Round? { try rounds(where: "r.id = \(id)").first }

    private func rounds(where condition: Query) throws -> [Round] {
        try records.rows(
            """
            SELECT r.*, (SELECT COUNT(*) FROM round_mails m WHERE m.round_id = r.id)
                + (SELECT COUNT(*) FROM round_parts p WHERE p.round_id = r.id) AS waiting
            FROM rounds r WHERE \(condition) ORDER BY r.created_at, r.id
            """
        ).map { row in
            Round(
                id: try row.id("id"), kind: try row.value(Round.Kind.self, "kind"), subject: try row.text("subject_id"),
                isReleased: try row.integer("is_released") == 1, isHeld: try row.integer("is_held") == 1,
                total: try row.integer("total"), waiting: try row.integer("waiting"),
                created: try row.instant("created_at"), holder: try row.text("holder"),
                heldUntil: try row.instant("held_until"))
        }
    }

    /// Whether any was released and is not complete, without counting.
    public func isAnyReleased() throws -> Bool {
        try !records.rows("SELECT id FROM rounds WHERE is_released = 1 LIMIT 1").isEmpty
    }

    /// Has a server count anew what rounds of a kind write: how it looks for mails that are due, or for words, it has decided when there
    /// were few, and would look through all for each of many.
    public func recount(_ kind: Round.Kind) throws {
        let tables =
            switch kind {
            case .mailing: "envelopes"
            case .people: "contacts, record_keys, search_entries, search_owners"
            }
        if records.connection.dialect == .postgres { try records.run("ANALYZE \(raw: tables)") }
    }

    /// Those that were released and are not complete, with who holds each and until when, without counting.
    public func released() throws -> [(id: Round.ID, holder: String, until: Instant)] {
        try records.rows(
            "SELECT id, holder, held_until FROM rounds WHERE is_released = 1 ORDER BY created_at, id"
        ).map { (try $0.id("id"), try $0.text("holder"), try $0.instant("held_until")) }
    }

    /// What is needed to go on with it; `nil` where it is over.
    public func plan<Plan: Decodable>(_ type: Plan.Type, ifThere id: Round.ID) throws -> Plan? {
        try records.rows("SELECT id, record FROM rounds WHERE id = \(id)").first.map {
            try records.open(type, $0, .round, "rounds")
        }
    }

    /// Stages parts of it, in their order.
    /// - Parameters:
    ///   - parts: records, each with a word of one line about it.
    ///   - first: the number of the first of them.
    public func stage(_ parts: [(head: String, record: any Encodable)], from first: Int, in id: Round.ID) throws {
        let key = KeyID(.round, id.text)
        try records.connection.insert(
            into: "round_parts", ["round_id", "number", "record"],
            try parts.enumerated().map { place, part in
                let number = first + place
                let content = StagedPart.encode(part.head, try records.encode(part.record))
                let sealed = try records.seal(content, key, "round_parts", row: "\(id)/\(number)")
                return [.text(id.text), .integer(Int64(number)), .blob(sealed)]
            })
    }

    /// Does work that adds entries to the directory, and leaves the rows of the index that these need to `SearchRecords.insert`.
    /// - Returns: those rows.
    public func indexingLater(_ work: () throws -> Void) throws -> [IndexRow] {
        records.session.isIndexingLater = true
        defer { records.session.isIndexingLater = false }
        try work()
        return records.session.later
    }

    /// The next parts to carry out.
    /// - Parameter number: behind this one.
    public func nextParts(of id: Round.ID, after number: Int = 0, atMost limit: Int) throws -> [StagedPart] {
        let key = KeyID(.round, id.text)
        return try records.rows(
            "SELECT number, record FROM round_parts WHERE round_id = \(id) AND number > \(number) ORDER BY number LIMIT \(limit)"
        ).map { row in
            let number = try row.integer("number")
            let bytes = try records.open(try row.bytes("record"), key, "round_parts", row: "\(id)/\(number)")
            return StagedPart(number: number, content: bytes)
        }
    }

    /// The record that a part holds.
    /// - Throws: `Problem.badData` where it is none of this type.
    public func record<Value: Decodable>(_ type: Value.Type, of part: StagedPart) throws -> Value {
        try records.decode(type, part.bytes)
    }

    /// Those that were carried out.
    public func removeParts(upTo number: Int, of id: Round.ID) throws {
        try records.run("DELETE FROM round_parts WHERE round_id = \(id) AND number <= \(number)")
    }

    /// Says that a program works on it.
    /// - Throws: `Problem.tryAgain` where another took it over meanwhile, or cancelled it.
    public func hold(_ id: Round.ID, by holder: String, until: Instant, from before: String? = nil) throws {
        let row = try records.rows("SELECT holder FROM rounds WHERE id = \(id)").first
        guard try row?.text("holder") == before ?? holder else {
            throw Problem(
                .tryAgain, at: id.text, "was cancelled, or is gone on with by another program",
                remedy: "See \(.roundList).")
        }
        _ = try claim(id, by: holder, until: until)
    }

    /// Says that a program carries a round out, whoever did before.
    /// - Returns: `false` where it is complete.
    public func claim(_ id: Round.ID, by holder: String, until: Instant) throws -> Bool {
        guard try !records.rows("SELECT id FROM rounds WHERE id = \(id)").isEmpty else { return false }
        try records.run("UPDATE rounds SET holder = \(holder), held_until = \(until) WHERE id = \(id)")
        return true
    }

    /// From now on it is carried out, whatever happens.
    public func release(_ id: Round.ID) throws {
        try records.run("UPDATE rounds SET is_released = 1 WHERE id = \(id)")
    }

    /// Takes away a round that a holder does not go on with. One that was released, or taken over, stays.
    /// - Returns: whether nothing is left to take away; a large one goes in several steps.
    public func discard(_ id: Round.ID, heldBy holder: String) throws -> Bool {
        let row = try records.rows("SELECT holder, is_released FROM rounds WHERE id = \(id)").first
        guard let row, try row.integer("is_released") == 0, try row.text("holder") == holder else { return true }
        return try end(id)
    }

    /// After a restore: what rounds put into the outbox waits for a person's word. Those that were not released are gone.
    func holdMails() throws { try records.run("UPDATE rounds SET is_held = 1") }

    /// Ends a round of which nothing is left, or is wanted.
    /// - Returns: whether it is gone; a large one goes in several steps.
    public func end(_ id: Round.ID, atMost limit: Int = 250) throws -> Bool {
        let staged = try records.rows(
            "SELECT id FROM round_mails WHERE round_id = \(id) AND id IS NOT NULL ORDER BY number LIMIT \(limit)")
        for row in staged {
            let mail = try row.text("id")
            try records.run("DELETE FROM round_mails WHERE id = \(mail)")
            try records.forgetKey(KeyID(.envelope, mail))
        }
        try records.run(
            """
            DELETE FROM round_parts WHERE round_id = \(id) AND number IN (
                SELECT number FROM round_parts WHERE round_id = \(id) ORDER BY number LIMIT \(limit))
            """)
        guard staged.count < limit,
            try records.rows("SELECT number FROM round_parts WHERE round_id = \(id) LIMIT 1").isEmpty
        else { return false }
        try records.run("DELETE FROM round_mails WHERE round_id = \(id)")
        try records.run("DELETE FROM rounds WHERE id = \(id)")
        if try !isAnyReleased() { try records.run("DELETE FROM round_touched") }
        try records.forgetKey(KeyID(.round, id.text))
        return true
    }
}
