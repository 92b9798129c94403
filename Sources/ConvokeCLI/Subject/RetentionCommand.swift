internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Show what is older than the rules of settings.yaml allow; destroy it with --apply.")

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Destroy it.")
    var apply = false

    func run() async throws {
        let operation = try await options.operation()
        let plan = try await operation.subjects.retention(apply: false)
        let count = plan.lines.map(\.due.count).reduce(0, +)
        if apply, count > 0 { try options.confirm("Destroy \(count) records for good?") }
        let report = apply ? try await operation.subjects.retention(apply: true) : plan
        try options.show(
            report,
            Table.lines(
                ["kind", "kept for days", apply ? "destroyed" : "older"],
                report.lines.map { [$0.kind.rawValue, $0.days.map(String.init) ?? "always", "\($0.due.count)"] },
                empty: "")
                + (apply
                    ? []
                    : report.lines.filter { !$0.due.isEmpty }.map {
                        "\($0.kind.rawValue): \($0.due.joined(separator: " "))"
                    }))
    }
}
