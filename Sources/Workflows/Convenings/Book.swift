public import Coordination
internal import Storage
internal import Zones

extension Secretariat {
    /// Fixes the time of a convening that nobody was invited to yet.
    public func book(_ id: Convening.ID, at start: Instant) async throws -> Convening {
        let now = world.now(), who = who
        return try await store.write { [self] records in
            var convening = try records.convening(id)
            guard convening.state != .invited else {
                throw Problem(
                    .notAllowed, at: id.text, "has invitations out",
                    remedy: "Use 'convoke convening reschedule \(id)', which tells everyone.")
            }
            try convening.book(try span(of: convening, from: start), now: now)
            // A rule that the first day does not fit, or that no program could read, is found before anyone is invited.
            _ = try occurrences(of: convening)
            try records.update(convening)
            try records.note("convening.book", id.text, by: who, at: now)
            return convening
        }
    }

    /// Reads a time as the command line gives it: with an offset, or as wall time of the convening's zone.
    public func time(_ text: String, for id: Convening.ID) async throws -> Instant {
        if let instant = try? Instant(parsing: text) { return instant }
        let convening = try await store.read { try $0.convening(id) }
        if convening.wholeDays != nil, let day = try? CalendarDay(parsing: text) {
            return try zones.zone(convening.zone).start(of: day)
        }
        return try zones.zone(convening.zone).instant(of: try WallTime(parsing: text))
    }
}
