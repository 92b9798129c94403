internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Seal a file into the store as evidence, up to \(Attachment.limit >> 20) MiB.",
        discussion: "The file itself stays where it is: delete it yourself if it must not lie there.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action or incident by its id, or the measure by its id or reference.")
    var subject: String

    @Argument(help: "The file.")
    var file: String

    func run() async throws {
        let attachment = try await options.operation().attachments.attach(file, to: subject)
        try options.show(attachment, ["Sealed \(attachment.name) as \(attachment.id), \(attachment.size) bytes."])
    }
}
