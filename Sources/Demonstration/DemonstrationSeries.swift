internal import CalendarFeeds
internal import Calendars
internal import ConveningService
internal import Coordination
internal import Delivery
internal import Installation
internal import Mail
internal import ReplyService

extension Demonstration {
    /// A weekly coordination: someone proposes another time, which is taken; then one meeting is moved and one called off.
    /// - Returns: how many mails that took.
    func series(_ operation: Operation, _ tell: @Sendable (String, String) -> Void) async throws -> Int {
        let form = ConveningInput(recurrence: try Recurrence(.weekly, count: 4))
        let convening = try await operation.convenings.create(
            blueprint: "diplomatic-coordination", title: "Weekly coordination", zone: nil, first: nil, last: nil,
            venue: nil, link: nil, visibility: nil, form: form)
        _ = try await operation.invitees.add(
            to: convening.id, named: [], sectors: [.alliedGovernment], countries: [], theme: nil)
        let times = try await operation.convenings.findTimes(for: convening.id, count: 1)
        guard let best = times.proposals.first else {
            throw Problem(.unavailable, at: convening.id.text, "found no time", remedy: "Run the demonstration again.")
        }
        _ = try await operation.convenings.book(convening.id, at: best.start)
        var mails = try await operation.invitations.invite(convening.id).queued
        _ = try await operation.outbox.deliver()
        let proposal = try await proposal(operation, convening.id, at: best.start.adding(.seconds(1800)))
        let held = try await operation.replies.importFiles([proposal]).first?.quarantine ?? ""
        _ = try await operation.replies.accept(held)
        mails += try await operation.outbox.deliver().sent
        tell(
            "Taking a proposal of another time",
            "held until the officer accepts it; then everyone is asked for a new reply")
        let days = try await operation.convenings.show(convening.id).meetings
        _ = try await operation.invitations.reschedule(
            convening.id, meeting: days[1].day, to: days[1].start.adding(.seconds(86_400)))
        _ = try await operation.invitations.cancel(convening.id, meeting: days[2].day, reason: nil)
        mails += try await operation.outbox.deliver().sent
        _ = try await operation.feeds.make(of: .all)
        tell(
            "Moving one meeting of a series",
            "and cancelling another; \(mails) mails in all, and a feed of the calendar")
        return mails
    }

    /// Plays the calendar program of the first invitee, which writes COUNTER where another would write REPLY.
    private func proposal(
        _ operation: Operation, _ id: Convening.ID, at start: Instant
    ) async throws -> String {
        let convening = try await operation.convenings.show(id).convening
        guard let person = try await operation.invitees.invited(to: id).first, let address = person.contact.email,
            let span = TimeSpan(start: start, end: start.adding(.seconds(convening.minutes * 60)))
        else {
            throw Problem(.unavailable, at: id.text, "has nobody on its list", remedy: "Run the demonstration again.")
        }
        let calendar = try await operation.calendars.template(
            EventMessage(
                method: .reply, sequence: convening.sequence, stamp: clock.now(), span: span, zone: convening.zone,
                summary: "Re")
        ).bytes(
            uid: person.invitation.uid, organizer: operation.organizer,
            attendees: [
                .init(name: person.contact.name, address: address, role: person.invitation.role, answer: .tentative)
            ])
        let counter = String(decoding: calendar, as: UTF8.self).replacing("METHOD:REPLY", with: "METHOD:COUNTER")
        let path = "\(folder)/replies/proposal.eml", officer = operation.officer
        try Home.write(
            try MailWriter.write(
                MailMessage(
                    id: "reply-proposal", from: .init(name: person.contact.name, address: address),
                    to: .init(name: officer.name, address: officer.address), date: clock.now(), subject: "Re",
                    text: "Half an hour later?\n", html: "<p>Half an hour later?</p>", language: .english,
                    calendar: .init(bytes: Array(counter.utf8), method: "COUNTER"))), to: path)
        return path
    }
}
