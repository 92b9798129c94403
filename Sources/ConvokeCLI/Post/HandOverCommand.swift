internal import ArgumentParser
internal import Coordination
internal import Installation
internal import PeopleService
internal import ReportService

struct HandOverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handover", abstract: "List what is open for the next officer; with --to, designate them.",
        discussion: """
            It lists the promises that are not done, the consents that hold, convenings, measures and statements under way, and what \
            waits. Afterwards change 'officer' in settings.yaml, 'vault rekey', and give the successor a way in of their own.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The mission.")
    var id: Post.ID

    @Option(help: "The successor's name as it is published.")
    var to: String?

    @Option(help: "The successor's mailbox.")
    var address: EmailAddress?

    @Option(help: ArgumentHelp("The successor's first day; today where it is left out.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay?

    private func check() throws {
        guard (to == nil) == (address == nil) else {
            throw Problem(.usage, "--to and --address belong together", remedy: "Give both, or neither.")
        }
    }

    func run() async throws {
        try check()
        let operation = try await options.operation()
        let today = try operation.today()
        var successor: Designation?
        if let to, let address {
            successor = Designation(role: .officer, name: to, address: address, since: on ?? today)
        }
        let report = try await operation.reports.handOver(id, to: successor)
        let consents = Dictionary(grouping: report.consents, by: \.contact)
        try options.show(
            report,
            PostText.lines(report.post)
                + section(
                    "Promises that are not done",
                    report.promises.map { promise in
                        "\(promise.action)  \(promise.owner): \(promise.title)\(promise.due.map { ", due \($0)" } ?? "")\(promise.isOverdue ? " OVERDUE" : "")\(promise.isUntold ? " DONE, FEEDBACK OWED" : "")"
                    })
                + section(
                    "Consents that hold (\(report.ending) end within 90 days)",
                    consents.sorted { $0.key < $1.key }.map { contact, list in
                        "\(contact)  \(list.first?.name ?? ""): "
                            + list.map { "\($0.purpose) by \($0.channel)\($0.expires.map { " until \($0)" } ?? "")" }
                            .joined(separator: ", ")
                    })
                + section("Consents that were overridden", report.overrides)
                + section("Convenings under way", report.convenings) + section("Measures", report.measures)
                + section("Statements under way", report.statements) + section("Groups", report.groups) + [
                    "", "\(report.waitingMessages) messages wait, \(report.heldAnswers) replies are in quarantine.",
                ]
                + (to == nil
                    ? []
                    : [
                        "Next: hand the acts over with 'convoke action reassign --from OWNER --to OWNER';",
                        "change 'officer' in settings.yaml; give the successor a way in of their own ('convoke vault add-slot');",
                        "take yours away ('vault remove-slot') and change the keys ('vault rekey').",
                    ]))
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        ["", "\(title): \(lines.isEmpty ? "none" : "\(lines.count)")"] + lines.prefix(20).map { "  \($0)" }
            + (lines.count > 20 ? ["  … and \(lines.count - 20) more; --json lists all"] : [])
    }
}
