internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct StopContactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Mark a person as not to be contacted, and stop everything that waits for them.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Whom.")
    var contact: Contact.ID

    func run() async throws {
        let report = try await options.operation().consents.setDoNotContact(true, for: contact)
        try options.show(report, ["\(report.contact) is not contacted any more."] + StoppedText.lines(report))
    }
}
