internal import Coordination
internal import Sealing

/// The store has less history than was seen of it before.
struct LostHistory: Error {
    let seen: HighWaterMark.Position
    /// Where it ends now.
    let found: HighWaterMark.Position
    /// Whether it is a try to send that is missing, which the audit does not know yet.
    var isOfTries = false

    /// Whether nobody has dealt with it: its history goes on under the name that it had.
    var isNew: Bool { seen.history == found.history }

    /// - Returns: where the store stands now.
    /// - Throws: `LostHistory` where what was seen is not in it.
    /// - Parameter seen: what this program, or another of the same home, saw of it last.
    static func check(against seen: HighWaterMark.Position?, _ connection: Connection) throws -> HighWaterMark.Position?
    {
        let entry = seen?.entry ?? 0, envelope = seen?.tried?.envelope ?? ""
        let row = try connection.run(
            """
            SELECT v.history, h.position, h.mac, (SELECT a.mac FROM audit a WHERE a.position = \(entry)) AS seen_mac,
                (SELECT e.attempts FROM envelopes e WHERE e.id = \(envelope)) AS attempts
            FROM vault v, audit_head h
            """
        ).first
        guard let row else { return nil }
        let found = HighWaterMark.Position(
            history: try row.text("history"), entry: try row.integer("position"), mac: Digest.hex(try row.bytes("mac")))
        guard let seen, seen.entry > 0 else { return found }
        let mac = try row.optionalBytes("seen_mac").map(Digest.hex)
        guard found.entry >= seen.entry, seen.mac == nil || mac == seen.mac else {
            throw LostHistory(seen: seen, found: found)
        }
        if let tried = seen.tried, seen.history == found.history {
            let attempts = try row.optionalInteger("attempts") ?? 0
            guard attempts >= tried.attempts else { throw LostHistory(seen: seen, found: found, isOfTries: true) }
        }
        return found
    }

    /// Holds what waits, and goes on under another name, so that no other home does it once more.
    /// - Returns: how many messages are held; `nil` where another home was quicker.
    func hold(_ records: Records) throws -> Int? {
        let name = try records.rows("SELECT history FROM vault").first?.text("history")
        guard name == found.history else { return nil }
        try records.outbox.settle([:])
        try records.run("UPDATE vault SET history = \(Self.newName())")
        try records.note(.storeLost, "store")
        return try records.outbox.heldEnvelopes()
    }

    /// A random name of a history.
    static func newName() -> String { Digest.hex(VaultKey().mark([], []).prefix(8)) }

    /// Of a file.
    func problem(removing path: String) -> Problem {
        Problem(
            .badData, at: "store",
            found.entry < seen.entry
                ? "has lost changes that were kept: its history ends at entry \(found.entry), and had come to \(seen.entry)"
                : "has another history than it had: its entry \(seen.entry) is not the one that was kept",
            remedy:
                "Put its file ending in -wal back, or restore a backup. To go on without those changes, remove \(path)."
        )
    }

    /// Of a server.
    /// - Parameter held: how many messages are held now; `nil` where another home has seen to it.
    func problem(held: Int?) -> Problem {
        let lost =
            isOfTries
            ? "it does not know that a message has left from here"
            : found.entry < seen.entry
                ? "its history ends at entry \(found.entry), and this home has seen entry \(seen.entry)"
                : "its entry \(seen.entry) is not the one that this home has seen"
        let why =
            isNew
            ? "Most likely a standby that had not received everything took the primary's place, or an older copy was put there."
            : "It was restored from a backup, or another home has gone on with it after a loss."
        let outbox =
            held.map {
                $0 == 0 ? "No message waits" : "\($0) messages that wait may have left already, so they are held"
            }
            ?? "What waited and may have left was held when that was done"
        return Problem(
            .badData, at: "store", "has lost changes that were kept: \(lost). \(why) \(outbox)",
            remedy:
                "Look what is missing, enter it again, then let held messages go or drop them: \(.outboxList), \(.outboxRelease), \(.outboxDrop). The next command goes on."
        )
    }
}
