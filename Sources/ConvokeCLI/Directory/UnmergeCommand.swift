internal import ArgumentParser
internal import Coordination
internal import Workflows

struct UnmergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge", abstract: "Undo the last merge into a record.",
        discussion: "What was changed since the merge stays with the record that was kept.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The record that was kept.")
    var kept: Contact.ID

    func run() async throws {
        let (other, stopped) = try await options.secretariat().unmerge(kept)
        try options.show(
            ["kept": [kept.text], "other": [other.text], "stopped": stopped],
            ["\(other) is a record of its own again."]
                + stopped.map {
                    "stopped, for it was written to \(kept): \($0); 'convoke convening invite' sends it again"
                }
                + ["Look at both with 'convoke directory show': notes that were changed since stay with \(kept)."])
    }
}
