/// The human rights officer who convenes: the organizer of every invitation and the owner of what follows.
public struct Officer: Hashable, Sendable, Codable {
    public var name: String
    /// A mailbox that the mission reads.
    public var address: EmailAddress
    /// The post, for example "Embassy of Belgium in Tegucigalpa".
    public var post: String
    public var country: CountryCode
    public var zone: ZoneName
    public var language: Language

    public init(
        name: String, address: EmailAddress, post: String, country: CountryCode, zone: ZoneName, language: Language
    ) {
        self.name = name
        self.address = address
        self.post = post
        self.country = country
        self.zone = zone
        self.language = language
    }
}
