internal import Coordination
internal import Sealing

/// A new vault with its first slot, before it is stored.
struct Founding: Sendable {
    let vault: OpenVault
    let slot: KeySlot

    init(vault: OpenVault, slot: KeySlot) {
        self.vault = vault
        self.slot = slot
    }

    init(_ secret: VaultSecret, cost: Int = KeySlot.scryptCost) throws {
        let key = VaultKey()
        // Half of a fresh mark serves as the store's random name.
        let name = Digest.hex(VaultKey().mark([], []).prefix(8))
        vault = OpenVault(store: name, generation: 1, key: key, previous: nil)
        slot = try KeySlot(id: "slot-1", secret: secret, vault: key, cost: cost)
    }
}

extension Records {
    /// Stores a new vault: its first slot, the keys of the index and of the audit, and an audit chain without entries.
    func found(_ founding: Founding) throws {
        try run(
            "INSERT INTO vault (id, store_id, generation) VALUES (1, \(founding.vault.store), \(founding.vault.generation))"
        )
        try insert(founding.slot)
        _ = try session.makeKey(.index)
        let audit = try session.makeKey(.audit)
        let chain = AuditChain()
        let next = try audit.seal(chain.keyBytes, at: Ledger.nextKey)
        let first = try audit.seal(chain.keyBytes, at: Ledger.firstKey)
        try run(
            """
            INSERT INTO audit_head (id, position, mac, next_key, first_key)
            VALUES (1, 0, \(chain.mac), \(next), \(first))
            """)
    }

    func insert(_ slot: KeySlot) throws {
        try run(
            "INSERT INTO key_slots (id, kind, record) VALUES (\(slot.id), \(slot.kind.rawValue), \(try encode(slot)))")
    }

    func slots() throws -> [KeySlot] {
        // One that cannot be read does not keep the others from opening.
        try rows("SELECT record FROM key_slots ORDER BY id").compactMap { row in
            try? decode(KeySlot.self, try row.bytes("record"))
        }
    }
}
