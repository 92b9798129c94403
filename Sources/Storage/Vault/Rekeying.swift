public import Coordination
internal import Sealing

extension Store {
    /// Gives the vault a new key, every record a new key, and the search index new numbers.
    ///
    /// It is done in steps that are each whole: what a stop leaves behind is readable, and the next run goes on from there.
    /// - Parameter progress: told how many records are done of how many.
    public func rekey(by stamp: AuditStamp, progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws {
        if try await vaultStatus().outdated == 0, openVault?.previous == nil {
            try await beginRekeying(by: stamp)
        }
        let total = try await vaultStatus().outdated
        var done = 0
        while true {
            let count = try await write(by: stamp) { try $0.rekeyBatch(256) }
            if count == 0 { break }
            done += count
            progress(done, max(total, done))
        }
        try await endRekeying(by: stamp)
        try await engine.compact()
    }

    /// The new key takes effect for every key that unlocks it, and the old one is kept, sealed by the new, until all is done.
    private func beginRekeying(by stamp: AuditStamp) async throws {
        guard let old = openVault else { throw Problem.locked }
        let new = OpenVault(store: old.store, generation: old.generation + 1, key: VaultKey(), previous: old.key)
        try await write(by: stamp) { records in
            try records.note(.vaultRekey, "vault")
            for slot in try records.slots() {
                do {
                    let fresh = try slot.resealed(from: old.key, to: new.key)
                    try records.run(
                        "UPDATE key_slots SET record = \(try records.encode(fresh)) WHERE id = \(fresh.id)")
                } catch is SealingError {
                    throw Problem(
                        .badData, at: "vault, \(slot.id)", "was not made by this vault: someone may have slipped it in",
                        remedy:
                            "Remove it with \(.vaultRemoveSlot, slot.id) and find out who could write here.")
                }
            }
            try records.run(
                "UPDATE vault SET generation = \(new.generation), previous = \(try new.key.wrap(old.key))")
            let next = RecordKey()
            try records.run(
                """
                INSERT INTO record_keys (id, generation, wrapped)
                VALUES (\(KeyID.nextIndex.text), \(new.generation),
                    \(try new.key.wrap(next, of: KeyID.nextIndex.text)))
                """)
            try records.resealAudit(from: old, to: new)
            try records.rewrapRefusals(to: new)
        }
        openVault = new
    }

    /// Throws the old key away once nothing needs it.
    private func endRekeying(by stamp: AuditStamp) async throws {
        guard let vault = openVault, vault.previous != nil else { return }
        try await write(by: stamp) { records in
            // Another run may have ended it, or left something for this one.
            let row = try records.vaultRow()
            guard try row.optionalBytes("previous") != nil, try records.outdated(vault.generation) <= 1 else { return }
            let index = try records.session.key(.nextIndex, records.connection)
            try records.run("DELETE FROM record_keys WHERE id = \(KeyID.nextIndex.text)")
            try records.run(
                """
                UPDATE record_keys SET generation = \(vault.generation),
                    wrapped = \(try vault.key.wrap(index, of: KeyID.index.text)) WHERE id = \(KeyID.index.text)
                """)
            try records.run("UPDATE vault SET previous = NULL")
            try records.note(.vaultRekeyed, "vault")
        }
        openVault = OpenVault(
            store: vault.store, generation: vault.generation, key: vault.key, previous: nil)
    }
}

extension Records {
    /// Records whose key is of an earlier generation.
    func outdated(_ generation: Int) throws -> Int {
        try rows("SELECT COUNT(*) AS n FROM record_keys WHERE generation < \(generation) AND wrapped IS NOT NULL")
            .first?
            .integer("n") ?? 0
    }

    /// Seals the keys of the audit chain under a new key. What this transaction has noted is written first.
    func resealAudit(from old: OpenVault, to new: OpenVault) throws {
        try session.flush(connection)
        guard let row = try rows("SELECT next_key, first_key FROM audit_head").first else {
            throw Problem.altered("end of the audit chain")
        }
        let before = try session.key(.audit, connection), fresh = RecordKey()
        do {
            let next = try fresh.seal(before.open(try row.bytes("next_key"), at: Ledger.nextKey), at: Ledger.nextKey)
            let first = try fresh.seal(
                before.open(try row.bytes("first_key"), at: Ledger.firstKey), at: Ledger.firstKey)
            try run("UPDATE audit_head SET next_key = \(next), first_key = \(first)")
        } catch is SealingError {
            throw Problem.altered("end of the audit chain")
        }
        try run(
            """
            UPDATE record_keys SET generation = \(new.generation),
                wrapped = \(try new.key.wrap(fresh, of: KeyID.audit.text)) WHERE id = \(KeyID.audit.text)
            """)
        session.forget(.audit)
    }

    /// Wraps the key of the refusals' digests by the new key.
    func rewrapRefusals(to new: OpenVault) throws {
        guard try !rows("SELECT id FROM record_keys WHERE id = \(KeyID.refusals.text)").isEmpty else { return }
        let key = try session.key(.refusals, connection)
        try run(
            """
            UPDATE record_keys SET generation = \(new.generation),
                wrapped = \(try new.key.wrap(key, of: KeyID.refusals.text)) WHERE id = \(KeyID.refusals.text)
            """)
    }

    /// Renews the keys of some owners, and moves their words to the new index.
    /// - Returns: how many; 0 when there are none left.
    func rekeyBatch(_ count: Int) throws -> Int {
        let generation = try session.open().generation
        let ids = try rows(
            """
            SELECT id FROM record_keys
            WHERE generation < \(generation) AND wrapped IS NOT NULL AND id <> \(KeyID.index.text)
            ORDER BY id LIMIT \(count)
            """
        ).compactMap { KeyID(text: try $0.text("id")) }
        // Files are large, so few of them are sealed anew at once.
        let files = ids.prefix { $0.kind == .attachment }.prefix(4)
        let batch = files.isEmpty ? Array(ids.prefix { $0.kind != .attachment }) : Array(files)
        for id in batch {
            try reindex(id)
            try reseal(id)
        }
        return batch.count
    }

    /// Moves an owner's numbers from the old index to the new one.
    private func reindex(_ id: KeyID) throws {
        let indexes = try session.blindIndexes(connection)
        guard indexes.count == 2 else { return }
        switch id.kind {
        case .contact:
            // A record that was merged into another has no words in the index.
            guard let contact = try contacts.one(withoutAlias: id.id) else { return }
            try move(.contact, id.id, IndexEntry(contact), indexes)
            try contacts.saveColumns(of: contact)
        case .organization:
            guard let organization = try organizations.one(ifThere: id.id) else { return }
            try move(.organization, id.id, IndexEntry(organization), indexes)
            try organizations.saveColumns(of: organization)
        case .mechanism:
            guard let mechanism = try mechanisms.one(ifThere: id.id) else { return }
            try move(.mechanism, id.id, IndexEntry(mechanism), indexes)
        case .measure:
            let measure = try self.measures.one(Identifier(trusted: id.id))
            try run(
                """
                UPDATE measures SET reference_token = \(try measures.referenceTokens(measure.reference.normal).last)
                WHERE id = \(id.id)
                """)
        case .resolution:
            let resolution = try self.measures.resolution(Identifier(trusted: id.id))
            try run(
                """
                UPDATE resolutions SET reference_token = \(try measures.referenceTokens(resolution.reference.normal).last)
                WHERE id = \(id.id)
                """)
        case .action:
            let action = try self.actions.one(Identifier(trusted: id.id))
            try run("UPDATE actions SET owner_token = \(try actions.ownerToken(action.owner)) WHERE id = \(id.id)")
        case .actor:
            guard let row = try rows("SELECT name FROM actors WHERE id = \(id.id)").first else { return }
            let name = try open(try row.bytes("name"), id, "actors", "name", row: id.id)
            let token = indexes[1].token(String(decoding: name, as: UTF8.self), kind: "actor")
            try run("UPDATE actors SET token = \(token) WHERE id = \(id.id)")
        case .store, .convening, .statement, .partner, .envelope, .reply, .relation, .group, .post, .incident, .round,
            .attachment:
            return
        }
    }

    private func move(_ kind: SearchKind, _ id: String, _ entry: IndexEntry, _ indexes: [BlindIndex]) throws {
        let owner = try session.owner("\(kind.rawValue)/\(id)", connection)
        for (kind, words) in entry.words {
            for word in words {
                // A word that was added while the keys were changing has the new number already.
                let old = indexes[0].token(word, kind: kind), new = indexes[1].token(word, kind: kind)
                try run("DELETE FROM search_entries WHERE owner = \(owner) AND token IN (\(old), \(new))")
                session.tokens.append((new, owner))
            }
        }
    }
}
