internal import ArgumentParser
internal import Coordination
internal import Installation
internal import PeopleService

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
        let view = try await options.operation().directory.merge(other, into: kept, isDryRun: dryRun)
        try options.show(
            view,
            ContactText(contact: view.kept, organization: view.organization).lines + [
                view.isDone
                    ? "\(other) is a part of \(view.kept.id) now. 'convoke directory unmerge \(view.kept.id)' undoes it."
                    : "Nothing was changed: this was a dry run."
            ])
    }
}
