/// Whose voices a list holds, counted before anything is sent.
public struct Balance: Hashable, Sendable, Codable {
    public private(set) var people = 0
    /// Those whom the mission never invited before.
    public private(set) var newcomers = 0
    /// People by value of each facet; `unknown` where the directory does not say.
    public private(set) var counts: [String: [String: Int]] = [:]
    public private(set) var warnings: [BalanceWarning] = []

    public init() {}

    /// - Parameter known: those who were invited before.
    public init(of entries: [InviteList.Entry], known: Set<Contact.ID> = []) {
        for entry in entries {
            add(
                Facet.allCases.map { ($0, $0.values(entry.contact, entry.organization)) }, people: 1,
                newcomers: known.contains(entry.contact.id) ? 0 : 1)
        }
        let civil = entries.filter { $0.organization?.sector == .civilSociety }
        let reaches = civil.compactMap { $0.organization?.reach }
        if !reaches.isEmpty, !reaches.contains(.regional) {
            warnings.append(reaches.count < civil.count ? .outsideAsFarAsKnown : .outside)
        }
        if civil.count > 2, civil.allSatisfy({ $0.organization?.isMissionFunded == true }) {
            warnings.append(.missionFunded)
        }
        if civil.count > 2, civil.allSatisfy({ $0.organization?.isHostFunded == true }) {
            warnings.append(.hostFunded)
        }
        if entries.count > 3, self[.language].count == 1 {
            warnings.append(.oneLanguage)
        }
        if entries.count > 3, newcomers == 0 {
            warnings.append(.noNewcomers)
        }
    }

    /// Counts people who share all their values.
    public mutating func add(_ values: [(Facet, [String])], people number: Int, newcomers fresh: Int) {
        people += number
        newcomers += fresh
        for (facet, names) in values {
            for name in names { counts[facet.rawValue, default: [:]][name, default: 0] += number }
        }
    }

    public subscript(facet: Facet) -> [String: Int] { counts[facet.rawValue] ?? [:] }
}
