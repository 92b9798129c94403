internal import CommandSupport
internal import Coordination
internal import CustodyService

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
