/// Who must be able to come for a time to be worth proposing.
public struct Quorum: Hashable, Sendable, Codable {
    /// At least this many people of each sector.
    public var sectors: [Sector: Int]
    /// People without whom there is no meeting.
    public var required: [Contact.ID]

    public init(sectors: [Sector: Int] = [:], required: [Contact.ID] = []) {
        self.sectors = sectors
        self.required = required
    }

    private enum Key: String, CodingKey { case sectors, required }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let named = try container.decode([String: Int].self, forKey: .sectors)
        sectors = try named.reduce(into: [:]) { sectors, item in
            guard let sector = Sector(rawValue: item.key) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .sectors, in: container, debugDescription: "'\(item.key)' is not a sector")
            }
            sectors[sector] = item.value
        }
        required = try container.decode([Contact.ID].self, forKey: .required)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(
            Dictionary(uniqueKeysWithValues: sectors.map { ($0.key.rawValue, $0.value) }), forKey: .sectors)
        try container.encode(required, forKey: .required)
    }
}
