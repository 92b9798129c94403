internal import Calendars
public import Coordination
public import Installation
internal import Storage
internal import Zones

extension Convenings {
    /// Fixes the time of a convening that nobody was invited to yet.
    public func book(_ id: Convening.ID, at start: Instant) async throws -> ConveningDetails {
        // A time that no calendar can be written for is found before anyone is invited.
        var trial = try await operation.read { try $0.convenings.one(id) }
        if trial.state != .invited {
            try trial.book(try operation.invitations.span(of: trial, from: start), now: operation.now)
            let meetings = try operation.mailings.occurrences(of: trial)
            if let early = zip(meetings, meetings.dropFirst()).first(where: { $0.span.end > $1.span.start }) {
                throw Problem(
                    .usage, at: id.text,
                    "would still meet for \(early.0.day) when the meeting of \(early.1.day) begins",
                    remedy: "Plan it shorter, or with longer intervals.")
            }
            if let span = trial.span {
                _ = try await operation.calendars.template(
                    operation.mailings.event(
                        .invitation, trial, span: span, in: operation.officer.language, stamp: operation.now))
            }
        }
        return try await operation.change { [self] records in
            var convening = try records.convenings.one(id)
            guard convening.state != .invited else {
                throw Problem(
                    .notAllowed, at: id.text, "has invitations out",
                    remedy: "Use \(.conveningReschedule, id), which notifies everyone.")
            }
            try convening.book(try operation.invitations.span(of: convening, from: start), now: operation.now)
            try records.convenings.update(convening)
            try records.note(.conveningBook, id.text)
            return ConveningDetails(convening)
        }
    }

    /// Reads a time as the command line gives it: with an offset, or as wall time of the convening's zone.
    public func time(_ text: String, for id: Convening.ID) async throws -> Instant {
        if let instant = try? Instant(parsing: text) { return instant }
        let convening = try await operation.read { try $0.convenings.one(id) }
        if convening.wholeDays != nil, let day = try? CalendarDay(parsing: text) {
            return try operation.zones.zone(convening.zone).start(of: day)
        }
        return try operation.zones.zone(convening.zone).instant(of: try WallTime(parsing: text))
    }
}
