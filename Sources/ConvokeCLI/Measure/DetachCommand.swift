internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct DetachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "Write a sealed file out again. It stays in the store.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The file's id, as 'show' lists it.")
    var attachment: Attachment.ID

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to.", valueName: "file"))
    var output: String

    func run() async throws {
        let facts = try await options.operation().attachments.detach(attachment, to: output)
        try options.show(facts, ["Wrote \(output), \(facts.size) bytes."])
    }
}
