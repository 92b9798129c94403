internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct OverrideConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override",
        abstract: "Decide to write to a person for one convening or statement although no consent is on record.",
        discussion:
            "The reason is kept with the person's record and the decision in the audit. A refusal cannot be overridden."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Whom.")
    var contact: Contact.ID

    @Option(help: "The convening or statement it is for.")
    var subject: String

    /// The purposes that can be overridden.
    enum Purpose: String, ExpressibleByArgument, CaseIterable {
        case invite
        case signOn = "sign-on"

        var purpose: Consent.Purpose { self == .invite ? .invite : .signOn }
    }

    @Option(help: "What the message is for; a statement needs sign-on.")
    var purpose = Purpose.invite

    @Option(help: "Why it is right all the same.")
    var reason: String

    func run() async throws {
        try await options.operation().consents.overrideConsent(
            of: contact, to: purpose.purpose, about: subject, reason: reason)
        try options.show(
            ["contact": contact.text, "subject": subject],
            [
                "\(contact) may be written to about \(subject) alone; the reason is on record.",
                purpose == .invite ? "Next: convoke convening invitees \(subject) --add \(contact)" : "",
            ].filter { !$0.isEmpty })
    }
}
