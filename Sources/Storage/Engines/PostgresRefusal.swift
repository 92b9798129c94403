internal import Coordination
internal import Foundation

/// Why a server gave no connection. Its words are read for the cause, never repeated: they name users and hosts.
enum PostgresRefusal: Int, Comparable, Sendable {
    // In the order in which they are worth telling, where several servers were tried.
    case credentials, admission, database, permission, parameter, certificate
    case leftBehind, connections, starting, standby, unreachable

    /// - Parameter message: libpq's, of a connection that gives SQLSTATEs instead of texts.
    init(_ message: String) {
        // Before that stands where it goes to.
        let reason = message.range(of: " failed: ").map { message[$0.upperBound...] } ?? message[...]
        // PgBouncer gives one SQLSTATE for everything, and its reasons in English.
        let words = reason.contains(":  08P01") ? Self.pooler : Self.words
        let cause = Self.states.first { reason.contains(":  \($0.state)") } ?? words.first { reason.contains($0.state) }
        self = cause?.refusal ?? .unreachable
    }

    /// What servers and poolers answer.
    private static let states: [(state: String, refusal: PostgresRefusal)] = [
        ("28P01", .credentials), ("28000", .admission), ("3D000", .database), ("42501", .permission),
        ("53300", .connections), ("53", .connections), ("57P03", .starting), ("57P", .starting), ("55000", .starting),
    ]

    private static let pooler: [(state: String, refusal: PostgresRefusal)] = [
        ("connections allowed", .connections), ("query_wait_timeout", .connections),
        ("unsupported startup parameter", .parameter), ("no such database", .database), ("does not exist", .database),
        ("no such user", .credentials), ("password", .credentials), ("auth", .credentials), ("SSL", .certificate),
        ("shutting down", .starting), ("paused", .starting), ("suspended", .starting),
    ]

    /// What libpq says by itself, in English.
    private static let words: [(state: String, refusal: PostgresRefusal)] = [
        ("SSL SYSCALL", .unreachable), ("closed the connection", .unreachable),
        ("session is read-only", .standby), ("server is in hot standby", .standby),
        ("certificate", .certificate), ("SSL", .certificate), ("no password supplied", .credentials),
        ("password", .credentials), ("authentication", .credentials),
    ]

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// - Parameter servers: the servers, for people.
    func problem(at servers: String) -> Problem {
        let place = "store at \(servers)"
        switch self {
        case .credentials:
            return Problem(
                .configuration, at: place, "refused the user or the password",
                remedy: "Put the password into ~/.pgpass (mode 0600), not into the address.")
        case .admission:
            return Problem(
                .configuration, at: place, "does not admit this user from this machine, or not in this way",
                remedy: "Check the user in the address, and the lines of pg_hba.conf on the server.")
        case .leftBehind:
            return Problem(
                .unavailable, at: place,
                "is a primary that was left behind: another server took its place, and what this one takes is lost",
                remedy: "Stop it at once and make it the standby of the new primary; \(.doctor) shows each server.")
        case .database:
            return Problem(.missingInput, at: place, "has no such database", remedy: "Make it with 'createdb'.")
        case .permission:
            return Problem(
                .configuration, at: place, "does not let this role use the database",
                remedy: "GRANT CONNECT ON DATABASE to the role.")
        case .parameter:
            return Problem(
                .configuration, at: place, "is behind a pooler that does not know a parameter of the address",
                remedy: "Leave the parameter out, or name it as ignore_startup_parameters in the pooler's settings.")
        case .certificate:
            return Problem(
                .unavailable, at: place, "did not prove who it is by TLS",
                remedy: "Name its authority with sslrootcert=FILE in the address; do not switch verification off.")
        case .connections:
            return Problem(
                .unavailable, at: place, "has no free connection for this role, this database or at all",
                remedy: "Try again in a moment; the administrator can raise the limit or add a pooler.")
        case .starting:
            return Problem(
                .unavailable, at: place, "is starting, stopping or recovering", remedy: "Try again in a moment.")
        case .standby:
            return Problem(
                .unavailable, at: place, "has a standby that only reads, and no primary answers",
                remedy:
                    "Start the primary. Where it is lost, see to it that it stays down, then promote the standby as the manual says."
            )
        case .unreachable:
            return Problem(
                .unavailable, at: place, "cannot be reached",
                remedy: "Check the address and that the server is running."
            )
        }
    }
}
