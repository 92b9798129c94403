internal import Coordination

/// Decides by the first rows what a column is whose header could be several things.
struct HeaderGuess {
    let headers: [String]
    let rows: [[String]]
    let words: ImportWords

    /// - Returns: what a header is that was read as a field, or `nil` where it is not that.
    func field(_ read: PersonField, of column: Int, among readings: [[ImportWords.Reading]]) -> PersonField? {
        let key = ImportWords.key(headers[column])
        switch read {
        case .position where Self.titles.contains(key):
            // `Title` before names is `Dr.`, and elsewhere a post.
            return isMostly(column) { words.code("honorific", $0) != nil } ? nil : .position
        case .region where isMostly(column) { words.code("status", $0) != nil }:
            // The state of the entry, and not of the country.
            return holdsAny(column) { words.code("status", $0) == "gone" } ? .deceased : nil
        case .region where Self.departments.contains(key) && isOutlooks: return nil
        case .sector where key.hasPrefix("categor") && isOutlooks: return nil
        case .region where Self.departments.contains(key):
            // Of a country, or of an organization.
            return holdsAny(column) { words.holds($0, "unit") } ? nil : .region
        case .region where key == "state" || key == "estado":
            let hasCountry = readings.enumerated().contains { place, found in
                place != column && found.contains { $0.field == .country }
            }
            if hasCountry { return .region }
            return isMostly(column) { $0.count > 3 && words.country($0) != nil } ? .country : .region
        case .sector where key == "type" || key == "tipo":
            return isMostly(column) { words.code("kind", $0) != nil && words.code("sector", $0) == nil }
                ? .kind : .sector
        case .kind:
            return isMostly(column) { words.code("sector", $0) != nil && words.code("kind", $0) == nil }
                ? .sector : .kind
        default: return read
        }
    }

    /// What the values of a column are ways of; `nil` where they are none.
    func channel(of column: Int) -> PersonField? {
        if isMostly(column, { (try? CellReader.mails($0)) != nil }) { return .email }
        return isMostly(column) { (try? CellReader.numbers($0, .phone)) != nil } ? .phone : nil
    }

    /// Whether the table has columns that only address books of Microsoft write; there a department is an organization's, and categories are
    /// colors.
    private var isOutlooks: Bool { headers.contains { Self.outlooks.contains(ImportWords.key($0)) } }

    private static let outlooks: Set<String> = [
        "suffix", "sufijo", "suffixe", "sufixo", "suffisso", "titolo straniero", "office location", "e mail type",
        "e mail display name",
        "manager s name", "assistant s name", "initials", "imaddress", "tipo de correo electronico", "tipo de email",
        "e mail typ",
        "type de messagerie", "tipo posta elettronica", "personal web page", "given yomi",
    ]

    private static let titles: Set<String> = ["title", "titulo", "titre", "titolo", "titel"]
    private static let departments: Set<String> = ["department", "departamento", "departement"]

    private func samples(_ column: Int) -> [String] {
        rows.compactMap { $0.indices.contains(column) ? $0[column].trimmed : nil }.filter { !$0.isEmpty }
    }

    private func isMostly(_ column: Int, _ holds: (String) -> Bool) -> Bool {
        let values = samples(column)
        return !values.isEmpty && values.count(where: holds) * 2 > values.count
    }

    private func holdsAny(_ column: Int, _ holds: (String) -> Bool) -> Bool { samples(column).contains(where: holds) }
}
