public import Coordination
public import FollowUpService
public import Installation
internal import Rendering
internal import Storage

/// What is open, overdue and owed to the people concerned.
public struct FollowUpReport: View {
    public struct Line: View {
        /// An owner's name, a mechanism's in the language that was asked for, or a country's code.
        public let name: String
        public let open: Int
        public let overdue: Int
        public let feedbackOwed: Int
    }

    public let today: CalendarDay
    public let total: Line
    /// The most overdue first, a hundred at most.
    public let owners: [Line]
    public let bodies: [Line]
    public let countries: [Line]
    /// The actions that are due first, fifty at most.
    public let urgent: [ActionDetails]
}

extension Reports {
    public func followUp(in wanted: Language? = nil) async throws -> FollowUpReport {
        let today = try operation.today(), language = try operation.textLanguage(wanted)
        return try await operation.read { records in
            func line(_ tally: ActionTally, _ name: String) -> FollowUpReport.Line {
                .init(name: name, open: tally.open, overdue: tally.overdue, feedbackOwed: tally.feedbackOwed)
            }
            let owners = try records.actions.tallies(by: .owner, on: today)
            // Those with a day are found by the index; the others are looked at where there are few.
            let dated = try records.actions.all(
                ActionQuery(states: [.open], dueBefore: today.adding(days: 3650), limit: 50))
            let mechanisms = MechanismWords(try records.mechanisms.all(), in: language)
            return FollowUpReport(
                today: today,
                total: .init(
                    name: "", open: owners.map(\.open).reduce(0, +), overdue: owners.map(\.overdue).reduce(0, +),
                    feedbackOwed: owners.map(\.feedbackOwed).reduce(0, +)),
                owners: try owners.prefix(100).map { line($0, try records.actions.one($0.sample).owner) },
                bodies: try records.actions.tallies(by: .mechanism, on: today).map {
                    line($0, mechanisms.name(of: $0.key))
                },
                countries: try records.actions.tallies(by: .country, on: today).map { line($0, $0.key) },
                urgent: (dated.count < 50 ? try records.actions.all(ActionQuery(states: [.open], limit: 50)) : dated)
                    .map { ActionDetails($0) })
        }
    }

    /// The report in the words of one language.
    public func document(_ report: FollowUpReport, in wanted: Language? = nil) throws -> ReportDocument {
        let language = try operation.textLanguage(wanted), words = try operation.pages.words(in: language)
        let counts = ["open", "overdue", "feedback-owed"].map { words["col-\($0)"] }
        func section(_ title: String, _ column: String, _ lines: [FollowUpReport.Line]) -> ReportDocument.Section {
            ReportDocument.Section(
                words[title], [words[column]] + counts,
                lines.map { [$0.name, "\($0.open)", "\($0.overdue)", "\($0.feedbackOwed)"] },
                bars: lines.filter { $0.overdue > 0 }.prefix(12).map { .init(label: $0.name, count: $0.overdue) })
        }
        let urgent = report.urgent.map { action in
            [
                action.id.text, action.due?.day.description ?? "-", words["act-\(action.kind.rawValue)"], action.owner,
                action.title, action.isOverdue(on: report.today) ? words["col-overdue"] : words.name(of: action.state),
            ]
        }
        let total = report.total
        return ReportDocument(
            words["report-followup"], in: language,
            [
                .init(words["total"], counts, [["\(total.open)", "\(total.overdue)", "\(total.feedbackOwed)"]]),
                section("by-owner", "col-owner", report.owners), section("by-body", "col-body", report.bodies),
                section(
                    "by-country", "col-country",
                    report.countries.map {
                        .init(
                            name: operation.facts.countryName($0.name, in: language), open: $0.open,
                            overdue: $0.overdue,
                            feedbackOwed: $0.feedbackOwed)
                    }),
                .init(
                    words["most-urgent"], ["id", "due", "act", "owner", "what", "state"].map { words["col-\($0)"] },
                    urgent),
            ])
    }
}
