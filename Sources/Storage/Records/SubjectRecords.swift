public import Coordination

/// A text in which a person may be named without being linked to it.
public struct StoredText: Sendable {
    /// Such as `minutes` or `action`.
    public let kind: String
    public let id: String
    public let text: String
}

/// Everything about one person, across the tables.
public struct SubjectRecords {
    let records: Records

    public func invitations(of contact: Contact.ID) throws -> [Invitation] {
        try records.rows("SELECT * FROM invitations WHERE contact_id = \(contact) ORDER BY id").map(
            records.invitations.one)
    }

    /// Answers to the person's invitations, and those that were matched with nobody's but hold one of the person's addresses.
    public func replies(of contact: Contact) throws -> [StoredReply] {
        let matched = try records.merges.aliases(of: contact.id).flatMap { id in
            try records.rows(
                """
                SELECT r.* FROM replies r JOIN invitations i ON i.id = r.invitation_id
                WHERE i.contact_id = \(id) ORDER BY r.received_at
                """
            ).map { try records.replies.storedReply($0, isOpened: true) }
        }
        let addresses = contact.channels.map { $0.address.lowercased() }
        let others = try records.rows("SELECT * FROM replies WHERE invitation_id IS NULL ORDER BY received_at").map {
            try records.replies.storedReply($0, isOpened: true)
        }
        .filter { reply in
            let text = String(decoding: reply.source, as: UTF8.self).lowercased()
            return addresses.contains { text.contains($0) }
        }
        return matched + others
    }

    /// Whether there was such a person whose record is destroyed.
    public func isErased(_ contact: Contact.ID) throws -> Bool {
        try !records.rows("SELECT id FROM contacts WHERE id = \(contact) AND erased_at IS NOT NULL").isEmpty
    }

    /// Messages whose content is destroyed.
    public func emptiedEnvelopes() throws -> [String] {
        try records.rows("SELECT id FROM envelopes WHERE payload = \([UInt8]())").map { try $0.text("id") }
    }

    public func envelopes(to contact: Contact.ID) throws -> [StoredEnvelope] {
        try records.outbox.outboxRows(contact: contact)
    }

    public func hold(on contact: Contact.ID) throws -> LegalHold? {
        try records.rows("SELECT contact_id AS id, record FROM holds WHERE contact_id = \(contact)").first
            .map { try records.open(LegalHold.self, $0, .contact, "holds") }
    }

    public func save(_ hold: LegalHold, on contact: Contact.ID) throws {
        let sealed = try records.seal(hold, KeyID(.contact, contact.text), "holds", row: contact.text)
        try records.run(
            """
            INSERT INTO holds (contact_id, set_at, record) VALUES (\(contact), \(hold.set), \(sealed))
            ON CONFLICT (contact_id) DO UPDATE SET set_at = excluded.set_at, record = excluded.record
            """)
    }

    public func removeHold(on contact: Contact.ID) throws {
        try records.run("DELETE FROM holds WHERE contact_id = \(contact)")
    }

    /// Every free text of convenings, minutes, measures, actions and statements.
    public func texts() throws -> [StoredText] {
        let convenings = try records.convenings.all().map { item in
            StoredText(
                kind: "convening", id: item.id.text,
                text: ([item.title, item.venue ?? "", item.link ?? ""] + item.agenda.values.flatMap { $0 })
                    .joined(separator: "\n"))
        }
        let minutes = try records.rows("SELECT convening_id, record FROM minutes ORDER BY convening_id").map { row in
            let id = try row.text("convening_id")
            let bytes = try records.open(try row.bytes("record"), KeyID(.convening, id), "minutes", row: id)
            return StoredText(kind: "minutes", id: id, text: try records.decode(Minutes.self, bytes).allWords)
        }
        let measures = try records.measures.all().map { item in
            let findings = item.points.flatMap { [$0.text] + $0.findings.map(\.evidence) }
            let criteria = [item.criteria.gravity, item.criteria.urgency, item.criteria.irreparableHarm]
            let documents = item.steps.compactMap(\.document) + item.events.compactMap(\.document)
            let deadlines = item.deadlines.flatMap { [$0.name, $0.source, $0.waived ?? ""] + $0.former.map(\.reason) }
            let texts =
                [item.title, item.publicTitle ?? "", item.reference.printed] + item.beneficiaries.map(\.name) + findings
                + item.events.map(\.note) + criteria.compactMap { $0 } + documents + deadlines
                + (item.letter?.names ?? [])
            return StoredText(kind: "measure", id: item.id.text, text: texts.joined(separator: "\n"))
        }
        let actions = try records.actions.all().map { item in
            var text =
                [item.title, item.owner] + item.joining
                + [item.evidence, item.note, item.reply?.text, item.agreement?.evidence, item.reason].compactMap { $0 }
            if case .notGiven(let reason)? = item.feedback { text.append(reason) }
            return StoredText(kind: "action", id: item.id.text, text: text.joined(separator: "\n"))
        }
        let statements = try records.statements.all().map { item in
            StoredText(
                kind: "statement", id: item.id.text,
                text: ([item.title] + item.edition.texts.values).joined(separator: "\n"))
        }
        let relations = try records.relations.all().map {
            StoredText(kind: "relation", id: $0.id.text, text: $0.note ?? "")
        }
        let groups = try records.groups.all().map { StoredText(kind: "group", id: $0.id.text, text: $0.name) }
        let incidents = try records.incidents.all().map { item in
            StoredText(
                kind: "incident", id: item.id.text,
                text: (item.people + item.themes + [item.source, item.note ?? "", item.place ?? ""]).joined(
                    separator: "\n"))
        }
        let files = try records.attachments.all().map { StoredText(kind: "file", id: $0.id.text, text: $0.name) }
        return files + incidents + convenings + minutes + measures + actions + statements + relations + groups
    }

    /// What was done with a person that more than this record knows of; `nil` where nothing was.
    public func history(of id: Contact.ID) throws -> String? {
        for (table, what) in [("invitations", "stands on invitee lists"), ("envelopes", "was written to")] {
            if try !records.rows("SELECT id FROM \(raw: table) WHERE contact_id = \(id) LIMIT 1").isEmpty {
                return what
            }
        }
        if try hold(on: id) != nil { return "is under a legal hold" }
        for measure in try records.measures.all() {
            var other = measure
            other.forget(id)
            if other != measure || measure.chain.contains(id) { return "has a part in a measure" }
        }
        if try records.actions.all(ActionQuery()).contains(where: { $0.chain.contains(id) }) {
            return "follows an action"
        }
        for row in try records.rows("SELECT convening_id FROM minutes") {
            if try records.convenings.minutes(of: row.id("convening_id"))?.holds(id) == true {
                return "is named in minutes"
            }
        }
        if try !records.merges.merged(into: id).isEmpty { return "took in another record" }
        if try records.statements.all().contains(where: { $0.signatures.contains { $0.signatory == id } }) {
            return "signed a statement"
        }
        return nil
    }

    /// Destroys the keys of a person and of all that was sent to them or came from them, empties the rows and takes their words out
    /// of the index. Ids, kinds, days and states stay, for the audit and for what others agreed.
    /// - Parameter day: the day on which the person asked for it, so that no file brings them back; `nil` where only time has passed.
    public func erase(_ contact: Contact, at now: Instant, asked day: CalendarDay? = nil) throws {
        for reply in try replies(of: contact) { try empty(reply: reply.digest, at: now) }
        try records.search.index(.contact, contact.id.text, from: IndexEntry(contact), to: nil)
        if let day { try records.refusals.noteErasure(of: contact, on: day) }
        // What was merged into the record is the same person.
        for id in try records.merges.aliases(of: contact.id) { try eraseRow(id, at: now) }
    }

    /// Takes away a person who was added by mistake and of whom nothing else knows but groups and relations.
    public func remove(_ contact: Contact, at now: Instant) throws {
        try records.search.index(.contact, contact.id.text, from: IndexEntry(contact), to: nil)
        try eraseRow(contact.id, at: now)
    }

    /// Erases people who may be parts of others' records in this store, or have others as parts of theirs: those are parted first.
    func erase(known ids: [Contact.ID], at now: Instant) throws {
        let erased = Set(ids)
        for id in ids {
            while var top = try records.merges.keeper(of: id) {
                while let next = try records.merges.keeper(of: top) { top = next }
                _ = try records.merges.unmerge(top, at: now)
            }
            while try records.merges.merged(into: id).contains(where: { !erased.contains($0) }) {
                _ = try records.merges.unmerge(id, at: now)
            }
            if let contact = try records.contacts.one(withoutAlias: id.text) {
                try erase(contact, at: now, asked: now.wall(offsetSeconds: 0).day)
            }
        }
    }

    private func eraseRow(_ id: Contact.ID, at now: Instant) throws {
        for envelope in try records.rows("SELECT id FROM envelopes WHERE contact_id = \(id)") {
            try empty(envelope: try envelope.text("id"), at: now)
        }
        try records.rounds.dropMails(to: id)
        for relation in try records.relations.all(of: id.text) { try records.relations.remove(relation.id, at: now) }
        try unlink(id)
        try records.run("DELETE FROM memberships WHERE contact_id = \(id)")
        try records.run("UPDATE merges SET record = \([UInt8]()) WHERE kept_id = \(id) OR other_id = \(id)")
        try records.run(
            """
            UPDATE invitations SET state = \(Invitation.State.withdrawn.rawValue), former_state = NULL WHERE contact_id = \(id)
                AND convening_id IN (SELECT id FROM convenings WHERE state IN ('draft', 'booked', 'invited'))
            """)
        try records.run("DELETE FROM holds WHERE contact_id = \(id)")
        try records.run("UPDATE feeds SET revoked_at = \(now) WHERE subject_id = \(id) AND revoked_at IS NULL")
        try records.destroyKey(KeyID(.contact, id.text), at: now)
        try records.run(
            """
            UPDATE contacts SET record = \([UInt8]()), organization_id = NULL, country = 'ZZ', is_do_not_contact = 1,
                invitable_until = NULL, language_token = NULL, erased_at = \(now) WHERE id = \(id)
            """)
    }

    /// Takes a person out of what links them with a case: the beneficiary's name stays as the mechanism printed it.
    private func unlink(_ id: Contact.ID) throws {
        for var measure in try records.measures.all() {
            let before = measure
            measure.forget(id)
            if measure != before { try records.measures.update(measure) }
        }
        for row in try records.rows("SELECT convening_id FROM minutes") {
            let convening: Convening.ID = try row.id("convening_id")
            guard var minutes = try records.convenings.minutes(of: convening),
                minutes.holds(id)
            else {
                continue
            }
            minutes.forget(id)
            let sealed = try records.seal(minutes, KeyID(.convening, convening.text), "minutes", row: convening.text)
            try records.run("UPDATE minutes SET record = \(sealed) WHERE convening_id = \(convening)")
        }
    }

    /// Destroys what a message said and where it went; one that waits is given up.
    public func empty(envelope id: String, at now: Instant) throws {
        try records.destroyKey(KeyID(.envelope, id), at: now)
        try records.run(
            """
            UPDATE envelopes SET payload = \([UInt8]()), sealed_address = NULL, is_held = 0, leased_until = 0,
                state = CASE WHEN state = 'waiting' THEN 'dead' ELSE state END WHERE id = \(id)
            """)
        try records.run("UPDATE attempts SET sealed_detail = NULL WHERE envelope_id = \(id)")
    }

    /// Destroys an answer as it came; what it said of the invitation stays.
    public func empty(reply digest: String, at now: Instant) throws {
        try records.destroyKey(KeyID(.reply, digest), at: now)
        try records.run("UPDATE replies SET source = \([UInt8]()), note = NULL WHERE digest = \(digest)")
    }
}
