internal import Coordination
internal import Storage

/// What is to be said of a PostgreSQL server.
struct ServerDoctor {
    let state: ServerState

    var findings: [Finding] { [replication, waits, connections] }

    private var replication: Finding {
        guard state.isSynchronous else {
            return state.standbys == 0
                ? Finding(
                    "replication", .notice, "no standby receives changes",
                    remedy: "Keep backups elsewhere, or set up a standby as the manual says.")
                : Finding(
                    "replication", .notice,
                    "\(state.standbys) standby, asynchronous: should the primary fail, the last changes are lost",
                    remedy: "Set synchronous_standby_names where no change may be lost.")
        }
        return state.standbys > 0
            ? Finding("replication", .good, "synchronous, \(state.standbys) standby")
            : Finding(
                "replication", .bad, "synchronous, and no standby answers: changes wait for it",
                remedy: "Start the standby, or take it out of synchronous_standby_names.")
    }

    private var waits: Finding {
        let text = "\(state.waitingForStandby) for the standby, \(state.waitingForOthers) for others"
        return state.waitingForStandby > 0
            ? Finding(
                "waiting changes", .bad, text, remedy: "Start the standby, or take it out of synchronous_standby_names."
            )
            : Finding("waiting changes", .good, text)
    }

    private var connections: Finding {
        let text = "\(state.connections) of \(state.allowed)\(state.isPooled ? ", through a pooler" : "")"
        return state.connections * 10 >= state.allowed * 9
            ? Finding(
                "connections", .notice, text,
                remedy: "Raise the limit of the server, the role or the database, or put a pooler in front.")
            : Finding("connections", .good, text)
    }
}
