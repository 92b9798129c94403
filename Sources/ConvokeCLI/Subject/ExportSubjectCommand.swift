internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct ExportSubjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a person's whole record as JSON and as a page to read.",
        discussion: "It gathers every table. Lines that name other people are withheld.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The contact.")
    var contact: Contact.ID

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "dir"))
    var output = "."

    func run() async throws {
        let files = try await options.operation().subjects.export(contact, to: output)
        try options.show(["files": files], files.map { "Wrote \($0)." })
    }
}
