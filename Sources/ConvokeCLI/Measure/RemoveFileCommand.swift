internal import ArgumentParser
internal import Coordination
internal import Workflows

struct RemoveFileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove-file", abstract: "Destroy a sealed file.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The file's id, as 'show' lists it.")
    var attachment: Attachment.ID

    func run() async throws {
        let secretariat = try await options.secretariat()
        try options.confirm("Destroy \(attachment)?")
        try await secretariat.removeAttachment(attachment)
        try options.show(["removed": attachment.text], ["Destroyed \(attachment)."])
    }
}
