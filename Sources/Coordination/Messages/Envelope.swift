/// What is to be sent, frozen: the bytes never change, nor does the id, however often it is tried. It is made of cleared content alone.
public struct Envelope: Hashable, Sendable {
    public typealias ID = Identifier<Envelope>

    /// How long a worker has one to itself: longer than any try may take, so that no other takes what is under way.
    public static let leaseTime = Duration.seconds(120)

    public enum Route: Hashable, Sendable {
        case mail(to: EmailAddress, contact: Contact.ID)
        case webhook(Partner.ID)

        public enum Channel: String, CaseIterable, Hashable, Sendable, Codable { case mail, webhook }

        public var channel: Channel {
            switch self {
            case .mail: .mail
            case .webhook: .webhook
            }
        }
    }

    public let id: ID
    public let route: Route
    public let kind: MessageKind
    /// The convening or statement it is about, or the name of a matter.
    public let about: String
    /// Envelopes with the same key leave in the order they were stored, one after the other.
    public let orderingKey: String
    public let payload: [UInt8]
    public let created: Instant
    /// Why the gate let it out.
    public let ground: String
    /// Whom it shows.
    public let shows: Set<Contact.ID>

    /// A mail.
    /// - Parameter write: turns what was cleared into the bytes that leave.
    /// - Throws: `Problem.notAllowed` where the recipient has no address named as safe.
    public init(
        _ cleared: Cleared<MailDraft>, id: ID, orderingKey: String, created: Instant,
        write: (MailDraft, EmailAddress) throws -> [UInt8]
    ) throws {
        let draft = cleared.content
        guard let address = draft.recipient.email else {
            throw Problem(
                .notAllowed, at: draft.recipient.id.text, "has no mail address named as safe",
                remedy: "\(Exclusion.noSafeChannel.remedy)")
        }
        self.id = id
        route = .mail(to: address, contact: draft.recipient.id)
        kind = draft.kind
        about = draft.about
        self.orderingKey = orderingKey
        payload = try write(draft, address)
        self.created = created
        ground = cleared.ground
        shows = draft.shows
    }

    /// A statement for one partner.
    public init(
        _ cleared: Cleared<Publication>, id: ID, to partner: Partner.ID, write: (Publication) throws -> [UInt8]
    ) rethrows {
        self.id = id
        route = .webhook(partner)
        kind = .statement
        about = cleared.content.statement.id.text
        orderingKey = partner.text
        payload = try write(cleared.content)
        created = cleared.content.published
        ground = cleared.ground
        shows = []
    }

    /// A test of one partner's receiver.
    public init(
        _ cleared: Cleared<TestMessage>, id: ID, to partner: Partner.ID, created: Instant,
        write: (TestMessage) throws -> [UInt8]
    ) rethrows {
        self.id = id
        route = .webhook(partner)
        kind = .test
        about = partner.text
        orderingKey = id.text
        payload = try write(cleared.content)
        self.created = created
        ground = cleared.ground
        shows = []
    }
}
