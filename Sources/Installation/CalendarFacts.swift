public import Coordination
internal import Foundation
internal import TextFiles

/// The shipped facts about countries: codes, weekends, holidays.
public struct CalendarFacts: Sendable {
    private let folder: String
    private let weekends: [String: Set<Int>]
    private let languages: [String: Language]
    /// ISO 3166-1: English names by alpha-2 code.
    public let countryNames: [String: String]
    /// ISO 3166-1 alpha-3 codes, and `OTH`, which UN letters to others than States carry.
    public let referenceCountries: Set<String>
    /// Alpha-2 codes by alpha-3 code.
    public let shortCodes: [String: String]

    /// - Parameter folder: `Directory/`.
    public init(folder: String) throws {
        self.folder = folder
        var names: [String: String] = [:], short: [String: String] = [:], weekends: [String: Set<Int>] = [:]
        for (place, columns) in try Self.table("\(folder)/countries.tsv", columns: 3) {
            guard columns[0].count == 2, columns[1].count == 3 else { throw Self.wrong(place) }
            names[columns[0]] = columns[2]
            short[columns[1]] = columns[0]
        }
        for (place, columns) in try Self.table("\(folder)/weekends.tsv", columns: 3) {
            let days = columns[1].split(separator: " ").compactMap { Int($0) }
            guard !days.isEmpty, days.allSatisfy({ (1...7).contains($0) }) else { throw Self.wrong(place) }
            weekends[columns[0]] = Set(days)
        }
        languages = Dictionary(
            try Self.table("\(folder)/country-languages.tsv", columns: 2).compactMap { _, columns in
                Language(rawValue: columns[1]).map { (columns[0], $0) }
            }, uniquingKeysWith: { first, _ in first })
        countryNames = names
        referenceCountries = Set(short.keys).union(["OTH", "XKX"])
        shortCodes = short
        self.weekends = weekends
    }

    /// What a country is called in a language: as CLDR has it, else by the English name of ISO 3166-1, else by its code.
    package func countryName(_ code: String, in language: Language) -> String {
        Locale(identifier: language.rawValue).localizedString(forRegionCode: code) ?? countryNames[code] ?? code
    }

    /// What a language is called in a language: as CLDR has it, else by a name of the shipped list, else by its code. The second is
    /// linear in the shipped names.
    package func languageName(_ code: String, in language: Language) -> String {
        let name = Locale(identifier: language.rawValue).localizedString(forLanguageCode: code)
        if let name, name != code { return name }
        let row = try? Self.table("\(folder)/language-names.tsv", columns: 2).first { $0.1[1] == code }
        return row?.1[0] ?? code
    }

    /// - Throws: `Problem.badData` for a code that ISO 3166-1 does not know.
    public func check(_ country: CountryCode) throws {
        guard countryNames[country.rawValue] == nil else { return }
        let near = countryNames.keys.filter { $0.first == country.rawValue.first }
        throw Problem(
            .badData, "'\(country)' is not a country of ISO 3166-1",
            remedy: near.isEmpty
                ? "Give its two capital letters, for example HN."
                : NearestChoice.remedy(for: country.rawValue, among: near))
    }

    /// The zone of the capital of a country that lies in several; `nil` for any other.
    public func capitalZone(of country: CountryCode) throws -> ZoneName? {
        let path = "\(folder)/capital-zones.tsv"
        let row = try Self.table(path, columns: 2).first { $0.1[0] == country.rawValue }
        return try row.map { place, columns in
            guard let zone = ZoneName(rawValue: columns[1]) else { throw Self.wrong(place) }
            return zone
        }
    }

    /// The language, of those that mails are written in, that most people of a country understand; `nil` where the facts do not say.
    public func language(of country: CountryCode) -> Language? { languages[country.rawValue] }

    /// The IANA zone for the name that Windows programs give to one; `nil` where the list has none, or cannot be read.
    public func windowsZone(_ name: String) -> ZoneName? {
        let row = try? Self.table("\(folder)/windows-zones.tsv", columns: 2).first { $0.1[0] == name }
        return row.flatMap { ZoneName(rawValue: $0.1[1]) }
    }

    /// A country's calendar; Saturday and Sunday, and no holidays, where the facts do not say.
    public func calendar(of country: CountryCode) throws -> CountryCalendar {
        let path = "\(folder)/holidays/\(country).tsv"
        var holidays: [CalendarDay: String] = [:]
        if FileReader.exists(path) {
            for (place, columns) in try Self.table(path, columns: 3) where columns[1] == "public" {
                guard let day = try? CalendarDay(parsing: columns[0]) else { throw Self.wrong(place) }
                holidays[day] = columns[2]
            }
        }
        return CountryCalendar(country: country, weekend: weekends[country.rawValue] ?? [6, 7], holidays: holidays)
    }

    /// The rows of a file of tab-separated values, without comments.
    private static func table(_ path: String, columns: Int) throws -> [(String, [String])] {
        // By bytes, for it is read at every start: newline, carriage return, tab and number sign.
        let lines = try FileReader.text(path).utf8.split(separator: 10, omittingEmptySubsequences: false)
        return try lines.enumerated().compactMap { index, line in
            let line = line.last == 13 ? line.dropLast() : line
            guard let first = line.first, first != 35 else { return nil }
            let values = line.split(separator: 9, omittingEmptySubsequences: false).map { String(Substring($0)) }
            guard values.count >= columns else { throw wrong("\(path):\(index + 1)") }
            return ("\(path):\(index + 1)", values)
        }
    }

    private static func wrong(_ place: String) -> Problem {
        Problem(.badData, at: place, "does not have the columns it should", remedy: "Install Convoke's facts again.")
    }
}
