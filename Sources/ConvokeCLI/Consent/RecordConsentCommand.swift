internal import ArgumentParser
internal import Coordination
internal import Installation
internal import PeopleService

struct RecordConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Write down that a person agreed, with the evidence.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Who agreed.")
    var contact: Contact.ID

    @Option(help: "To what.")
    var purpose: Consent.Purpose

    @Option(help: "On which channel.")
    var channel = SafeChannel.Kind.email

    @Option(help: "For 'share': with this group only.")
    var group: Group.ID?

    @Option(help: "How it was given, such as \"in person, 3 March\".")
    var evidence: String

    @Option(help: ArgumentHelp("When it was given; today where it is left out.", valueName: "yyyy-mm-dd"))
    var given: CalendarDay?

    @Option(help: ArgumentHelp("The last day it holds.", valueName: "yyyy-mm-dd"))
    var expires: CalendarDay?

    @Option(help: "Who gave it in the person's place: a representative or family.")
    var proxy: String?

    func run() async throws {
        let operation = try await options.operation()
        let consent = Consent(
            purpose: purpose, channel: channel, group: group, proxy: proxy, evidence: evidence,
            given: try given ?? operation.today(), expires: expires)
        try await operation.consents.record(consent, of: contact)
        try options.show(consent, ["\(contact): \(ContactText.line(consent))"])
    }
}
