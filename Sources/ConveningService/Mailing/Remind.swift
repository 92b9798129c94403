internal import Availability
public import Coordination
internal import Installation
internal import Storage
internal import Zones

extension Invitations {
    /// Reminds invitees by the state of their answer, each in their language and, unless it is too late for that, in their working
    /// hours.
    /// - Parameters:
    ///   - states: whose answers are in one of them; by default those who did not answer or were not sure.
    ///   - sectors: only people of these, where any is named.
    ///   - again: also those to whom a mail about it left within the last day.
    public func remind(
        _ id: Convening.ID, states: Set<Invitation.State>, sectors: [Sector] = [], again: Bool = false
    ) async throws -> MailingReport {
        try await operation.mailings.send(
            try await reminder(of: id, states: states, sectors: sectors, again: again))
    }

    func reminder(
        of id: Convening.ID, states: Set<Invitation.State>, sectors: [Sector], again: Bool
    ) async throws -> ConveningMailing {
        let allowed: Set<Invitation.State> = [.needsAction, .tentative, .accepted]
        let states = states.isEmpty ? [.needsAction, .tentative] : states.intersection(allowed)
        let convening = try await operation.read { try $0.convenings.one(id) }
        guard convening.state == .invited, let span = try next(of: convening, after: operation.now) else {
            throw Problem(
                .notAllowed, at: id.text, "has no invitations out, or is over", remedy: "There is nobody to remind.")
        }
        let everyone = try await operation.invitees.invited(to: id).filter { $0.invitation.state != .withdrawn }
        // Whom an invitation or an update is still on its way to need not be reminded of it.
        let untold = try await operation.read { records in
            Set(try records.mails.waitingMails(about: id).filter { $0.kind != .reminder }.map(\.orderingKey))
        }
        // Nobody is reminded of what they were told a moment ago.
        let since = operation.now.adding(.seconds(-86_400))
        let written = try await operation.read { again ? [] : try $0.mails.written(about: id, since: since) }
        let wanted = everyone.filter { person in
            person.invitation.sentSequence == convening.sequence && states.contains(person.invitation.state)
                && !untold.contains(person.invitation.id.text)
                && (sectors.isEmpty || person.organization.map { sectors.contains($0.sector) } ?? false)
        }
        let recipients = wanted.filter { !written.contains($0.invitation.id) }
        guard !recipients.isEmpty || wanted.isEmpty else {
            throw Problem(
                .notAllowed, at: id.text, "has nobody to remind to whom no mail about it left within the last day",
                remedy: "Wait a day, or remind them all the same with \(.conveningRemind, id, options: "--again").")
        }
        guard !recipients.isEmpty else {
            throw Problem(
                .notAllowed, at: id.text,
                "has nobody to remind with such a reply, or only people whose last mail still waits",
                remedy: "See the replies with \(.invitationList, id).")
        }
        var mailing = ConveningMailing(
            notice: .reminder, convening: convening, original: convening, span: span, recipients: recipients,
            everyone: everyone, release: operation.now)
        mailing.passedOver = Dictionary(
            uniqueKeysWithValues: wanted.filter { written.contains($0.invitation.id) }.map {
                ($0.contact.id.text, "a mail about it left within the last day")
            })
        for person in recipients {
            let contact = person.contact
            let diary = Diary(
                of: contact, zone: try operation.zones.zone(contact.zone),
                calendar: try operation.facts.calendar(of: contact.country))
            let hour = diary.workingMoment(after: operation.now)
            // A reminder that comes after the meeting is none; the last hours before it count more than office hours.
            let latest = span.start.adding(.seconds(-12 * 3600))
            mailing.releases[person.invitation.id] = hour < latest ? hour : operation.now
        }
        return mailing
    }

    /// The next meeting of a convening, or its only one.
    func next(of convening: Convening, after now: Instant) throws -> TimeSpan? {
        try operation.mailings.occurrences(of: convening).first { !$0.isCancelled && $0.span.start > now }?.span
    }
}
