/// Whose voices a list holds, counted before anything is sent.
public struct Balance: Hashable, Sendable, Codable {
    /// People by sector, reach, country and first language; `unknown` where the directory does not say.
    public var sectors: [String: Int] = [:]
    public var reaches: [String: Int] = [:]
    public var countries: [String: Int] = [:]
    public var languages: [String: Int] = [:]
    /// What a convener should look at before sending.
    public var warnings: [String] = []

    public init(of entries: [InviteList.Entry]) {
        for entry in entries {
            sectors[entry.organization?.sector.rawValue ?? "unknown", default: 0] += 1
            reaches[entry.organization?.reach?.rawValue ?? "unknown", default: 0] += 1
            countries[entry.contact.country.rawValue, default: 0] += 1
            languages[entry.contact.languages.first?.rawValue ?? "unknown", default: 0] += 1
        }
        let civil = entries.filter { $0.organization?.sector == .civilSociety }
        if !civil.isEmpty, !civil.contains(where: { $0.organization?.reach == .regional }) {
            warnings.append("Nobody from outside the capital is on the list.")
        }
        if entries.count > 3, languages.count == 1 {
            warnings.append("Everyone on the list has the same first language.")
        }
    }
}
