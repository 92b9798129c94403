public import Coordination

/// What a file of people is read by: the words that people use, and what this installation knows of the world.
public struct ImportFacts: Sendable {
    let words: ImportWords
    /// The country where the officer is posted; its authorities are not allies.
    let host: CountryCode?
    private let knowsZone: @Sendable (ZoneName) -> Bool

    public init(words: ImportWords, host: CountryCode?, knowsZone: @escaping @Sendable (ZoneName) -> Bool) {
        self.words = words
        self.host = host
        self.knowsZone = knowsZone
    }

    /// - Throws: `Problem.badData` for a name that no later step could use, such as `EST`, `GMT+1` and `Europe/Londres`.
    func zone(_ text: String) throws -> ZoneName {
        guard let zone = ZoneName(rawValue: text), !zone.isAbbreviation, knowsZone(zone) else {
            throw Problem(
                .badData, "'\(text.prefix(40))' is not a time zone that this machine knows",
                remedy: "Write an IANA name of a place, such as America/Tegucigalpa, or empty the cell.")
        }
        return zone
    }
}
