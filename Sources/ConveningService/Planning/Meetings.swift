public import Coordination
internal import Installation
internal import Storage
internal import Zones

extension Invitations {
    /// Moves one meeting of a series; everyone is asked for a new reply for that meeting alone.
    /// - Parameter day: the day that the rule gives it, or on which it is now.
    public func reschedule(_ id: Convening.ID, meeting day: CalendarDay, to start: Instant) async throws
        -> MailingReport
    {
        try await tell(try await movement(of: id, meeting: day, to: start))
    }

    /// The mailing that tells of a meeting that moves.
    func movement(of id: Convening.ID, meeting day: CalendarDay, to start: Instant) async throws -> ConveningMailing {
        let (original, meeting) = try await meeting(of: id, on: day)
        let zone = try operation.zones.zone(original.zone), target = zone.wall(at: start).day
        let length = meeting.span.end.duration(since: meeting.span.start)
        let span =
            (original.wholeDays.map { zone.wholeDays($0, from: target) }
                ?? TimeSpan(start: start, end: start.adding(length))) ?? meeting.span
        guard original.wholeDays != nil || [span.start, span.end].allSatisfy({ zone.showsOnce(zone.wall(at: $0)) })
        else {
            throw Problem(
                .notAllowed, at: id.text, "would meet in the hour in which the clocks change",
                remedy: "Choose another hour: calendar programs read that one in different ways.")
        }
        // Outlook knows no two meetings of a series on one day.
        let rival = try operation.mailings.occurrences(of: original).first {
            $0.day != meeting.day && !$0.isCancelled && zone.wall(at: $0.span.start).day == target
        }
        if let rival {
            throw Problem(
                .notAllowed, at: id.text, "meets on \(target) already, by its plan for \(rival.day)",
                remedy: "Choose another day: calendar programs know no two meetings of a series on one.")
        }
        var convening = original
        try convening.change(meeting.day, to: span, now: operation.now)
        let moved = try self.meeting(of: convening, on: meeting.day)
        return try await mailing(.moved(moved, before: meeting.span), convening, replacing: original, span: span)
    }

    /// Calls one meeting of a series off.
    public func cancel(_ id: Convening.ID, meeting day: CalendarDay, reason: String?) async throws -> MailingReport {
        try await tell(try await cancellation(of: id, meeting: day, reason: reason))
    }

    /// The mailing that tells of a meeting that is called off.
    func cancellation(
        of id: Convening.ID, meeting day: CalendarDay, reason: String?
    ) async throws -> ConveningMailing {
        let (original, meeting) = try await meeting(of: id, on: day)
        var convening = original
        guard try operation.mailings.occurrences(of: convening).filter({ !$0.isCancelled }).count > 1 else {
            throw Problem(
                .notAllowed, at: id.text, "has no other meeting left",
                remedy: "Call the whole series off with \(.conveningCancel, id).")
        }
        try convening.change(meeting.day, to: nil, now: operation.now)
        let off = try self.meeting(of: convening, on: meeting.day)
        return try await mailing(
            .cancelledOnce(off, reason: reason), convening, replacing: original, span: meeting.span)
    }

    /// Stores a change of one meeting, and tells those who were invited.
    private func tell(_ mailing: ConveningMailing) async throws -> MailingReport {
        guard mailing.convening.state != .invited else { return try await operation.mailings.send(mailing) }
        let convening = mailing.convening
        return try await operation.change { records in
            guard try records.convenings.one(convening.id) == mailing.original else {
                throw Problem.changedMeanwhile(convening.id)
            }
            try records.convenings.update(convening)
            try records.note(mailing.notice.event, convening.id.text)
            return MailingReport(
                convening: convening.id, kind: mailing.notice.kind, queued: 0, skipped: [:], release: nil)
        }
    }

    private func mailing(
        _ notice: Notice, _ convening: Convening, replacing original: Convening, span: TimeSpan
    ) async throws -> ConveningMailing {
        let everyone = try await operation.invitees.invited(to: convening.id).filter {
            $0.invitation.state != .withdrawn
        }
        return ConveningMailing(
            notice: notice, convening: convening, original: original, span: span,
            recipients: everyone.filter {
                $0.invitation.sentSequence == convening.sequence && $0.invitation.state != .delegated
                    && !$0.invitation.isFinal
            }, everyone: everyone, release: operation.now,
            // The next invitation tells whoever may not be written to now everything.
            effect: .changesOneMeeting(sequence: convening.sequence))
    }

    private func meeting(of id: Convening.ID, on day: CalendarDay) async throws -> (Convening, Occurrence) {
        let convening = try await operation.read { try $0.convenings.one(id) }
        return (convening, try meeting(of: convening, on: day))
    }

    /// - Throws: `Problem.usage` with the days that there are.
    package func meeting(of convening: Convening, on day: CalendarDay) throws -> Occurrence {
        let all = try operation.mailings.occurrences(of: convening), zone = try operation.zones.zone(convening.zone)
        func now(_ meeting: Occurrence) -> CalendarDay { zone.wall(at: meeting.span.start).day }
        // By its day in the plan, or where it was moved to.
        let found = all.first { $0.day == day } ?? all.first { $0.isMoved && now($0) == day }
        guard convening.recurrence != nil, let found else {
            let days = all.filter { !$0.isCancelled }.prefix(12).map {
                $0.isMoved ? "\($0.day) (now \(now($0)))" : $0.day.description
            }.joined(separator: ", ")
            throw Problem(
                .usage, at: convening.id.text,
                convening.recurrence == nil ? "is not a series" : "has no meeting on \(day)",
                remedy: all.isEmpty ? "Book it first." : "It meets on \(days).")
        }
        return found
    }
}
