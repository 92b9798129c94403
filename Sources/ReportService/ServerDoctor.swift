internal import Coordination
internal import Storage

/// What is to be said of a PostgreSQL server.
struct ServerDoctor {
    let state: ServerState

    var findings: [Finding] { [replication, waits, connections] }

    /// What each server of the address is, where it names several.
    static func findings(of servers: [NamedServer]) -> [Finding] {
        let primaries = servers.filter { if case .primary = $0.answer { true } else { false } }
        var findings = servers.map { server in
            switch server.answer {
            case .primary(let timeline):
                Finding(
                    "server \(server.name)", .good, "takes changes\(timeline.map { ", timeline \($0)" } ?? "")")
            case .standby: Finding("server \(server.name)", .good, "a standby")
            case .refused(let problem):
                Finding("server \(server.name)", .bad, problem.what, remedy: problem.remedy)
            }
        }
        if primaries.count > 1 {
            findings.append(
                Finding(
                    "servers", .bad, "\(primaries.map(\.name).joined(separator: " and ")) take changes at once",
                    remedy:
                        "Stop the one of the lower timeline at once, and make it the standby of the other: what it takes is lost. Change nothing else there."
                ))
        }
        return findings
    }

    private var replication: Finding {
        if state.standbys == 0, state.unseenStandbys > 0 {
            return Finding(
                "replication", .notice,
                "\(state.unseenStandbys) standby, and this role may not see whether it receives anything",
                remedy: "GRANT pg_monitor to the role of the store.")
        }
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
            ? Finding("replication", .good, "synchronous, \(state.standbys) standby that receives changes")
            : Finding(
                "replication", .bad, "synchronous, and no standby receives changes: each change waits for one",
                remedy: "Start the standby, look into its log, or take it out of synchronous_standby_names.")
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
