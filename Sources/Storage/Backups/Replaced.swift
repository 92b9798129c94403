internal import Coordination

/// The store that a restore overwrites: whether it may be, and what it knows.
struct Replaced: Sendable {
    let header: BackupHeader
    let mayLose: Bool
    let now: Instant

    /// What became of each message, by id, as far as it can be believed.
    /// - Throws: `Problem.notAllowed` where something would be lost without being told.
    func fates(_ connection: Connection) throws -> [String: String] {
        let version = try Migrator.version(connection)
        guard version >= Migration.second.version else {
            if version > 0, !mayLose { throw refusal("is there already") }
            return [:]
        }
        let store = try connection.run("SELECT store_id FROM vault").first?.text("store_id")
        let position = try connection.run("SELECT position FROM audit_head").first?.integer("position") ?? 0
        if !mayLose {
            guard store == header.store else { throw refusal("is another than the one that was backed up") }
            guard position <= header.auditPosition else {
                throw refusal(
                    "is newer than the backup: it has come to entry \(position), the backup ends at \(header.auditPosition)"
                )
            }
        }
        // Only who went on from where the backup was made knows that something was not sent yet.
        let isSuccessor = store == header.store && position >= header.auditPosition
        let rows = try connection.run("SELECT id, state, is_held, leased_until FROM envelopes")
        var fates: [String: String] = [:]
        for row in rows {
            let state = try row.text("state")
            let isWaiting = state == "waiting"
            let isUnsure = try row.integer("is_held") == 1 || row.instant("leased_until") > now || !isSuccessor
            if !(isWaiting && isUnsure) { fates[try row.text("id")] = state }
        }
        return fates
    }

    private func refusal(_ what: String) -> Problem {
        Problem(
            .notAllowed, at: "store", what,
            remedy: "Say --replace to overwrite it; a backup of it is kept first where it can be opened.")
    }
}
