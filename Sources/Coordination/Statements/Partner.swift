/// A receiver of statements.
public struct Partner: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Partner>

    public enum State: String, Sendable, Codable, CaseIterable {
        case active
        /// It answered 410 Gone, or was switched off by hand.
        case disabled
    }

    public let id: ID
    public var name: String
    /// Where statements are posted: https, or http to an address of this machine.
    public var url: String
    /// The Standard Webhooks secret, `whsec_` and base64 of 24 to 64 bytes.
    public var secret: String
    public var state: State

    public init(id: ID, name: String, url: String, secret: String, state: State = .active) throws {
        self.id = id
        self.name = try SafeText.name(name, field: "name")
        self.url = try SafeText.checked(url, field: "url")
        self.secret = try SafeText.checked(secret, field: "secret")
        self.state = state
    }
}
