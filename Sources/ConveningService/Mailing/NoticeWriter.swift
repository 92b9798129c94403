internal import Calendars
internal import Coordination
internal import Installation
internal import Mail
internal import Rendering
internal import Sealing

/// Writes the mails of one mailing. What they have in common is made once; each recipient's mail is then made without waiting for
/// anything, so that it can be done while the store is being written.
struct NoticeWriter: Sendable {
    let notice: Notice
    let convening: Convening
    let texts: NoticeTexts
    let organizer: EventMessage.Organizer
    let senderIdentity: SenderIdentity
    /// Whether answers may go to an address of their own for each person.
    let hasPlusAddresses: Bool
    let now: Instant
    let gate: DisclosureGate
    /// The calendar object by language, and that with the place of a discreet meeting.
    let templates: [Language: EventTemplate]
    let templatesWithPlace: [Language: EventTemplate]
    /// In which language each person is written to.
    let languageOf: @Sendable (Contact) -> Language
    /// Whom the recipients may not learn of, unless they are shown to all.
    let hidden: HiddenPeople
    /// Everyone, in an open convening; else each is shown alone.
    let shown: [Invited]
    /// Encrypts for people who gave a key; `nil` where nobody has one.
    let cipher: MailCipher?

    /// The mail to one person, once the gate has let it out. Nothing is stored or sent here.
    /// - Throws: `Problem.notAllowed` where it would disclose someone.
    func envelope(to person: Invited, id: Envelope.ID) throws -> Envelope {
        let language = languageOf(person.contact)
        let text = try texts.text(for: person, in: language)
        let isTold = convening.isPlaceTold(to: person.invitation, texts.meetings, texts.answers)
        let template = (isTold ? templatesWithPlace[language] : nil) ?? templates[language]
        let listed = listed(for: person)
        let calendar = try template?.bytes(
            uid: person.invitation.uid, organizer: organizer(for: person.invitation),
            attendees: { day in listed.compactMap { attendee($0, for: person, on: day) } })
        let draft = MailDraft(
            kind: notice.kind, to: person.contact, about: convening.id.text, in: language, subject: text.subject,
            text: text.body, html: text.html,
            calendar: calendar.map { .init(bytes: $0, method: notice.method.rawValue) },
            masking: own(person.invitation),
            showing: convening.visibility == .open && notice.method == .request ? Set(listed.map(\.contact.id)) : [],
            allowing: Set(shown.map(\.contact.id)))
        return try senderIdentity.envelope(
            try gate.clear(draft, hiding: hidden), id: id, orderingKey: person.invitation.id.text, at: now,
            cipher: cipher)
    }

    /// Random identifiers of this recipient, masked so that their digits are not taken for a phone number.
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

    /// Whom the mail to a person lists: everyone who is shown, or the person alone.
    private func listed(for person: Invited) -> [Invited] {
        convening.visibility == .open && notice.method == .request ? shown : [person]
    }

    /// - Parameter day: that of a meeting of its own, by the rule.
    private func attendee(_ other: Invited, for person: Invited, on day: CalendarDay?) -> EventMessage.Attendee? {
        guard let address = other.contact.email else { return nil }
        let sender = other.invitation.delegatedFrom.flatMap { id in shown.first { $0.contact.id == id } }
        let delegate = shown.first { $0.invitation.delegatedFrom == other.contact.id }
        let isOwn = other.contact.id == person.contact.id
        return EventMessage.Attendee(
            name: other.contact.name, address: address, role: other.invitation.role,
            answer: isOwn || other.invitation.state == .delegated
                ? answer(of: other.invitation, on: day) : .needsAction,
            delegatedTo: delegate?.contact.email, delegatedFrom: sender?.contact.email)
    }

    /// What was answered stays, unless this asks anew.
    private func answer(of invitation: Invitation, on day: CalendarDay?) -> Reply.Answer {
        if invitation.state == .delegated { return .delegated }
        let meeting = day.flatMap { day in texts.meetings.first { $0.day == day } }
        if case .moved(let moved, _) = notice {
            if meeting?.day == moved.day { return .needsAction }
        } else if notice.asksAgain, invitation.state != .delegated, !invitation.hasAnswered(convening.sequence) {
            return .needsAction
        }
        switch meeting.map({ invitation.state(on: $0, answers: texts.answers) }) ?? invitation.state {
        case .accepted: return .accepted
        case .tentative: return .tentative
        case .declined: return .declined
        case .delegated: return .delegated
        case .listed, .needsAction, .withdrawn: return .needsAction
        }
    }
}
