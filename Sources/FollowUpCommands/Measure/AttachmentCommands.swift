internal import ArgumentParser
internal import CommandSupport
internal import Coordination
internal import FollowUpService

struct AttachCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Seal a file into the store as evidence, up to \(Attachment.limit >> 20) MiB.",
        discussion: "The file itself stays where it is: delete it yourself if it must not lie there.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The action or incident by its id, or the measure by its id or reference.") var subject: String
    @Argument(help: "The file.") var file: String

    func call(_ operation: Operation) async throws -> Attachment {
        try await operation.attachments.attach(file, to: subject)
    }
}

struct DetachCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "Write a sealed file out again. It stays in the store.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The file's id, as 'show' lists it.") var attachment: Attachment.ID
    @Option(name: .shortAndLong, help: ArgumentHelp("Where to.", valueName: "file")) var output: String

    func call(_ operation: Operation) async throws -> Attachment {
        try await operation.attachments.detach(attachment, to: output)
    }

    func lines(_ facts: Attachment) -> [String] { ["Wrote \(output), \(facts.size) bytes."] }
}

struct RemoveFileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove-file", abstract: "Destroy a sealed file.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The file's id, as 'show' lists it.") var attachment: Attachment.ID

    func run() async throws {
        let operation = try await options.operation()
        try options.confirm("Destroy \(attachment)?")
        try await operation.attachments.remove(attachment)
        try options.show(["removed": attachment.text], ["Destroyed \(attachment)."])
    }
}
