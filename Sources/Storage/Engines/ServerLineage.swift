internal import Synchronization

/// Which server has taken whose place, as far as it was seen: each promotion of a standby begins a new timeline of the same cluster.
///
/// A server on an earlier timeline than one that was seen is a primary that was left behind and runs again. What it takes is lost.
final class ServerLineage: Sendable {
    struct Place: Sendable, Equatable {
        /// The cluster's own number, which its standbys share.
        let system: String
        let timeline: Int

        init(system: String, timeline: Int) {
            self.system = system
            self.timeline = timeline
        }

        /// As the mark of a home keeps it: `7301.../3`.
        init?(_ text: String) {
            let parts = text.split(separator: "/")
            guard parts.count == 2, let timeline = Int(parts[1]) else { return nil }
            self.init(system: String(parts[0]), timeline: timeline)
        }

        /// - Returns: `nil` for a server that takes no changes.
        init?(_ row: Row) throws {
            guard let word = try row.optionalText("timeline"), let timeline = Int(word, radix: 16) else { return nil }
            self.init(system: try row.text("system"), timeline: timeline)
        }

        var text: String { "\(system)/\(timeline)" }

        /// Whether a server of the same cluster has gone further.
        func isBehind(_ other: Place) -> Bool { system == other.system && timeline < other.timeline }
    }

    private let latest = Mutex<Place?>(nil)

    var seen: Place? { latest.withLock { $0 } }

    /// Notes where a server stands that takes changes.
    /// - Returns: whether it was left behind; then it is not noted.
    @discardableResult
    func isLeftBehind(_ place: Place?) -> Bool {
        guard let place else { return false }
        return latest.withLock { latest in
            if let latest, place.isBehind(latest) { return true }
            latest = place
            return false
        }
    }

    /// What a connection asks for, which `Place.init` reads.
    static let columns: Query = """
        (SELECT CAST(system_identifier AS TEXT) FROM pg_control_system()) AS system,
        CASE WHEN NOT pg_is_in_recovery() THEN substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END AS timeline
        """
}
