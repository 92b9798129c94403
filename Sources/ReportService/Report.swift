public import ConveningService
public import Coordination
public import FollowUpService
public import Installation
internal import Rendering
public import StatementService
internal import Storage

/// Where things stand, in numbers.
public struct ReportSummary: View {
    public let made: Instant
    public let convenings: [ConveningView]
    public let measures: [MeasureView]
    public let actions: [ActionDetails]
    public let overdue: [Action.ID]
    public let statements: [StatementDetails]
    /// Of the past year and what is planned in the next.
    public let balance: BalanceReport
    public let outbox: [String: Int]
    public let heldReplies: Int
}

extension Reports {
    /// Gathers the whole picture.
    public func summary() async throws -> ReportSummary {
        let today = try operation.today()
        let convenings = try await operation.convenings.all(), measures = try await operation.measures.all(),
            actions = try await operation.actions.all()
        let balance = try await balance(from: today.adding(days: -365), through: today.adding(days: 365))
        let overdue = actions.filter { $0.isOverdue(on: today) }.map(\.id)
        return try await operation.read { [self] records in
            let states = try records.outbox.counts().map { ($0.key.name, $0.value) }
            return ReportSummary(
                made: operation.now, convenings: convenings, measures: measures,
                actions: actions,
                overdue: overdue,
                statements: try records.statements.all().map { StatementDetails($0) },
                balance: balance, outbox: Dictionary(uniqueKeysWithValues: states),
                heldReplies: try records.replies.heldSize().count)
        }
    }

    /// How many actions a page shows.
    private static let shownActions = 200

    /// Writes the picture as a page that names no participant, in the officer's language unless another is wanted.
    /// - Throws: `Problem.notAllowed` where a title or note names someone of the directory.
    public func write(to path: String, in wanted: Language? = nil) async throws {
        let language = try operation.textLanguage(wanted)
        try operation.home.checkOutput(path)
        guard ["html", "htm"].contains(path.split(separator: ".").last?.lowercased()) else {
            throw Problem(
                .usage, at: path, "is not a name for a page",
                remedy: "End the name with .html; a browser prints a page to PDF.")
        }
        let untitled = try await operation.read { [self] records in
            var people = ConcernedPeople(operation, records)
            return Set(
                try records.actions.all().prefix(Self.shownActions).filter { try !people.mayShowTitle(of: $0) }.map(
                    \.id))
        }
        let mechanisms = try await operation.read { try $0.mechanisms.all() }
        let content = try content(
            of: try await summary(), untitled: untitled, MechanismWords(mechanisms, in: language), language)
        let page = Export(
            words: content.words, bytes: try operation.pages.page(content, title: "Convoke", in: language).utf8)
        try Home.write(
            try await operation.gate().clear(page, hiding: try await operation.people(namedIn: [page.words])), to: path)
    }

    /// One chart for each facet of which anything is known.
    private func charts(_ balance: BalanceReport, _ words: Words, _ language: Language) -> [ReportPage.Chart] {
        balance.tables.compactMap { table in
            guard table.cells.contains(where: { $0.value != Facet.unknown && $0.invited != 0 }) else { return nil }
            func label(_ value: String) -> String { self.label(value, of: table.facet, words, language) }
            let title = words["facet-\(table.facet.rawValue)"]
            var chart = ReportPage.Chart()
            chart.facet = title
            chart.missing = table.missing.prefix(12).map(label).joined(separator: ", ")
            chart.bars = PairedBars.chart(
                table.cells.prefix(12).map { .init(label: label($0.value), first: $0.invited, second: $0.directory) },
                title: title, legend: (words["balance-invited"], words["balance-directory"]),
                totals: (balance.people, balance.directory), hidden: words["hidden"])
            // Where every number is too small to be shown, there is no chart.
            return chart.bars == Markup() && (chart.missing ?? "").isEmpty ? nil : chart
        }
    }

    private func content(
        of summary: ReportSummary, untitled: Set<Action.ID>, _ names: MechanismWords, _ language: Language
    ) throws -> ReportPage {
        let words = try operation.pages.words(in: language)
        let today = try operation.today()
        let overdue = Set(summary.overdue)
        var page = ReportPage()
        page.made = MomentText.day(today, in: language)
        page.post = try operation.mission(in: language).alone
        page.smallest = "\(summary.balance.smallest)"
        page.delivered = "\(summary.outbox["delivered"] ?? 0)"
        page.saved = "\(summary.outbox["saved"] ?? 0)"
        page.waiting = "\(summary.outbox["waiting"] ?? 0)"
        page.failed = "\(summary.outbox["failed"] ?? 0)"
        page.held = "\(summary.heldReplies)"
        page.charts = charts(summary.balance, words, language)
        page.convenings = try summary.convenings.map { view in
            var row = ReportPage.Convening()
            row.title = view.convening.title
            row.id = view.convening.id.text
            row.when = try view.convening.span.map {
                try operation.zones.moment(
                    $0, isWholeDays: view.convening.wholeDays != nil, in: view.convening.zone, language)
            }
            row.state = words[view.convening.state.rawValue]
            row.answers = view.answers.sorted { $0.key < $1.key }.map { "\(words[$0.key]): \($0.value)" }
                .joined(separator: ", ")
            return row
        }
        page.measures = summary.measures.map { view in
            var row = ReportPage.Measure()
            row.reference = names.publicName(of: view, on: today)
            row.country = operation.facts.countryName(view.measure.state.rawValue, in: language)
            row.stage = names.stage(of: view)
            row.silence = view.silentDays.map(String.init)
            row.deadline = view.next.map { "\(names.deadline($0, of: view)), \($0.day)" }
            row.suggested = view.next?.isConfirmed == false
            return row
        }
        page.actions = summary.actions.prefix(Self.shownActions).map { action in
            var row = ReportPage.Action()
            row.title =
                action.isQuiet || untitled.contains(action.id)
                ? "\(words["act-\(action.kind.rawValue)"]) \(action.id)" : action.title
            row.owner = action.isShared ? action.owner : nil
            row.due = action.due?.day.description
            row.overdue = overdue.contains(action.id)
            row.state = words.name(of: action.state)
            return row
        }
        page.statements = summary.statements.map { statement in
            var row = ReportPage.Statement()
            row.title = statement.edition.title
            row.state = words[statement.state.rawValue]
            row.signatures = "\(statement.signatures.count)"
            row.digest = statement.edition.digest
            return row
        }
        return page
    }
}
