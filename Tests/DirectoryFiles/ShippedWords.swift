import Coordination
@testable import DirectoryFiles
import Installation

extension ImportWords {
    /// - Parameter folder: `Directory/`.
    init(shippedIn folder: String) throws {
        let facts = try CalendarFacts(folder: folder)
        try self.init(folder: folder, countries: facts.countryNames, shortCodes: facts.shortCodes)
    }
}

extension ImportFacts {
    /// For an officer in Honduras, with a few zones.
    static func tried(_ words: ImportWords) -> ImportFacts {
        let zones = [
            "America/Tegucigalpa", "Europe/Madrid", "Africa/Nairobi", "UTC", "US/Central", "America/New_York",
            "America/Port-au-Prince",
        ]
        return ImportFacts(words: words, host: CountryCode(rawValue: "HN"), knowsZone: { zones.contains($0.rawValue) })
    }
}
