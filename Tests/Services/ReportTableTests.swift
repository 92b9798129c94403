import Coordination
import Fixtures
import Testing

@testable import FollowUpService
@testable import Installation
@testable import ReportService
@testable import TextFiles

/// Reports as tables that spreadsheets read.
@Suite struct ReportTableTests {
    private func rows(_ text: String) throws -> [[String]] {
        #expect(text.hasPrefix("\u{FEFF}"))
        var rows: [[String]] = []
        try DelimitedText(String(text.dropFirst()), file: "report.csv").forEachRow { _, cells in rows.append(cells) }
        return rows
    }

    @Test func `one section is a header and rows, with nothing before them`() throws {
        let document = ReportDocument(
            "Title", in: .spanish,
            [.init("Cronología", ["Día", "Qué"], [["2026-03-01", "=1+1"], ["2026-03-02", "-"]])])
        let found = try rows(Reports.table(document, section: "sección"))
        #expect(found == [["Día", "Qué"], ["2026-03-01", "'=1+1"], ["2026-03-02", ""]])
    }

    @Test func `several sections share one header`() throws {
        let document = ReportDocument(
            "Title", in: .english,
            [
                .init("Open", ["owner", "title"], [["Mission", "Ask"]]), .init("None", ["x"], []),
                .init("Late", ["title", "days"], [["Write", "3"]]),
            ])
        let found = try rows(Reports.table(document, section: "section"))
        #expect(
            found == [
                ["section", "owner", "title", "days"], ["Open", "Mission", "Ask", ""], ["Late", "", "Write", "3"],
            ])
        #expect(Set(found.map(\.count)) == [4])
    }

    @Test(arguments: EngineKind.here) func `a visit follows a measure up, and a letter of correspondence does not`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind), operation = installation.operation
        let day = try operation.today().adding(days: -20)
        for (number, event) in [("MC-910-26", Measure.Event.Kind.visit), ("MC-911-26", .correspondence)] {
            _ = try await operation.measures.add(
                reference: number, state: CountryCode(parsing: "HN"), title: "River", stage: nil, on: day,
                document: nil,
                beneficiaries: [], points: [])
            _ = try await operation.measures.recordEvent(
                .init(kind: event, day: day, note: "as planned", document: nil), under: number)
        }
        let report = try await operation.reports.duties(from: nil, through: nil)
        #expect(report.duties.first { $0.name == "acts" }?.found == "1 / 2; not followed up: PM 911/26")
        #expect(report.duties.first { $0.name == "feedback" }?.found == "0 / 0")
    }
}
