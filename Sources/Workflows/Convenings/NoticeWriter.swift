internal import Pages
internal import Calendars
internal import Coordination
internal import Mail
internal import Sealing

/// Writes the mails of one round. What they have in common is made once; each recipient's mail is then made without waiting for
/// anything, so that it can be done while the store is being written.
struct NoticeWriter: Sendable {
    let notice: Notice
    let convening: Convening
    let texts: NoticeTexts
    let organizer: EventMessage.Organizer
    let letterhead: Letterhead
    /// Whether answers may go to an address of their own for each person.
    let hasPlusAddresses: Bool
    let now: Instant
    let gate: DisclosureGate
    /// The calendar object by language, and that with the place of a discreet meeting.
    let templates: [Language: EventTemplate]
    let templatesWithPlace: [Language: EventTemplate]
    /// Whom the recipients may not learn of, unless they are shown to all.
    let hidden: HiddenPeople
    /// Everyone, in an open convening; else each is shown alone.
    let shown: [Invited]
    /// Where keys lie while mails are encrypted; `nil` where nobody has one.
    let keys: KeyFolder?

    /// The mail to one person, once the gate has let it out. Nothing is stored or sent here.
    /// - Throws: `Problem.notAllowed` where it would disclose someone.
    func envelope(to person: Invited, id: Envelope.ID) throws -> Envelope {
        guard let address = person.contact.email else {
            throw Problem(
                .notAllowed, at: person.contact.id.text, "has no mail address named as safe",
                remedy: Exclusion.noSafeChannel.remedy)
        }
        let language = Language.best(for: person.contact.languages)
        let text = try texts.text(for: person, in: language)
        let isTold = convening.isPlaceTold(to: person.invitation, texts.meetings, texts.answers)
        let template = (isTold ? templatesWithPlace[language] : nil) ?? templates[language]
        let calendar = try template?.bytes(
            uid: person.invitation.uid, organizer: organizer(for: person.invitation),
            attendees: attendees(for: person))
        let mail = MailMessage(
            id: id.text, from: letterhead.from,
            to: .init(name: person.contact.name, address: address), date: now, subject: text.subject,
            text: text.body, html: text.html, language: language,
            calendar: calendar.map { .init(bytes: $0, method: notice.method.rawValue) })
        let visible = own(person.invitation).reduce(
            [text.subject, text.body, text.html, calendar.map(Self.unfolded) ?? ""].joined(separator: "\n")
        ) { $0.replacing($1, with: " ") }
        let pass = try gate.pass(
            mailTo: person.contact, purpose: .invite, about: convening.id.text, text: visible, hiding: hidden,
            showing: Set(shown.map(\.contact.id)),
            listing: Set(notice.method == .request ? shown.map(\.contact.id) : []))
        return Envelope(
            id: id, route: .mail(to: address, contact: person.contact.id), kind: notice.kind,
            subject: convening.id.text, order: person.invitation.id.text,
            payload: try letterhead.bytes(of: mail, to: person.contact, in: language, keys: keys), created: now,
            pass: pass)
    }

    /// What we made by chance for this person; a number that stands in it is nobody's telephone.
    private func own(_ invitation: Invitation) -> [String] {
        [invitation.uid, invitation.code, texts.link(for: invitation), invitation.token].compactMap { $0 }
    }

    /// The address that this person's answers go to carries a token that nobody else knows (RFC 5233).
    private func organizer(for invitation: Invitation) -> EventMessage.Organizer {
        guard hasPlusAddresses, let token = invitation.token,
            let address = EmailAddress(rawValue: organizer.address.adding(tag: token))
        else { return organizer }
        return EventMessage.Organizer(name: organizer.name, address: address, sentBy: organizer.sentBy)
    }

    private func attendees(for person: Invited) -> [EventMessage.Attendee] {
        let people = convening.visibility == .open && notice.method == .request ? shown : [person]
        let delegates = shown.filter { $0.invitation.delegatedFrom != nil }
        return people.compactMap { other in
            guard let address = other.contact.email else { return nil }
            let sender = other.invitation.delegatedFrom.flatMap { id in shown.first { $0.contact.id == id } }
            let delegate = delegates.first { $0.invitation.delegatedFrom == other.contact.id }
            let isOwn = other.contact.id == person.contact.id
            return EventMessage.Attendee(
                name: other.contact.name, address: address, role: other.invitation.role,
                answer: isOwn || other.invitation.state == .delegated ? answer(of: other.invitation) : .needsAction,
                delegatedTo: delegate?.contact.email, delegatedFrom: sender?.contact.email)
        }
    }

    /// What was answered stays, unless this asks anew.
    private func answer(of invitation: Invitation) -> Reply.Answer {
        if case .moved = notice { return .needsAction }
        if notice.asksAgain, invitation.state != .delegated, !invitation.hasAnswered(convening.sequence) {
            return .needsAction
        }
        switch invitation.state {
        case .accepted: return .accepted
        case .tentative: return .tentative
        case .declined: return .declined
        case .delegated: return .delegated
        case .listed, .needsAction, .withdrawn: return .needsAction
        }
    }

    static func unfolded(_ calendar: [UInt8]) -> String {
        String(decoding: calendar, as: UTF8.self).split(separator: "\r\n ", omittingEmptySubsequences: false).joined()
    }
}
