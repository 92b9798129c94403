internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Destroy a person's record for good; first it shows what that means.",
        discussion: "The key is destroyed, so that copies of the store as it is from now on hold nothing of the person."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The contact.")
    var contact: Contact.ID

    @Flag(help: "Only show what would be destroyed.")
    var preview = false

    func run() async throws {
        let operation = try await options.operation()
        let before = try await operation.subjects.previewErasure(of: contact)
        if preview { return try options.show(before, lines(before)) }
        if !options.json { for line in lines(before) { Progress.note(line) } }
        try options.confirm("Destroy the record of \(contact) for good?")
        let report = try await operation.subjects.erase(contact)
        try options.show(report, ["The record of \(contact) is destroyed."])
    }

    private func lines(_ report: ErasureReport) -> [String] {
        Table.lines(
            ["destroyed", "count"], report.destroyed.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] },
            empty: "")
            + report.mentions.map { "stays, and names the person: \($0)" }
            + report.remaining.map { "stays until you delete it: \($0)" }
            + (report.hold.map { ["a legal hold stands since \($0.set): \($0.reason)"] } ?? [])
    }
}
