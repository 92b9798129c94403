package import Calendars
package import Coordination
package import Mail
internal import Rendering

/// From whom mails come, where people's own replies go, and how outgoing mail is encrypted.
package struct SenderIdentity: Sendable {
    let officer: Officer
    /// The mailbox that mails come from.
    package let mailbox: EmailAddress
    /// Who writes in the officer's name.
    package let assistant: EmailAddress?
    let texts: TemplateRenderer

    /// A cleared mail as it leaves: encrypted for whoever gave a key.
    /// - Parameter cipher: one of its own is made where it is needed and `nil`.
    package func envelope(
        _ cleared: Cleared<MailDraft>, id: Envelope.ID, orderingKey: String, at now: Instant, cipher: MailCipher? = nil
    ) throws -> Envelope {
        try Envelope(cleared, id: id, orderingKey: orderingKey, created: now) { draft, address in
            try MailWriter.write(message(draft, to: address, id: id, at: now, cipher))
        }
    }

    private func message(
        _ draft: MailDraft, to address: EmailAddress, id: Envelope.ID, at now: Instant, _ cipher: MailCipher?
    ) throws -> MailMessage {
        var message = MailMessage(
            id: id.text, from: .init(name: officer.name, address: mailbox),
            to: .init(name: draft.recipient.name, address: address), date: now, subject: draft.subject,
            text: draft.text, html: draft.html, language: draft.language, calendar: draft.calendar)
        func post() throws -> String {
            try texts.mission(officer.post(in: draft.language), in: draft.language).alone
        }
        message.sender = try assistant.map { .init(name: try post(), address: $0) }
        if mailbox != officer.address { message.replyTo = .init(name: officer.name, address: officer.address) }
        guard let key = draft.recipient.publicKey else { return message }
        let subject = try texts.words(in: draft.language)["encrypted-subject"].replacing("%", with: try post())
        message.encryption = (key, try cipher ?? MailCipher(), subject)
        return message
    }
}

extension Operation {
    /// The mailbox that invitations come from and answers go to.
    package var organizer: EventMessage.Organizer {
        EventMessage.Organizer(
            name: officer.name, address: senderIdentity.mailbox, sentBy: senderIdentity.assistant)
    }

    /// From whom every mail comes.
    package var senderIdentity: SenderIdentity {
        SenderIdentity(
            officer: officer, mailbox: settings.mailbox ?? officer.address, assistant: settings.assistant,
            texts: pages)
    }
}
