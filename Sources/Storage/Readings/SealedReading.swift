internal import Coordination
internal import Foundation
internal import Sealing

/// A note that something was read, sealed, on its way into the audit chain.
///
/// Readers write it beside the store, because the chain has one end and so one writer. The next writer takes it into the chain.
struct SealedReading: Sendable, Hashable {
    /// Opaque; sorts by time.
    let id: String
    /// The vault's generation (4 bytes, the most significant first), the length of the wrapped key (1 byte), that key, and the sealed note.
    let entry: [UInt8]

    init(id: String, entry: [UInt8]) {
        self.id = id
        self.entry = entry
    }

    /// - Parameter number: its place among the notes of one reading.
    init(_ event: AuditEvent, _ subject: String, _ stamp: AuditStamp, number: Int, _ vault: OpenVault) throws {
        id = String(format: "%014lld-%06d-", stamp.at.milliseconds, number) + UUID().uuidString.lowercased()
        let key = RecordKey()
        let text = [String(stamp.at.milliseconds), event.rawValue, stamp.actor.name, subject].joined(separator: "\t")
        let wrapped = try vault.key.wrap(key, of: Self.owner(id))
        let generation = withUnsafeBytes(of: UInt32(truncatingIfNeeded: vault.generation).bigEndian) { Array($0) }
        entry =
            generation + [UInt8(truncatingIfNeeded: wrapped.count)] + wrapped
            + (try key.seal(Array(text.utf8), at: Self.place(id)))
    }

    /// What was noted.
    /// - Throws: `SealingError`, `Problem` where it was altered, or was sealed with a key that is gone.
    func opened(_ vault: OpenVault) throws -> (event: AuditEvent, subject: String, stamp: AuditStamp) {
        guard entry.count > 5, entry.count > 5 + Int(entry[4]) else { throw SealingError.malformed }
        let generation = entry[..<4].reduce(0) { $0 << 8 | Int($1) }, end = 5 + Int(entry[4])
        let key = try vault.key(of: generation).unwrap(Array(entry[5..<end]), of: Self.owner(id))
        let text = String(decoding: try key.open(Array(entry[end...]), at: Self.place(id)), as: UTF8.self)
        let fields = text.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 4, let time = Int64(fields[0]), let event = AuditEvent(rawValue: fields[1]),
            event.isReading || event.isOutcome
        else { throw SealingError.malformed }
        return (event, fields[3], AuditStamp(ActorName(trusted: fields[2]), at: Instant(milliseconds: time)))
    }

    private static func owner(_ id: String) -> String { "reading/\(id)" }
    private static func place(_ id: String) -> SealedPlace { SealedPlace(table: "readings", column: "entry", row: id) }
}
