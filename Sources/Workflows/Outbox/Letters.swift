internal import Coordination
internal import DirectoryFiles
internal import Mail
internal import Pages

extension Secretariat {
    /// Whom mails come from.
    var sender: MailMessage.Mailbox {
        .init(name: officer.name, address: settings.mailbox ?? officer.address)
    }

    /// The bytes of a mail as it leaves: people's own replies go to the officer, and whoever gave a key gets it encrypted.
    func letter(_ message: MailMessage, to contact: Contact, _ language: Language) throws -> [UInt8] {
        var message = message
        message.sender = settings.assistant.map { .init(name: officer.post, address: $0) }
        if sender.address != officer.address { message.replyTo = .init(name: officer.name, address: officer.address) }
        let keys = try contact.publicKey.map { _ in try KeyFolder() }
        if let key = contact.publicKey, let keys {
            message.encryption = (key, try keys.cipher(), outerSubject(in: language))
        }
        return try withExtendedLifetime(keys) { try MailWriter.write(message) }
    }

    /// What an encrypted mail's subject says to whoever carries it.
    func outerSubject(in language: Language) -> String {
        pages.words(in: language)["encrypted-subject"].replacing("%", with: officer.post)
    }
}
