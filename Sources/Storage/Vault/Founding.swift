internal import Coordination
internal import Foundation
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

extension KeySlot {
    /// As it is kept in the store and in backups.
    func stored() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

extension Records {
    func insert(_ slot: KeySlot) throws {
        try run(
            "INSERT INTO key_slots (id, kind, record) VALUES (\(slot.id), \(slot.kind.rawValue), \(try slot.stored()))")
    }

    func slots() throws -> [KeySlot] {
        // One that cannot be read does not keep the others from opening.
        try rows("SELECT record FROM key_slots ORDER BY id").compactMap { row in
            try? decode(KeySlot.self, try row.bytes("record"))
        }
    }
}
