internal import Coordination

/// The store that a restore overwrites: whether it may be, and what it knows.
struct Replaced: Sendable {
    let header: BackupHeader
    let mayLose: Bool
    let now: Instant

    /// What the replaced store knew.
    struct Knowledge: Sendable {
        /// What became of each message, by id, as far as it can be believed.
        var fates: [String: String] = [:]
        /// People who were erased; a restore does not bring them back.
        var erased: [String] = []
        /// Where its history ended, and the code of that entry.
        var end: (position: Int, mac: [UInt8])?
    }

    /// - Throws: `Problem.notAllowed` where something would be lost without being told.
    func knowledge(_ connection: Connection) throws -> Knowledge {
        let version = try Migrator.version(connection)
        guard version >= Migration.second.version else {
            if version > 0, !mayLose { throw refusal("is there already") }
            return Knowledge()
        }
        let row = try connection.run("SELECT store_id, moved_at FROM vault").first
        let store = try row?.text("store_id")
        let end = try connection.run("SELECT position, mac FROM audit_head").first
        let position = try end?.integer("position") ?? 0
        if !mayLose {
            guard store == header.store else { throw refusal("is another than the one that was backed up") }
            guard try row?.optionalInstant("moved_at") == nil else {
                throw refusal("was moved to another place, and a restore would open it again")
            }
            guard position <= header.auditPosition else {
                throw refusal(
                    "is newer than the backup: it has come to entry \(position), the backup ends at \(header.auditPosition)"
                )
            }
        }
        // Only who went on from where the backup was made knows that something was not sent yet.
        let isSuccessor = store == header.store && position >= header.auditPosition
        let rows = try connection.run("SELECT id, state, is_held, leased_until FROM envelopes")
        var known = Knowledge(end: try end.map { (position, try $0.bytes("mac")) })
        for row in rows {
            let state = try row.text("state")
            let isWaiting = state == "waiting"
            let isUnsure = try row.integer("is_held") == 1 || row.instant("leased_until") > now || !isSuccessor
            if !(isWaiting && isUnsure) { known.fates[try row.text("id")] = state }
        }
        if store == header.store {
            known.erased = try connection.run("SELECT id FROM contacts WHERE erased_at IS NOT NULL").map {
                try $0.text("id")
            }
        }
        return known
    }

    /// Once the backup is loaded: the history that is overwritten must be the beginning of the one that came.
    func checkHistory(_ known: Knowledge, _ connection: Connection) throws {
        guard !mayLose, let end = known.end, end.position > 0 else { return }
        let row = try connection.run("SELECT mac FROM audit WHERE position = \(end.position)").first
        guard try row?.optionalBytes("mac") == end.mac else {
            throw refusal("has gone another way than the backup: its last changes are not in it")
        }
    }

    private func refusal(_ what: String) -> Problem {
        Problem(
            .notAllowed, at: "store", what,
            remedy: "Say --replace to overwrite it; a backup of it is kept first where it can be opened.")
    }
}
