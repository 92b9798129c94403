import Calendars
import Coordination
import Zones

/// Writing one invitation of a round, against libical called from C for the very same bytes, and against python icalendar.
enum InvitationRow {
    private static let count = 20_000

    static func measure(folder: String) async throws -> [Row] {
        let raw = try await RawProgram("invitation", libraries: ["-lical"], folder: folder)
        let start = Instant(seconds: 1_781_265_600), stamp = Instant(seconds: 1_772_712_000)
        guard let span = TimeSpan(start: start, end: start.adding(.seconds(5400))) else {
            throw BenchFailure(what: "span")
        }
        let officer = try EmailAddress(parsing: "officer@mission.example")
        let ana = try EmailAddress(parsing: "ana@example.org")
        let desk = CalendarCoder(zones: ZoneData())
        let message = EventMessage(
            method: .request, sequence: 0, stamp: stamp, span: span, zone: try ZoneName(parsing: "Europe/Brussels"),
            summary: "Roundtable")
        func invitation(_ number: Int, _ template: EventTemplate) throws -> [UInt8] {
            try template.bytes(
                uid: "\(number)".padded(to: 32), organizer: .init(name: "Human Rights Officer", address: officer),
                attendees: [.init(name: "Ana Quintanilla", address: ana, role: .required)])
        }
        let own = String(decoding: try invitation(0, try await desk.template(message)), as: UTF8.self)
        // The two fold long lines at other places, as RFC 5545 section 3.1 lets them.
        let theirs = try await raw.output(["1", "show"])
        guard own.replacing("\r\n ", with: "") == theirs.replacing("\r\n ", with: "") else {
            throw BenchFailure(what: "the two write different invitations")
        }
        func ours() async throws -> Double {
            let clock = ContinuousClock(), begin = clock.now
            let template = try await desk.template(message)
            for number in 0..<count { _ = try invitation(number, template) }
            return (clock.now - begin) / .seconds(1)
        }
        var best = Double.infinity, floor = Double.infinity, python = Double.infinity
        for _ in 0..<5 {
            best = min(best, try await ours())
            floor = min(floor, try await raw.seconds(["\(count)"]))
            python = min(python, try await RawProgram.python("invitation", [String(count / 20)]) * 20)
        }
        let scale = 1_000_000 / Double(count)
        return [
            Row(
                name: "write an invitation / raw libical", unit: "us", ours: best * scale, reference: floor * scale,
                goal: .ratio(1.0 / 5)),
            Row(
                name: "write an invitation / python icalendar", unit: "us", ours: best * scale,
                reference: python * scale, goal: .ratio(1.0 / 100)),
        ]
    }
}

extension String {
    /// Zeros in front up to a length.
    fileprivate func padded(to length: Int) -> String { String(repeating: "0", count: max(0, length - count)) + self }
}
