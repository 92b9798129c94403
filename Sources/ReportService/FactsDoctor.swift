internal import Coordination
internal import Installation
internal import Storage
internal import Zones

/// Whether the facts are of our time: zone data, holidays, sessions of mechanisms.
struct FactsDoctor {
    let now: Instant

    private var today: CalendarDay { now.wall(offsetSeconds: 0).day }

    /// A release such as `2025b` is taken to be of its year, three months for each letter.
    func zones(_ data: ZoneData) -> Finding {
        guard data.isInstalled else {
            return Finding("time zones", .bad, "no zone data", remedy: "Install the package 'tzdata'.")
        }
        guard let release = data.release, let year = Int(release.prefix(4)),
            let letter = release.utf8.dropFirst(4).first,
            (97...122).contains(letter)
        else {
            return Finding("time zones", .notice, "tzdata of unknown release", remedy: "Update the package 'tzdata'.")
        }
        let months = today.year * 12 + today.month - (year * 12 + min(12, 1 + (Int(letter) - 97) * 3))
        return months > 12
            ? Finding(
                "time zones", .notice, "tzdata \(release) is more than a year old; rules may have changed since",
                remedy: "Update the package 'tzdata'.")
            : Finding("time zones", .good, "tzdata \(release)")
    }

    /// Holidays are needed for half a year ahead at least.
    func holidays(_ facts: CalendarFacts, of country: CountryCode) -> Finding {
        guard let last = try? facts.calendar(of: country).holidays.keys.max() else {
            return Finding(
                "holidays", .notice, "none of \(country) are known", remedy: "Install Convoke's facts again.")
        }
        return last < today.adding(days: 183)
            ? Finding(
                "holidays", .notice, "those of \(country) run out on \(last)",
                remedy: "Install a newer release, which brings those of the years to come.")
            : Finding("holidays", .good, "those of \(country) are known until \(last)")
    }

    /// Mechanisms whose announced sessions are all over, so that no deadline can be counted to one.
    func sessions(_ mechanisms: [Mechanism]) -> Finding? {
        let over = mechanisms.filter { mechanism in
            mechanism.sessions.map(\.end).max().map { $0 < today } ?? false
        }.map(\.id.text).sorted()
        guard !over.isEmpty else { return nil }
        return Finding(
            "sessions", .notice, "no session to come is known of \(over.joined(separator: ", "))",
            remedy:
                "Take the next ones in with \(.mechanismSessionsImport), from a table or a calendar, with their source."
        )
    }
}
