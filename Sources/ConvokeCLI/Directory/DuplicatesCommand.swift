internal import ArgumentParser
internal import Coordination
internal import Workflows

struct DuplicatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "List people who look alike, with a score from 0 to 100 and why.",
        discussion:
            "Make two one with 'directory merge KEEP OTHER'; say that they are two with 'directory relate ONE distinct-from OTHER'."
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: "How many pairs at most.")
    var limit = 100

    func run() async throws {
        guard (1...10_000).contains(limit) else {
            throw Problem(.usage, "a list has 1 to 10000 lines", remedy: "Give another --limit.")
        }
        let progress = Progress(steps: 1)
        let pairs = try await options.secretariat().duplicates(limit: limit) { progress.show($0, of: $1) }
        progress.finish()
        try options.show(
            pairs,
            Table.lines(
                ["score", "one", "other", "names", "why"],
                pairs.map {
                    [
                        "\($0.likeness.score)", $0.first, $0.second, "\($0.firstName) / \($0.secondName)",
                        $0.likeness.reasons.joined(separator: ", "),
                    ]
                }, empty: "Nobody looks like anybody else."))
    }
}

struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make two records of one person into one; it can be undone.",
        discussion:
            "Every invitation, message, consent, role, group and relation of the other moves to the one that is kept. Where they disagree, the kept one's word counts, and the more careful mark."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The record that is kept.")
    var kept: Contact.ID

    @Argument(help: "The record that becomes a part of it.")
    var other: Contact.ID

    @Flag(help: "Show what would be made, and change nothing.")
    var dryRun = false

    func run() async throws {
        let view = try await options.secretariat().merge(other, into: kept, isDryRun: dryRun)
        try options.show(
            view,
            ContactText(contact: view.kept, organization: view.organization).lines + [
                view.isDone
                    ? "\(other) is a part of \(view.kept.id) now. 'convoke directory unmerge \(view.kept.id)' undoes it."
                    : "Nothing was changed: this was a dry run."
            ])
    }
}

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
