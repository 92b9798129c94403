internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct AnchorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchor", abstract: "Write down where the chain ends, to be kept where nobody here can change it.",
        discussion: "The line holds no name and no content. Keep it on paper, on another machine or with an auditor.")

    @OptionGroup var options: GlobalOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Add the line to this file.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Mail it to this contact, who agreed to 'share'.", valueName: "contact"))
    var mail: Contact.ID?

    func run() async throws {
        let anchor = try await options.operation().audit.anchor(to: output, mailTo: mail)
        try options.show(
            anchor,
            [anchor.line] + (output.map { ["Added to \($0)."] } ?? [])
                + (mail.map { ["A mail to \($0) waits in the outbox."] } ?? []))
    }
}
