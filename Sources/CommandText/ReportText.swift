internal import CommandSupport
internal import Coordination
internal import FollowUpService
package import ReportService

extension ReportSummary: Printed {
    package var lines: [String] {
        let outbox = ["waiting", "delivered", "saved", "superseded", "failed"].map { "\($0) \(self.outbox[$0] ?? 0)" }
            .joined(
                separator: ", ")
        return [
            "convenings: \(convenings.count)",
            "measures: \(measures.count), live \(measures.filter(\.isLive).count)",
            "actions: \(actions.count), open \(actions.filter { $0.state == .open }.count), overdue \(overdue.count)",
            "statements: \(statements.count)", "outbox: \(outbox)", "replies in quarantine: \(heldReplies)",
        ] + balance.warnings.map { "note: \($0.rawValue)" }
    }
}

extension ReportDocument {
    package var lines: [String] {
        let sections = sections.flatMap { section in
            (section.heading == title ? [""] : ["", section.heading])
                + Table.lines(section.header, section.rows, empty: "-")
        }
        return [title + (subject.map { ": \($0)" } ?? "")] + notes + sections
    }
}

extension Finding: Listed {
    package static func table(_ findings: [Finding]) -> [String] {
        let marks: [Verdict: String] = [.good: "ok", .notice: "note", .bad: "BAD"]
        return Table.lines(
            ["", "what", "found"],
            findings.map {
                [
                    marks[$0.verdict] ?? "", $0.subject,
                    [$0.detail, $0.remedy?.inCommands].compactMap { $0 }.joined(separator: ". "),
                ]
            }, empty: "")
    }
}
