internal import Coordination
internal import Mail
internal import Pages

/// From whom mails come, and how they leave: the same for every kind of mail.
struct Letterhead: Sendable {
    let officer: Officer
    /// The mailbox that mails come from.
    let mailbox: EmailAddress
    /// Who writes in the officer's name.
    let assistant: EmailAddress?
    let pages: PageRoom

    var from: MailMessage.Mailbox { .init(name: officer.name, address: mailbox) }

    /// The bytes of a mail as it leaves: people's own replies go to the officer, and whoever gave a key gets it encrypted.
    /// - Parameter keys: where keys lie meanwhile; a place of its own where `nil`.
    func bytes(
        of message: MailMessage, to contact: Contact, in language: Language, keys: KeyFolder? = nil
    ) throws -> [UInt8] {
        var message = message
        message.sender = assistant.map { .init(name: officer.post, address: $0) }
        if mailbox != officer.address { message.replyTo = .init(name: officer.name, address: officer.address) }
        guard let key = contact.publicKey else { return try MailWriter.write(message) }
        let keys = try keys ?? KeyFolder()
        let subject = try pages.words(in: language)["encrypted-subject"].replacing("%", with: officer.post)
        message.encryption = (key, try keys.cipher(), subject)
        return try withExtendedLifetime(keys) { try MailWriter.write(message) }
    }
}
