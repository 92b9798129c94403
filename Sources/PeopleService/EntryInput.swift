public import Coordination

/// What is to be written of an entry of the directory; what is left out stays as it is.
public struct EntryInput: Sendable, Equatable {
    public enum Kind: String, CaseIterable, Sendable { case person, organization }

    /// What can be emptied.
    public enum Field: String, CaseIterable, Sendable {
        case pseudonym, organization, position, note, languages, country, region, reach, size, themes, populations
        case riskNote = "risk-note"
        case hostFunded = "host-funded"
        case missionFunded = "mission-funded"
        case firstMet = "first-met"
        case otherNames = "other-names"
    }

    public var name: String?
    public var pseudonym: String?
    /// The id or the name of one in the directory.
    public var organization: String?
    public var position: String?
    public var country: CountryCode?
    public var zone: ZoneName?
    public var hours: WorkingHours?
    /// Instead of those on record.
    public var languages: [Language] = []
    /// The first of each kind becomes the one that is used first.
    public var channels: [SafeChannel] = []
    /// Addresses and numbers that are taken off.
    public var dropped: [String] = []
    public var label: TLP?
    public var note: String?
    public var riskNote: String?
    public var sector: Sector?
    public var region: String?
    public var reach: Reach?
    public var size: OrganizationSize?
    public var isHostFunded: Bool?
    public var isMissionFunded: Bool?
    /// Instead of those on record.
    public var themes: [String] = []
    public var populations: [String] = []
    public var firstMet: CalendarDay?
    public var source: String?
    public var cleared: [Field] = []
    /// Whether an address may be one that someone with another name has, too.
    public var mayShare = false

    public init() {}

    /// Fields that only a person has, and were given.
    var ofPeople: [String] {
        [
            pseudonym.map { _ in "pseudonym" }, organization.map { _ in "organization" },
            position.map { _ in "position" },
            zone.map { _ in "zone" }, hours.map { _ in "hours" }, languages.isEmpty ? nil : "language",
            channels.isEmpty ? nil : "channel", dropped.isEmpty ? nil : "remove", label.map { _ in "tlp" },
            note.map { _ in "note" }, riskNote.map { _ in "risk-note" },
        ].compactMap { $0 }
            + cleared.filter { [.pseudonym, .organization, .position, .note, .riskNote, .languages].contains($0) }
            .map(\.rawValue)
    }

    /// Fields that only an organization has, and were given.
    var ofOrganizations: [String] {
        [
            sector.map { _ in "sector" }, region.map { _ in "region" }, reach.map { _ in "reach" },
            size.map { _ in "size" },
            isHostFunded.map { _ in "host-funded" }, isMissionFunded.map { _ in "mission-funded" },
            themes.isEmpty ? nil : "theme",
            populations.isEmpty ? nil : "population", firstMet.map { _ in "first-met" }, source.map { _ in "source" },
        ].compactMap { $0 }
            + cleared.filter {
                [.country, .region, .reach, .size, .hostFunded, .missionFunded, .themes, .populations, .firstMet]
                    .contains($0)
            }.map(\.rawValue)
    }

    /// The texts, checked.
    func check() throws {
        for (text, field) in [(name, "name"), (pseudonym, "pseudonym"), (position, "position"), (region, "region")] {
            guard let text else { continue }
            _ = try SafeText.title(text, field: field)
            try Disguise.check(text, field: field)
        }
        for word in themes + populations { _ = try SafeText.title(word, field: "themes and populations") }
        for (text, field) in [(note, "note"), (riskNote, "risk-note"), (source, "source")] {
            if let text { try SafeText.checked(text, field: field, allowingNewlines: true) }
        }
    }
}
