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
    public let balance: Balance
    public let outbox: [String: Int]
    public let heldReplies: Int
}

extension Secretariat {
    /// Gathers the whole picture.
    public func report() async throws -> ReportSummary {
        let today = try today()
        let convenings = try await conveningViews(), measures = try await measures(), actions = try await actions()
        return try await store.read { [self] records in
            let invitations = try records.convenings().flatMap { try records.invitations(of: $0.id) }
            let asked = Set(invitations.filter { $0.sentSequence != nil }.map(\.contact))
            let entries = try records.contactsWithOrganizations().filter { asked.contains($0.0.id) }.map {
                InviteList.Entry(contact: $0.0, organization: $0.1, exclusion: nil)
            }
            let states = try records.outboxCounts().map { ($0.key.rawValue, $0.value) }
            return ReportSummary(
                made: world.now(), convenings: convenings, measures: measures, actions: actions,
                overdue: actions.filter { $0.isOverdue(on: today) }.map(\.id.text),
                statements: try records.statements(),
                balance: Balance(of: entries), outbox: Dictionary(uniqueKeysWithValues: states),
                heldReplies: try records.heldReplies())
        }
    }

    /// Writes the picture as a page that names no participant, in the officer's language unless another is wanted.
    /// - Throws: `Problem.notAllowed` where a title or note names someone of the directory.
    public func writeReport(to path: String, in wanted: Language? = nil) async throws {
        let language = wanted ?? officer.language
        try home.checkOutput(path)
        let fields = try fields(try await report(), language)
        let contacts = try await everyoneElse()
        _ = try gate().pass(exportOf: fields.words, hiding: contacts)
        try Home.write(try pages.report(in: language, fields).utf8, to: path)
    }

    private func fields(_ summary: ReportSummary, _ language: Language) throws -> Fields {
        let words = pages.words(in: language)
        let today = try today()
        let convenings = try summary.convenings.map { view in
            let answers = view.answers.sorted { $0.key < $1.key }.map { "\(words[$0.key]): \($0.value)" }
            return Fields([
                "title": view.convening.title, "id": view.convening.id.text,
                "when": try view.convening.span.map { try moment($0, view.convening.zone, language) } ?? "",
                "state": words[view.convening.state.rawValue], "answers": answers.joined(separator: ", "),
            ])
        }
        let measures = summary.measures.map { view in
            Fields(
                [
                    "reference": view.measure.reference.printed, "title": view.measure.title,
                    "country": facts.countryNames[view.measure.state.rawValue] ?? view.measure.state.rawValue,
                    "stage": view.stageName, "silence": view.silentDays.map(String.init) ?? "",
                    "deadline": view.next.map { "\($0.name), \($0.day)" } ?? "",
                ], flags: view.next?.isConfirmed == false ? ["suggested"] : [])
        }
        let actions = summary.actions.map { action in
            Fields(
                [
                    "title": action.title, "owner": action.owner, "due": action.due?.day.description ?? "",
                    "state": words[action.state.rawValue],
                ], flags: action.isOverdue(on: today) ? ["overdue"] : [])
        }
        let statements = summary.statements.map { statement in
            Fields([
                "title": statement.title, "state": words[statement.state.rawValue],
                "signatures": "\(statement.signatures.count)", "digest": statement.edition.digest,
            ])
        }
        let bars = summary.balance.sectors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let flags = [
            ("hasConvenings", convenings.isEmpty), ("hasMeasures", measures.isEmpty), ("hasActions", actions.isEmpty),
            ("hasStatements", statements.isEmpty),
        ].filter { !$0.1 }.map(\.0)
        return Fields(
            [
                "made": MomentText.day(today, in: language), "post": officer.post,
                "chart": BarChart.svg(bars.map { (words[$0.key], $0.value) }, title: words["people"]),
                "delivered": "\(summary.outbox["delivered"] ?? 0)", "waiting": "\(summary.outbox["waiting"] ?? 0)",
                "dead": "\(summary.outbox["dead"] ?? 0)", "held": "\(summary.heldReplies)",
            ],
            rows: ["convenings": convenings, "measures": measures, "actions": actions, "statements": statements],
            flags: Set(flags))
    }
}
