public import Coordination

/// What one of the servers of an address answers when it is asked by itself.
public struct NamedServer: Sendable, Equatable {
    public enum Answer: Sendable, Equatable {
        /// It takes changes; the timeline says after how many promotions, where it tells.
        case primary(timeline: Int?)
        case standby
        case refused(Problem)
    }

    /// The host and its port.
    public let name: String
    public let answer: Answer

    /// The address where it names several servers.
    private static func several(_ url: String) -> PostgresAddress? {
        guard url.hasPrefix("postgres"), let address = try? PostgresAddress(parsing: url), address.hosts.count > 1
        else { return nil }
        return address
    }

    /// Where the last of a succession stands, of those servers that answer; `nil` where the address names one only.
    static func latestPlace(of url: String) -> ServerLineage.Place? {
        guard let address = several(url) else { return nil }
        return address.hosts.compactMap { try? PostgresConnection.open(only: $0, of: address).place }
            .max { $0.timeline < $1.timeline }
    }

    /// Asks each server of a store's address that names several; one that does not answer is waited for as long as a command would.
    public static func all(of url: String) -> [NamedServer] {
        guard let address = several(url) else { return [] }
        return address.hosts.map { host in
            do {
                let connection = try PostgresConnection.open(only: host, of: address)
                let isStandby =
                    try connection.run("SELECT pg_is_in_recovery() AS is_standby").first?
                    .integer("is_standby") == 1
                let timeline = connection.place?.timeline
                return NamedServer(name: host.name, answer: isStandby ? .standby : .primary(timeline: timeline))
            } catch let problem as Problem {
                return NamedServer(name: host.name, answer: .refused(problem))
            } catch {
                return NamedServer(
                    name: host.name, answer: .refused(PostgresRefusal.unreachable.problem(at: host.name)))
            }
        }
    }
}
