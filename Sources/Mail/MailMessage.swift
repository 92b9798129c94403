public import Coordination

/// A mail to one person, before it becomes bytes.
public struct MailMessage: Sendable {
    public struct Mailbox: Sendable {
        public let name: String
        public let address: EmailAddress

        public init(name: String, address: EmailAddress) {
            self.name = name
            self.address = address
        }
    }

    /// Becomes the Message-ID and the part boundaries, so that the same message is the same bytes.
    public let id: String
    public let from: Mailbox
    public let to: Mailbox
    public let date: Instant
    public let subject: String
    public let text: String
    public let html: String
    public let language: Language
    public let calendar: MailDraft.Calendar?
    /// Who writes in the name of From (RFC 5322 section 3.6.2).
    public var sender: Mailbox?
    /// Where people's own replies go, if not to From.
    public var replyTo: Mailbox?
    /// The key to encrypt with, and what the subject says outside.
    public var encryption: (key: PublicKey, cipher: MailCipher, subject: String)?

    public init(
        id: String, from: Mailbox, to: Mailbox, date: Instant, subject: String, text: String, html: String,
        language: Language, calendar: MailDraft.Calendar?
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.date = date
        self.subject = subject
        self.text = text
        self.html = html
        self.language = language
        self.calendar = calendar
    }
}
