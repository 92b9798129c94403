public import Coordination
internal import Sealing

/// Refusals by keyed digest. They outlast the record, and every record of the same address or person is held by them.
public struct RefusalRecords {
    let records: Records

    /// Every refusal. Linear in the people who refused anything.
    public func all() throws -> Refusals { try refusals("1 = 1") }

    /// Those that concern some people.
    public func concerning(_ contacts: [Contact]) throws -> Refusals {
        guard let key = try key() else { return .none }
        let marks = Self.digests(of: Set(contacts.flatMap(\.refusalMarks)), key)
        return marks.isEmpty ? .none : try refusals("mark IN (\(list: marks))")
    }

    private func refusals(_ condition: Query) throws -> Refusals {
        guard let key = try key() else { return .none }
        var found: [Int64: [String: Refusals.Last]] = [:]
        for row in try records.rows("SELECT mark, purpose, day FROM refusals WHERE \(condition)") {
            let mark = Int64(try row.integer("mark")), purpose = try row.text("purpose")
            let last = try row.optionalText("day").map { Refusals.Last.on(try CalendarDay(parsing: $0)) } ?? .standing
            if found[mark]?[purpose].map(last.isLater) ?? true { found[mark, default: [:]][purpose] = last }
        }
        return Refusals(found) { BlindIndex(key).token($0, kind: Self.kind) }
    }

    /// When a person who is erased now had this address or name; `nil` where there was none.
    public func erasure(of contact: Contact) throws -> CalendarDay? {
        guard let key = try key() else { return nil }
        let marks = Self.digests(of: contact.refusalMarks, key)
        guard !marks.isEmpty else { return nil }
        return try records.rows(
            """
            SELECT MAX(r.day) AS day FROM refusals r JOIN contacts c ON c.id = r.contact_id
            WHERE r.mark IN (\(list: marks)) AND r.purpose = \(Refusals.everything) AND c.erased_at IS NOT NULL
            """
        ).first?.optionalText("day").map(CalendarDay.init(parsing:))
    }

    /// A file does not bring back who was erased, unless they agreed to something since.
    /// - Throws: `Problem.notAllowed` at the place in the file.
    public func checkErasure(of contact: Contact, at place: String) throws {
        guard let day = try erasure(of: contact), !contact.consents.contains(where: { $0.given > day }) else { return }
        throw Problem(
            .notAllowed, at: place, "has the address or the name of a person who was erased on \(day)",
            remedy: "Leave it out. If the person agreed again, give that consent with its day.")
    }

    /// Keeps what a record refuses. What it refused before stays, but for the mark not to contact where that was taken away.
    func note(_ contact: Contact, before old: Contact?) throws {
        if old?.isDoNotContact == true, !contact.isDoNotContact {
            try forgetMark(of: contact)
        }
        for refusal in contact.ownRefusals { try insert(refusal.last, refusal.purpose, refusal.marks, contact.id) }
    }

    /// Keeps that nobody is written to under the addresses and names of a record that is erased.
    func noteErasure(of contact: Contact, on day: CalendarDay) throws {
        try forgetMark(of: contact)
        try insert(.on(day), Refusals.everything, contact.keptRefusalMarks, contact.id)
    }

    /// After a merge is undone: what one record refused is not the other's any more.
    func part(_ kept: Contact, _ other: Contact) throws {
        try records.run("DELETE FROM refusals WHERE contact_id = \(kept.id)")
        try note(kept, before: nil)
        try note(other, before: nil)
    }

    /// The mark not to contact of a person and of the records that became theirs.
    private func forgetMark(of contact: Contact) throws {
        let ids = try records.merges.aliases(of: contact.id).map(\.text)
        try records.run("DELETE FROM refusals WHERE contact_id IN (\(list: ids)) AND day IS NULL")
    }

    private func insert(_ last: Refusals.Last, _ purpose: String, _ marks: Set<String>, _ id: Contact.ID) throws {
        let key = try records.session.keyForWriting(.refusals, records.connection)
        var day: String?
        if case .on(let last) = last { day = last.description }
        for mark in Self.digests(of: marks, key) {
            try records.run(
                """
                INSERT INTO refusals (mark, purpose, contact_id, day) VALUES (\(mark), \(purpose), \(id), \(day))
                ON CONFLICT (mark, purpose, contact_id) DO UPDATE SET day = CASE
                    WHEN refusals.day IS NULL OR excluded.day IS NULL THEN NULL
                    WHEN excluded.day > refusals.day THEN excluded.day ELSE refusals.day END
                """)
        }
    }

    private static func digests(of marks: Set<String>, _ key: RecordKey) -> [Int64] {
        let index = BlindIndex(key)
        return marks.map { index.token($0, kind: kind) }.sorted()
    }

    /// `nil` where nobody has refused anything yet.
    private func key() throws -> RecordKey? {
        let row = try records.rows("SELECT id FROM record_keys WHERE id = \(KeyID.refusals.text)").first
        return row == nil ? nil : try records.session.key(.refusals, records.connection)
    }

    private static let kind = "refusal"
}
