internal import CommandSupport
internal import Coordination
package import CustodyService

extension ErasureReport: Printed {
    package var lines: [String] {
        Table.lines(
            ["destroyed", "count"], destroyed.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] },
            empty: "")
            + mentions.map { "stays, and names the person: \($0)" }
            + remaining.map { "stays until you delete it: \($0)" }
            + (hold.map { ["a legal hold stands since \($0.set): \($0.reason)"] } ?? [])
    }
}

extension RetentionReport {
    package func lines(isApplied: Bool) -> [String] {
        let due = lines.filter { !isApplied && !$0.due.isEmpty }
        return Table.lines(
            ["kind", "kept for days", isApplied ? "destroyed" : "older"],
            lines.map { [$0.kind.rawValue, $0.days.map(String.init) ?? "always", "\($0.due.count)"] }, empty: "")
            + due.map { "\($0.kind.rawValue): \($0.due.joined(separator: " "))" }
    }
}
