/// The human rights officer who convenes: the organizer of every invitation and the owner of what follows.
public struct Officer: Hashable, Sendable, Codable {
    public var name: String
    /// A mailbox that the mission reads.
    public var address: EmailAddress
    /// The post, for example "Embassy of Belgium in Tegucigalpa".
    public var post: String
    /// What the post is called in other languages, with its article where it has one; `post` where a language is missing.
    public var postNames: [String: String]
    public var country: CountryCode
    public var zone: ZoneName
    public var language: Language

    public init(
        name: String, address: EmailAddress, post: String, postNames: [String: String] = [:], country: CountryCode,
        zone: ZoneName, language: Language
    ) {
        self.name = name
        self.address = address
        self.post = post
        self.postNames = postNames
        self.country = country
        self.zone = zone
        self.language = language
    }

    /// What the post is called in a language, as it is written down.
    public func post(in language: Language) -> String { postNames[language.rawValue] ?? post }

    /// The post in every language.
    public var posts: [String] { [post] + postNames.values.sorted() }
}
