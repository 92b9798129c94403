internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct ResumeContactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Take the mark 'do not contact' away.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Whose.")
    var contact: Contact.ID

    func run() async throws {
        try options.confirm("Was \(contact) asked, and agreed to be contacted again?")
        let report = try await options.operation().consents.setDoNotContact(false, for: contact)
        try options.show(report, ["\(report.contact) may be contacted again, as far as consents say."])
    }
}
