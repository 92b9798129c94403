internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct RemoveFileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove-file", abstract: "Destroy a sealed file.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The file's id, as 'show' lists it.")
    var attachment: Attachment.ID

    func run() async throws {
        let operation = try await options.operation()
        try options.confirm("Destroy \(attachment)?")
        try await operation.attachments.remove(attachment)
        try options.show(["removed": attachment.text], ["Destroyed \(attachment)."])
    }
}
