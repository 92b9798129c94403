/// What is to be sent, frozen: the bytes never change, nor does the id, however often it is tried.
public struct Envelope: Hashable, Sendable {
    public typealias ID = Identifier<Envelope>

    public enum Route: Hashable, Sendable {
        case mail(to: EmailAddress, contact: Contact.ID)
        case webhook(Partner.ID)

        public var channel: String {
            switch self {
            case .mail: "mail"
            case .webhook: "webhook"
            }
        }
    }

    public let id: ID
    public let route: Route
    /// What it is, for people: `invitation`, `update`, `statement`, …
    public let kind: String
    /// The convening or statement it belongs to.
    public let subject: String
    /// Envelopes with the same key leave in the order they were stored, one after the other.
    public let order: String
    public let payload: [UInt8]
    public let created: Instant
    public let ground: String

    public init(
        id: ID, route: Route, kind: String, subject: String, order: String, payload: [UInt8], created: Instant,
        pass: Pass
    ) {
        self.id = id
        self.route = route
        self.kind = kind
        self.subject = subject
        self.order = order
        self.payload = payload
        self.created = created
        ground = pass.ground
    }

    /// For the store alone: the pass was given when the envelope was first made.
    public init(
        restored id: ID, route: Route, kind: String, subject: String, order: String, payload: [UInt8],
        created: Instant, ground: String
    ) {
        self.init(
            id: id, route: route, kind: kind, subject: subject, order: order, payload: payload, created: created,
            pass: Pass(ground: ground))
    }
}
