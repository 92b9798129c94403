public import Coordination
internal import Foundation

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

    /// HubSpot writes `america_slash_new_york` for `America/New_York`.
    private static func named(_ text: String) -> String {
        guard text.contains("_slash_") else { return text }
        let parts = text.replacing("_slash_", with: "/").replacing("_hyphen_", with: "-").split(separator: "/")
        return parts.map { part in
            if part == "us" { return "US" }
            // Each word but the small ones has a capital.
            var word = "", result = ""
            for letter in part + "_" {
                if letter.isLetter {
                    word.append(letter)
                    continue
                }
                result += (small.contains(word) ? word : word.capitalized) + String(letter)
                word = ""
            }
            return String(result.dropLast())
        }.joined(separator: "/")
    }

    private static let small: Set<String> = ["of", "es", "au", "and"]

    /// - Throws: `Problem.badData` for a name that no later step could use, such as `EST`, `GMT+1` and `Europe/Londres`.
    func zone(_ text: String) throws -> ZoneName {
        guard let zone = ZoneName(rawValue: Self.named(text)), !zone.isAbbreviation, knowsZone(zone) else {
            throw Problem(
                .badData, "'\(text.prefix(40))' is not a time zone that this machine knows",
                remedy: "Write an IANA name of a place, such as America/Tegucigalpa, or empty the cell.")
        }
        return zone
    }
}
