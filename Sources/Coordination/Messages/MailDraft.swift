/// A mail to one person as it will be written, before the disclosure gate has looked at it.
public struct MailDraft: Hashable, Sendable {
    /// A calendar object (RFC 6047) and its method, for example `REQUEST`.
    public struct Calendar: Hashable, Sendable {
        public let bytes: [UInt8]
        public let method: String

        public init(bytes: [UInt8], method: String) {
            self.bytes = bytes
            self.method = method
        }
    }

    public let kind: MessageKind
    public let recipient: Contact
    /// What it is about: the id of a convening or statement, or the name of a matter such as `audit`.
    public let about: String
    public let language: Language
    public let subject: String
    public let text: String
    public let html: String
    public let calendar: Calendar?
    /// Random identifiers of this recipient, masked so that their digits are not taken for a phone number.
    public let masked: [String]
    /// Everyone whom the mail shows, its recipient among them where others are shown.
    public let shows: Set<Contact.ID>
    /// Whom its words may name besides: in an open convening everyone who is invited.
    public let allows: Set<Contact.ID>

    public init(
        kind: MessageKind, to recipient: Contact, about: String, in language: Language, subject: String, text: String,
        html: String, calendar: Calendar? = nil, masking masked: [String] = [], showing shows: Set<Contact.ID> = [],
        allowing allows: Set<Contact.ID> = []
    ) {
        self.kind = kind
        self.recipient = recipient
        self.about = about
        self.language = language
        self.subject = subject
        self.text = text
        self.html = html
        self.calendar = calendar
        self.masked = masked
        self.shows = shows
        self.allows = allows
    }

    /// Every readable byte of it. Folded lines of the calendar are joined (RFC 5545 section 3.1).
    var words: String {
        let calendar = calendar.map { part in
            String(decoding: part.bytes, as: UTF8.self).split(separator: "\r\n ", omittingEmptySubsequences: false)
                .joined()
        }
        return masked.reduce([subject, text, html, calendar ?? ""].joined(separator: "\n")) {
            $0.replacing($1, with: " ")
        }
    }
}
