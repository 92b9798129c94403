internal import Calendars
public import Coordination
public import Installation
internal import Storage
internal import Zones

extension Operation {
    /// Fixes the time of a convening that nobody was invited to yet.
    public func book(_ id: Convening.ID, at start: Instant) async throws -> ConveningDetails {
        // A time that no calendar can be written for is found before anyone is invited.
        var trial = try await read { try $0.convenings.one(id) }
        if trial.state != .invited {
            try trial.book(try span(of: trial, from: start), now: now)
            let meetings = try occurrences(of: trial)
            if let early = zip(meetings, meetings.dropFirst()).first(where: { $0.span.end > $1.span.start }) {
                throw Problem(
                    .usage, at: id.text,
                    "would still meet for \(early.0.day) when the meeting of \(early.1.day) begins",
                    remedy: "Plan it shorter, or with longer intervals.")
            }
            if let span = trial.span {
                _ = try await calendars.template(
                    event(.invitation, trial, span: span, in: officer.language, stamp: now))
            }
        }
        return try await change { [self] records in
            var convening = try records.convenings.one(id)
            guard convening.state != .invited else {
                throw Problem(
                    .notAllowed, at: id.text, "has invitations out",
                    remedy: "Use \(.conveningReschedule, id), which tells everyone.")
            }
            try convening.book(try span(of: convening, from: start), now: now)
            try records.convenings.update(convening)
            try records.note(.conveningBook, id.text)
            return ConveningDetails(convening)
        }
    }

    /// Reads a time as the command line gives it: with an offset, or as wall time of the convening's zone.
    public func time(_ text: String, for id: Convening.ID) async throws -> Instant {
        if let instant = try? Instant(parsing: text) { return instant }
        let convening = try await read { try $0.convenings.one(id) }
        if convening.wholeDays != nil, let day = try? CalendarDay(parsing: text) {
            return try zones.zone(convening.zone).start(of: day)
        }
        return try zones.zone(convening.zone).instant(of: try WallTime(parsing: text))
    }
}
