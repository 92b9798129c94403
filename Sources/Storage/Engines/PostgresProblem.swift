internal import Coordination

/// A statement that the server refused or that the connection did not survive. It carries no text of the server's, which may
/// quote what people told us.
struct PostgresFailure: Error {
    /// Five letters, SQLSTATE; `nil` where no answer came.
    let state: String?
    let isConnectionLost: Bool

    /// Whether the same transaction may succeed when it is run again: serialization failure, deadlock, a statement prepared before the tables changed.
    var isWorthRepeating: Bool { state == "40001" || state == "40P01" || state == Self.outdatedStatement }

    /// The tables changed since a statement was prepared: "cached plan must not change result type".
    static let outdatedStatement = "0A000"

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
        case "40", "55":
            return Problem(
                .tryAgain, at: "store", "is being written by many at once", remedy: "Try again in a moment.")
        case "53":
            return Problem(
                .unavailable, at: "store", "could not be written: PostgreSQL is out of space or connections",
                remedy: "Make room on the server and try again; nothing of this command was kept.")
        case "42" where state == "42501", "25":
            return Problem(
                .cannotCreate, at: "store", "cannot be written with this role",
                remedy: "Give the role the rights to create and change tables, or connect to the primary server.")
        default:
            return Problem(
                .unavailable, at: "store", "failed with SQLSTATE \(state ?? "unknown")", remedy: "Run \(.doctor)."
            )
        }
    }
}

enum PostgresProblem {
    /// Why no connection came about. The server's words are read for the cause, never repeated: they name users and hosts.
    static func connecting(_ message: String, _ address: PostgresAddress) -> Problem {
        let place = "store at \(address.place)"
        if message.contains("certificate") || message.contains("SSL") {
            return Problem(
                .unavailable, at: place, "did not prove who it is by TLS",
                remedy: "Name its authority with sslrootcert=FILE in the address; do not switch verification off.")
        }
        if message.contains("authentication") || message.contains("password") || message.contains("role") {
            return Problem(
                .configuration, at: place, "refused the user or the password",
                remedy: "Put the password into ~/.pgpass (mode 0600), not into the address.")
        }
        if message.contains("database \"") {
            return Problem(.missingInput, at: place, "has no such database", remedy: "Make it with 'createdb'.")
        }
        return Problem(
            .unavailable, at: place, "cannot be reached", remedy: "Check the address and that the server is running.")
    }
}
