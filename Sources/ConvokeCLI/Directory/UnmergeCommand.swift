internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct UnmergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge", abstract: "Undo the last merge into a record.",
        discussion: "What was changed since the merge stays with the record that was kept.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The record that was kept.")
    var kept: Contact.ID

    func run() async throws {
        let view = try await options.operation().directory.unmerge(kept)
        let stopped = view.stopped.map { item in
            let next =
                item.kind == .cancellation
                ? "tell \(view.other) another way that \(item.convening) is called off"
                : "'convoke convening invite \(item.convening)' sends it again"
            return "stopped, because it was written to \(view.kept): \(item.message), \(item.kind); \(next)"
        }
        try options.show(
            view,
            ["\(view.other) is a record of its own again."] + stopped
                + ["Look at both with 'convoke directory show': notes that were changed since stay with \(view.kept)."])
    }
}
