public import Coordination
internal import DirectoryFiles
internal import Foundation
internal import Pages
internal import Storage

/// Where things stand, in numbers.
public struct ReportSummary: Sendable, Codable {
    public let made: Instant
    public let convenings: [ConveningView]
    public let measures: [MeasureView]
    public let actions: [Action]
    public let overdue: [String]
    public let statements: [Statement]
    /// Of the past year and what is planned in the next.
    public let balance: BalanceReport
    public let outbox: [String: Int]
    public let heldReplies: Int
}

extension Secretariat {
    /// Gathers the whole picture.
    public func report() async throws -> ReportSummary {
        let today = try today()
        let convenings = try await conveningViews(), measures = try await measures(), actions = try await actions()
        let balance = try await balance(from: today.adding(days: -365), through: today.adding(days: 365))
        return try await store.read { [self] records in
            let states = try records.outboxCounts().map { ($0.key.rawValue, $0.value) }
            return ReportSummary(
                made: world.now(), convenings: convenings, measures: measures, actions: actions,
                overdue: actions.filter { $0.isOverdue(on: today) }.map(\.id.text),
                statements: try records.statements(),
                balance: balance, outbox: Dictionary(uniqueKeysWithValues: states),
                heldReplies: try records.heldReplies())
        }
    }

    /// Writes the picture as a page that names no participant, in the officer's language unless another is wanted.
    /// - Throws: `Problem.notAllowed` where a title or note names someone of the directory.
    public func writeReport(to path: String, in wanted: Language? = nil) async throws {
        let language = try pageLanguage(wanted)
        try home.checkOutput(path)
        let fields = try fields(try await report(), language)
        let page = Export(words: fields.words, bytes: try pages.report(in: language, fields).utf8)
        try Home.write(try gate().clear(page, hiding: try await people(namedIn: [page.words])), to: path)
    }

    /// One chart for each facet of which anything is known.
    private func charts(_ balance: BalanceReport, _ words: Words, _ language: Language) -> [Fields] {
        let locale = Locale(identifier: language.rawValue)
        return balance.tables.compactMap { table in
            guard table.cells.contains(where: { $0.value != Facet.unknown && $0.invited != 0 }) else { return nil }
            func label(_ value: String) -> String {
                switch table.facet {
                case .country: locale.localizedString(forRegionCode: value) ?? facts.countryNames[value] ?? value
                case .language: locale.localizedString(forLanguageCode: value) ?? value
                default: words[value]
                }
            }
            let title = words["facet-\(table.facet.rawValue)"]
            let svg = PairedBars.svg(
                table.cells.prefix(12).map { .init(label: label($0.value), first: $0.invited, second: $0.directory) },
                title: title, legend: (words["balance-invited"], words["balance-directory"]),
                totals: (balance.people, balance.directory), hidden: words["hidden"])
            return Fields([
                "facet": title, "svg": svg, "missing": table.missing.prefix(12).map(label).joined(separator: ", "),
            ])
        }
    }

    private func fields(_ summary: ReportSummary, _ language: Language) throws -> Fields {
        let words = try pages.words(in: language)
        let today = try today()
        let convenings = try summary.convenings.map { view in
            let answers = view.answers.sorted { $0.key < $1.key }.map { "\(words[$0.key]): \($0.value)" }
            return Fields([
                "title": view.convening.title, "id": view.convening.id.text,
                "when": try view.convening.span.map { try moment($0, of: view.convening, in: language) } ?? "",
                "state": words[view.convening.state.rawValue], "answers": answers.joined(separator: ", "),
            ])
        }
        let measures = summary.measures.map { view in
            Fields(
                [
                    "reference": view.measure.publicName(on: today), "title": "",
                    "country": facts.countryNames[view.measure.state.rawValue] ?? view.measure.state.rawValue,
                    "stage": view.stageName, "silence": view.silentDays.map(String.init) ?? "",
                    "deadline": view.next.map { "\($0.name), \($0.day)" } ?? "",
                ], flags: view.next?.isConfirmed == false ? ["suggested"] : [])
        }
        let actions = summary.actions.prefix(200).map { action in
            Fields(
                [
                    "title": action.isQuiet ? "\(words["act-\(action.kind.rawValue)"]) \(action.id)" : action.title,
                    "owner": action.isShared ? action.owner : "", "due": action.due?.day.description ?? "",
                    "state": words[action.state.rawValue],
                ], flags: action.isOverdue(on: today) ? ["overdue"] : [])
        }
        let statements = summary.statements.map { statement in
            Fields([
                "title": statement.title, "state": words[statement.state.rawValue],
                "signatures": "\(statement.signatures.count)", "digest": statement.edition.digest,
            ])
        }
        let flags = [
            ("hasConvenings", convenings.isEmpty), ("hasMeasures", measures.isEmpty), ("hasActions", actions.isEmpty),
            ("hasStatements", statements.isEmpty),
        ].filter { !$0.1 }.map(\.0)
        return Fields(
            [
                "made": MomentText.day(today, in: language), "post": officer.post,
                "smallest": "\(summary.balance.smallest)",
                "delivered": "\(summary.outbox["delivered"] ?? 0)", "waiting": "\(summary.outbox["waiting"] ?? 0)",
                "dead": "\(summary.outbox["dead"] ?? 0)", "held": "\(summary.heldReplies)",
            ],
            rows: [
                "charts": charts(summary.balance, words, language), "convenings": convenings, "measures": measures,
                "actions": actions, "statements": statements,
            ],
            flags: Set(flags))
    }
}
