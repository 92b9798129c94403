import Calendars
import Coordination
import Zones

/// Writing one invitation, checked by reading it back, against libical called from C without any check.
enum InvitationRow {
    private static let count = 5000

    static func measure(folder: String) async throws -> Row {
        let raw = try await RawProgram("invitation", libraries: ["-lical"], folder: folder)
        let desk = CalendarDesk(zones: ZoneData())
        let start = Instant(seconds: 1_781_265_600), stamp = Instant(seconds: 1_772_712_000)
        guard let span = TimeSpan(start: start, end: start.adding(.seconds(5400))) else {
            throw BenchFailure(what: "span")
        }
        let zone = try ZoneName(parsing: "Europe/Brussels")
        let officer = try EmailAddress(parsing: "officer@mission.example")
        let ana = try EmailAddress(parsing: "ana@example.org")
        let message = EventMessage(
            method: .request, sequence: 0, stamp: stamp, span: span, zone: zone, summary: "Roundtable")
        func ours() async throws -> Double {
            let clock = ContinuousClock(), begin = clock.now
            let template = try await desk.template(message)
            for number in 0..<count {
                _ = try template.bytes(
                    uid: "\(number)".padded(to: 32), organizer: .init(name: "Human Rights Officer", address: officer),
                    attendees: [.init(name: "Ana Quintanilla", address: ana, role: .required)])
            }
            return (clock.now - begin) / .seconds(1)
        }
        var best = Double.infinity, floor = Double.infinity
        for _ in 0..<5 {
            best = min(best, try await ours())
            floor = min(floor, try await raw.seconds(["\(count)"]))
        }
        let scale = 1_000_000 / Double(count)
        return Row(
            name: "write an invitation (checked) / raw libical", unit: "us", ours: best * scale,
            reference: floor * scale,
            goal: .ratio(4))
    }
}

extension String {
    /// Zeros in front up to a length.
    fileprivate func padded(to length: Int) -> String { String(repeating: "0", count: max(0, length - count)) + self }
}
