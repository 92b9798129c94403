import DirectoryFiles
import Installation

extension ImportWords {
    /// - Parameter folder: `Directory/`.
    init(shippedIn folder: String) throws {
        let facts = try CalendarFacts(folder: folder)
        try self.init(folder: folder, countries: facts.countryNames, shortCodes: facts.shortCodes)
    }
}
