import Coordination
import Fixtures
import Testing

@Suite struct IncidentTests {
    private func incident(
        _ kind: Incident.Kind = .threat, month: String = "2026-02", place: String? = nil, people: [String] = ["J."],
        count: Int? = nil, themes: [String] = ["land"], isReprisal: Bool = false
    ) throws -> Incident {
        try Incident(
            id: Identifier(trusted: "in-1"), kind: kind, day: nil, month: Month(parsing: month),
            country: CountryCode(parsing: "HN"), place: place, people: people, count: count, themes: themes,
            perpetrator: .police, source: "an organization", confidence: .likely, isReprisal: isReprisal, note: nil)
    }

    @Test(arguments: ["14.0818, -87.2068", "Calle 5", "Barrio 2", String(repeating: "x", count: 61)])
    func `a place that leads to a door is refused`(place: String) {
        #expect { try incident(place: place) } throws: { ($0 as? Problem)?.what == "is too exact" }
    }

    @Test func `fewer people than are named is refused`() throws {
        #expect(refusal { try incident(people: ["A.", "B."], count: 1) } == Refusal(.usage, at: "count"))
        #expect(try incident(people: ["A.", "B."]).count == 2)
        #expect(try incident(people: [], count: 40).count == 40)
    }

    @Test func `a small number is not shown nor what would give it away`() throws {
        let many = try (0..<9).map { _ in try incident() }
        let patterns = IncidentPatterns(
            of: many + [try incident(.killing)], first: nil, last: nil, country: nil, smallest: 3)
        let kinds = try #require(patterns.tables.first { $0.trait == .kind })
        // One killing is not shown; the nine threats would tell it from the sum of ten.
        #expect(kinds.cells == [.init(value: "others", count: 10)])
        let several = IncidentPatterns(
            of: many + [try incident(.killing), try incident(.raid), try incident(.dismissal)], first: nil, last: nil,
            country: nil, smallest: 3)
        let cells = several.tables.first { $0.trait == .kind }?.cells
        #expect(cells == [.init(value: "threat", count: 9), .init(value: "others", count: 3)])
        #expect(patterns.incidents == 10)
        #expect(patterns.reprisals == 0)
        let few = IncidentPatterns(
            of: many + [try incident(isReprisal: true)], first: nil, last: nil, country: nil, smallest: 3)
        #expect(few.reprisals == nil)
        let none = IncidentPatterns(
            of: [try incident(), try incident()], first: nil, last: nil, country: nil, smallest: 3)
        #expect(none.incidents == nil)
        #expect(none.people == nil)
        #expect(none.tables.isEmpty)
    }

    @Test func `an incident without a theme cannot be computed from the others`() throws {
        let incidents =
            try (0..<4).map { _ in try incident() } + (0..<3).map { _ in try incident(themes: ["water"]) }
            + [try incident(themes: [])]
        let patterns = IncidentPatterns(of: incidents, first: nil, last: nil, country: nil, smallest: 3)
        #expect(
            patterns.tables.first { $0.trait == .theme }?.cells == [
                .init(value: "land", count: 4), .init(value: "others", count: 4),
            ])
    }

    @Test func `months stand in their order`() throws {
        let months = ["2026-03", "2025-12", "2026-01"].flatMap { month in (0..<4).map { _ in month } }
        let patterns = IncidentPatterns(
            of: try months.map { try incident(month: $0) }, first: nil, last: nil, country: nil, smallest: 3)
        let table = try #require(patterns.tables.first { $0.trait == .month })
        #expect(table.cells.map(\.value) == ["2025-12", "2026-01", "2026-03"])
        #expect(table.cells.map(\.count) == [4, 4, 4])
    }

    @Test func `a month is read as it is written`() throws {
        #expect(try Month(parsing: "2026-02").description == "2026-02")
        #expect(Month(of: People.today).description == "2026-03")
        for text in ["2026-13", "2026-2", "2026", "2026-02-01", ""] {
            #expect(refusal { try Month(parsing: text) } == Refusal(.badData))
        }
    }
}
