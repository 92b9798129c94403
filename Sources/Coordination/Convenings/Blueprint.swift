/// A kind of convening with its usual shape; a file in `Templates/convenings/`.
public struct Blueprint: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Blueprint>

    public let id: ID
    /// The neutral title that discreet invitations carry, by language.
    public let titles: [String: String]
    public let purpose: String
    public let minutes: Int
    public let visibility: Visibility
    public let attribution: Attribution
    public let tlp: TLP
    public let quorum: Quorum
    /// The points of the agenda, by language.
    public let agenda: [String: [String]]
    /// How many days of notice invitees usually get.
    public let noticeDays: Int

    public init(
        id: ID, titles: [String: String], purpose: String, minutes: Int, visibility: Visibility,
        attribution: Attribution, tlp: TLP, quorum: Quorum, agenda: [String: [String]], noticeDays: Int
    ) {
        self.id = id
        self.titles = titles
        self.purpose = purpose
        self.minutes = minutes
        self.visibility = visibility
        self.attribution = attribution
        self.tlp = tlp
        self.quorum = quorum
        self.agenda = agenda
        self.noticeDays = noticeDays
    }
}
