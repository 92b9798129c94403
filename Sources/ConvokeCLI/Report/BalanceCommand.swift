internal import ArgumentParser
internal import Coordination
internal import Installation
internal import ReportService

struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Whose voices one list holds, or were asked for over a time, beside those whom the directory knows.",
        discussion: """
            Numbers below --smallest are not shown, so that nobody can be made out by them; where only one would be hidden, the next \
            one is as well. Without a convening it is about the past year and what is planned in the next, by the days of the meetings.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A convening, before or after its invitations are out.")
    var convening: Convening.ID?

    @Option(help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd"))
    var from: CalendarDay?

    @Option(help: ArgumentHelp("The last day.", valueName: "yyyy-mm-dd"))
    var through: CalendarDay?

    @Option(help: "The smallest number that is shown, 2 to 20.")
    var smallest = Reports.smallestCell

    private func check() throws {
        guard (2...20).contains(smallest) else {
            throw Problem(.usage, "--smallest takes 2 to 20", remedy: "Give another number.")
        }
        guard convening == nil || (from == nil && through == nil) else {
            throw Problem(.usage, "a convening and days are both given", remedy: "Give one or the other.")
        }
    }

    func run() async throws {
        try check()
        let operation = try await options.operation()
        let report: BalanceReport
        if let convening {
            report = try await operation.reports.balance(of: convening, smallest: smallest)
        } else {
            let today = try operation.today()
            report = try await operation.reports.balance(
                from: from ?? today.adding(days: -365), through: through ?? today.adding(days: 365), smallest: smallest)
        }
        try options.show(report, Self.lines(report))
    }

    static func lines(_ report: BalanceReport) -> [String] {
        func text(_ count: Int?) -> String { count.map(String.init) ?? "hidden" }
        let rows = report.tables.flatMap { table in
            table.cells.enumerated().map { number, cell in
                [
                    number == 0 ? table.facet.rawValue : "", cell.value, text(cell.invited), text(cell.directory),
                    table.missing.contains(cell.value) ? "missing" : "",
                ]
            }
        }
        let newcomers =
            report.newcomers.map { "\($0) of them for the first time" }
            ?? "few of them or all but few for the first time"
        let time = report.first.map { "meetings from \($0) through \(report.last.map { "\($0)" } ?? ""): " } ?? ""
        return ["\(time)\(text(report.people)) people, \(newcomers)", ""]
            + Table.lines(
                ["facet", "value", report.convening == nil ? "invited" : "on the list", "may be invited", ""], rows,
                empty: "")
            + report.warnings.map { "note: \($0)" }
    }
}
