internal import Coordination

/// A statement that the server refused or that the connection did not survive. It carries no text of the server's, which may
/// quote what people told us.
struct PostgresFailure: Error {
    /// Five letters, SQLSTATE; `nil` where no answer came.
    let state: String?
    let isConnectionLost: Bool

    /// Whether the same transaction may succeed when it is run again: serialization failure, deadlock, a statement prepared before the tables changed.
    var isWorthRepeating: Bool { state == "40001" || state == "40P01" || state == Self.outdatedStatement }

    /// Whether somebody else made the same table, or its type, at the same moment.
    var isNameTaken: Bool { ["23505", "42710", "42P07"].contains(state) }

    /// The tables changed since a statement was prepared: "cached plan must not change result type".
    static let outdatedStatement = "0A000"
    /// A table is not there.
    static let undefinedTable = "42P01"
    /// A lock was not given within the time.
    static let lockNotAvailable = "55P03"

    /// In words a person can act on.
    var problem: Problem {
        if isConnectionLost {
            return Problem(
                .unavailable, at: "store", "the connection to PostgreSQL was lost; nothing of this step was kept",
                remedy: "Try again when the server is back.")
        }
        switch state.map({ String($0.prefix(2)) }) {
        case "23":
            return Problem(
                .notAllowed, at: "store", "refused a change that would break a link or repeat an id",
                remedy: "Look at the things named in the command with their 'show' commands.")
        case "25" where state == "25006":
            return Problem(
                .unavailable, at: "store", "is a standby that only reads",
                remedy: "Promote it, or name the primary in the address; then try again.")
        case "40", "55":
            return Problem(
                .tryAgain, at: "store", "is being written by many at once", remedy: "Try again in a moment.")
        case "53":
            return Problem(
                .unavailable, at: "store", "could not be written: PostgreSQL is out of space or connections",
                remedy: "Make room on the server and try again; nothing of this command was kept.")
        case "57":
            return Problem(
                .unavailable, at: "store", "the server is stopping or broke off; nothing of this step was kept",
                remedy: "Try again when the server is back.")
        case "42" where state == "42501":
            return Problem(
                .cannotCreate, at: "store", "cannot be written with this role",
                remedy: "Give the role the rights to create and change tables.")
        default:
            return Problem(
                .unavailable, at: "store", "failed with SQLSTATE \(state ?? "unknown")", remedy: "Run \(.doctor)."
            )
        }
    }

    /// What holds the others up where a lock was not given in time.
    static let waitingForStandby = Problem(
        .unavailable, at: "store",
        "is waiting: its last change is not on the standby, which does not answer, so no other can be made",
        remedy:
            "Have the standby started, or taken out of synchronous_standby_names; \(.doctor) shows the replication."
    )
}
