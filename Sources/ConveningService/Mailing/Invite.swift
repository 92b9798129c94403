public import Coordination
public import Installation
internal import Storage
internal import Zones

/// How far the invitations to a convening would go.
public struct InvitationReach: View {
    public let mails: Int
    /// People who would see each other's names and addresses; 0 unless the convening is open.
    public let seeEachOther: Int
}

extension Invitations {
    /// Invites everyone on the list who was not asked yet: one mail for each, stored in the outbox.
    public func invite(
        _ id: Convening.ID, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> MailingReport {
        let (mailing, everyone) = try await invitationMailing(id)
        guard !mailing.recipients.isEmpty else {
            throw Problem(
                .notAllowed, at: id.text, everyone == 0 ? "has nobody on its list" : "has nobody left to invite",
                remedy: "Add people with \(.conveningInviteesList, id, options: "--add …").")
        }
        return try await operation.mailings.send(mailing, progress: progress)
    }

    /// How many invitations would leave now, and how many people would see each other's names and addresses in them.
    public func reach(of id: Convening.ID) async throws -> InvitationReach {
        let (mailing, _) = try await invitationMailing(id)
        let objections = try await operation.mailings.objections(to: mailing.everyone, about: mailing.convening)
        func reachable(_ people: [Invited]) -> Int { people.count { objections[$0.contact.id] == nil } }
        let isOpen = mailing.convening.visibility == .open
        return InvitationReach(
            mails: reachable(mailing.recipients), seeEachOther: isOpen ? reachable(mailing.everyone) : 0)
    }

    /// The mailing that would invite whoever was not asked yet, and how many are on the list.
    func invitationMailing(_ id: Convening.ID) async throws -> (ConveningMailing, Int) {
        let original = try await operation.read { try $0.convenings.one(id) }
        var convening = original
        let span = try convening.invite(now: operation.now, last: try lastStart(of: convening))
        let everyone = try await operation.invitees.invited(to: id).filter { $0.invitation.state != .withdrawn }
        // Who was passed over by a later revision is asked again, too.
        let sequence = convening.sequence
        let mailing = ConveningMailing(
            notice: .invitation, convening: convening, original: original, span: span,
            recipients: everyone.filter { $0.invitation.sentSequence != sequence && !$0.invitation.isFinal },
            everyone: everyone,
            release: operation.now,
            effect: .invites(sequence: sequence))
        return (mailing, everyone.count)
    }

    /// Moves a convening whose invitations are out: everyone is asked for a new reply.
    /// - Parameter atOnce: does not wait for further edits.
    public func reschedule(_ id: Convening.ID, to start: Instant, atOnce: Bool = false) async throws -> MailingReport {
        try await operation.mailings.send(try await movement(of: id, to: start, atOnce: atOnce))
    }

    func movement(of id: Convening.ID, to start: Instant, atOnce: Bool) async throws -> ConveningMailing {
        let original = try await operation.read { try $0.convenings.one(id) }
        var convening = original
        guard convening.state == .invited, convening.span != nil else {
            throw Problem(
                .notAllowed, at: id.text,
                original.state == .draft || original.state == .booked
                    ? "has no invitations out" : "is \(original.state.rawValue)",
                remedy: original.state == .draft || original.state == .booked
                    ? "Use \(.conveningBook, id) instead." : "Plan another convening.")
        }
        let span = try span(of: convening, from: start)
        try convening.book(span, now: operation.now, keeping: try calledOff(of: original, from: span.start))
        return try await announcement(of: convening, replacing: original, asksAgain: true, atOnce: atOnce)
    }

    /// Changes what a convening says, and tells whom it concerns.
    /// - Returns: what was put into the outbox; `nil` where nobody was told otherwise before.
    public func edit(_ id: Convening.ID, _ edit: ConveningEditInput, atOnce: Bool = false) async throws
        -> MailingReport?
    {
        let (original, final, mailing) = try await changes(of: id, edit, atOnce: atOnce)
        if let mailing { return try await operation.mailings.send(mailing) }
        guard final != original else {
            throw Problem(.usage, at: id.text, "says that already", remedy: "Nothing was changed.")
        }
        try await operation.change { records in
            guard try records.convenings.one(id) == original else { throw Problem.changedMeanwhile(id) }
            try records.convenings.update(final)
            try records.note(.conveningEdit, id.text)
        }
        // Whoever was told the old place is told the new one at once.
        return original.placeToldFor != nil && final.placeToldFor == nil
            ? try await operation.mailings.tellPlace(of: final, insteadOf: original) : nil
    }

    /// A convening before and after an edit, and the mailing that tells of it; `nil` where nobody is to be told.
    func changes(
        of id: Convening.ID, _ edit: ConveningEditInput, atOnce: Bool
    ) async throws -> (original: Convening, final: Convening, mailing: ConveningMailing?) {
        let original = try await operation.read { try $0.convenings.one(id) }
        var convening = original
        let consequence = try convening.edit(edit, now: operation.now)
        if convening.visibility == .discreet, convening.placeHours != nil, convening.place != original.place {
            // It is told later on its own, so it must be fit to be told now.
            try await operation.gate().check(
                words: [convening.place ?? ""], hiding: try await operation.hiddenPeople(in: [convening.place ?? ""]))
        }
        if convening.place != original.place || convening.placeHours != original.placeHours
            || operation.confirmation != nil
        {
            // Whoever tells it then is a program, which confirms nothing.
            let words = operation.mailings.placeToConfirm(of: convening, try await operation.invitees.invited(to: id))
            convening.confirm(try operation.mailings.confirmed(words, of: convening))
        }
        guard consequence != .nothing else { return (original, convening, nil) }
        return (
            original, convening,
            try await announcement(
                of: convening, replacing: original, asksAgain: consequence == .askAgain, atOnce: atOnce)
        )
    }

    /// Tells everyone who was asked what has changed; all edits of a minute at once.
    private func announcement(
        of edited: Convening, replacing original: Convening, asksAgain: Bool, atOnce: Bool
    ) async throws -> ConveningMailing {
        var convening = edited
        let span = try convening.invite(now: operation.now, last: try lastStart(of: edited))
        // Who was told the place of a meeting that is as near still keeps it, and is told it with the new time.
        if let hours = convening.placeHours, convening.recurrence == nil, convening.place == original.place,
            original.placeToldFor != nil, original.placeToldFor == original.span?.start,
            span.start.adding(.seconds(-hours * 3600)) <= operation.now
        {
            convening.placeToldFor = span.start
        } else if convening.span != original.span {
            // It is told anew when the time comes.
            convening.placeToldFor = nil
        }
        // For whom the last notice was not tried yet, what they know is what was before it, and what it asked is asked still.
        let pending = original.announced
        // One with the place leaves at once: the next would not know any more who had it.
        let isPlaceKept = convening.placeToldFor == span.start
        let before = original.span ?? span
        let release = atOnce || isPlaceKept ? operation.now : operation.now.adding(Announcement.delay)
        let isPending = pending.map { $0.release > operation.now } ?? false
        convening.announced = Announcement(
            span: isPending ? pending?.span ?? before : before, release: release,
            asksAgain: asksAgain || (isPending && pending?.asksAgain == true))
        let sequence = convening.sequence
        let everyone = try await operation.invitees.invited(to: convening.id).filter {
            $0.invitation.state != .withdrawn
        }
        func notice(since known: TimeSpan, _ asks: Bool) -> Notice {
            known != span ? .update(before: known) : .change(asksAgain: asks)
        }
        return ConveningMailing(
            notice: notice(since: before, asksAgain), convening: convening, original: original, span: span,
            recipients: everyone.filter {
                $0.invitation.sentSequence != nil && $0.invitation.state != .delegated && !$0.invitation.isFinal
            },
            everyone: everyone, release: release,
            effect: asksAgain ? .asksAgain(sequence: sequence) : .informs(sequence: sequence),
            instead: pending.map { notice(since: $0.span, asksAgain || $0.asksAgain) })
    }

    /// Calls a convening off and tells everyone who was asked.
    public func cancel(_ id: Convening.ID, reason: String?) async throws -> MailingReport {
        let (original, final, mailing) = try await cancellation(of: id, reason: reason)
        if let mailing { return try await operation.mailings.send(mailing) }
        return try await operation.change { records in
            guard try records.convenings.one(id) == original else { throw Problem.changedMeanwhile(id) }
            try records.convenings.update(final)
            try records.note(.conveningCancellation, id.text)
            return MailingReport(convening: id, kind: .cancellation, queued: 0, skipped: [:], release: nil)
        }
    }

    /// A convening before and after it is called off, and the mailing that tells of it; `nil` where nobody was invited.
    func cancellation(
        of id: Convening.ID, reason: String?
    ) async throws -> (original: Convening, final: Convening, mailing: ConveningMailing?) {
        let original = try await operation.read { try $0.convenings.one(id) }
        var convening = original
        let wasInvited = convening.state == .invited
        try convening.cancel()
        guard let span = convening.span, wasInvited else { return (original, convening, nil) }
        let everyone = try await operation.invitees.invited(to: id).filter { $0.invitation.state != .withdrawn }
        return (
            original, convening,
            ConveningMailing(
                notice: .cancellation(reason: reason), convening: convening, original: original, span: span,
                recipients: everyone.filter { $0.invitation.sentSequence != nil }, everyone: everyone,
                release: operation.now, effect: .cancels(sequence: convening.sequence))
        )
    }

    /// The days of a plan that begins then whose meetings stay called off: those with the same place in the series.
    func calledOff(of convening: Convening, from start: Instant) throws -> [CalendarDay] {
        guard let rule = convening.recurrence else { return [] }
        let days = try rule.days(from: try operation.zones.zone(convening.zone).wall(at: start).day)
        return try operation.mailings.occurrences(of: convening).enumerated().filter { $0.element.isCancelled }
            .compactMap {
                days.indices.contains($0.offset) ? days[$0.offset] : nil
            }
    }

    /// When the last meeting that is held begins.
    func lastStart(of convening: Convening) throws -> Instant? {
        try operation.mailings.occurrences(of: convening).last { !$0.isCancelled }?.span.start
    }

    /// The span of a convening that begins then: its usual length, or its whole days.
    func span(of convening: Convening, from start: Instant) throws -> TimeSpan {
        let zone = try operation.zones.zone(convening.zone)
        let span =
            convening.wholeDays.map { zone.wholeDays($0, from: zone.wall(at: start).day) }
            ?? TimeSpan(start: start, end: start.adding(.seconds(convening.minutes * 60)))
        guard let span else {
            throw Problem(.usage, at: convening.id.text, "has no length", remedy: "Create another convening.")
        }
        return span
    }
}
