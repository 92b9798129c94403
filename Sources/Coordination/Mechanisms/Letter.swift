/// What a communication of UN Special Procedures has beside what every instrument has. It is joint where several mandates sign.
public struct Letter: Hashable, Sendable, Codable {
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// What happens now or is about to.
        case urgentAppeal = "urgent-appeal"
        /// What has happened.
        case allegationLetter = "allegation-letter"
        /// On a law or a policy.
        case otherLetter = "other-letter"
        case unknown

        /// The kind that a reference's letters stand for.
        public init(code: String) {
            switch code.uppercased() {
            case "UA", "JUA": self = .urgentAppeal
            case "AL", "JAL": self = .allegationLetter
            case "OL": self = .otherLetter
            default: self = .unknown
            }
        }
    }

    public enum Addressee: Hashable, Sendable, Codable {
        case state
        case company(String)
        case organization(String)
    }

    /// The stages of the mechanism's file that say of a letter what happened to it.
    public static let replied = "replied", published = "published"

    public var kind: Kind
    /// Mechanism ids of the directory, or names.
    public var mandates: [String]
    public var addressee: Addressee
    public var reply: CommunicationResponse
    public var repliedOn: CalendarDay?
    /// The day on which it was made public; `nil` while it is confidential.
    public var publishedOn: CalendarDay?

    public init(kind: Kind, mandates: [String], addressee: Addressee) {
        self.kind = kind
        self.mandates = mandates
        self.addressee = addressee
        reply = .none
        repliedOn = nil
        publishedOn = nil
    }

    /// Whoever is named in it.
    public var names: [String] {
        switch addressee {
        case .state: mandates
        case .company(let name), .organization(let name): mandates + [name]
        }
    }

    public func isPublic(on day: CalendarDay) -> Bool { publishedOn.map { $0 <= day } ?? false }
}
