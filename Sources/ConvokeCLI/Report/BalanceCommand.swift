internal import ArgumentParser
internal import Coordination
internal import Workflows

struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Whose voices one list holds, or were asked for over a time, beside those whom the directory knows.",
        discussion: """
            Numbers below --smallest are not shown, so that nobody can be made out by them; where only one would be hidden, the next \
            one is as well. Without a convening it is about the past year.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A convening, before or after its invitations are out.")
    var convening: Convening.ID?

    @Option(help: ArgumentHelp("The first day.", valueName: "day"))
    var from: CalendarDay?

    @Option(help: ArgumentHelp("The last day.", valueName: "day"))
    var through: CalendarDay?

    @Option(help: "The smallest number that is shown, 2 to 20.")
    var smallest = Secretariat.smallestCell

    func validate() throws {
        guard (2...20).contains(smallest) else { throw ValidationError("--smallest takes 2 to 20.") }
        guard convening == nil || (from == nil && through == nil) else {
            throw ValidationError("Name a convening or days, not both.")
        }
    }

    func run() async throws {
        let secretariat = try await options.secretariat()
        let report: BalanceReport
        if let convening {
            report = try await secretariat.balance(of: convening, smallest: smallest)
        } else {
            let last = try through ?? secretariat.today()
            report = try await secretariat.balance(
                from: from ?? last.adding(days: -365), through: last, smallest: smallest)
        }
        try options.show(report, Self.lines(report))
    }

    static func lines(_ report: BalanceReport) -> [String] {
        func text(_ count: Int?) -> String { count.map(String.init) ?? "<\(report.smallest)" }
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
        return ["\(text(report.people)) people, \(newcomers)", ""]
            + Table.lines(["facet", "value", "invited", "directory", ""], rows, empty: "")
            + report.warnings.map { "note: \($0)" }
    }
}
