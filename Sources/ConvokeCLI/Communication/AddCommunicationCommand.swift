internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct AddCommunicationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Take a letter into the files: \"AL CAN 3/2026\", \"UA HND 1/2021\", \"TUN 4/2026\".")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The reference.")
    var reference: String

    @Option(help: "The State concerned (ISO 3166-1, two letters).")
    var state: CountryCode

    @Option(help: "A short title, for the mission alone.")
    var title: String

    @Option(help: "What others may read of it.")
    var publicTitle: String?

    @Option(help: ArgumentHelp("The day it was sent.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay

    @Option(
        help: ArgumentHelp(
            "Who sent it: a mechanism such as un-sr-defenders, or a name. Several make it a joint letter.",
            valueName: "mandate"))
    var mandate: [String] = []

    @Option(help: ArgumentHelp("The company it is addressed to, where it is not the State.", valueName: "name"))
    var company: String?

    @Option(help: ArgumentHelp("The organization it is addressed to, where it is not the State.", valueName: "name"))
    var organization: String?

    @OptionGroup var beneficiaries: BeneficiaryOptions

    @Option(help: "A recommendation; may be repeated, in order.")
    var point: [String] = []

    @Option(
        help: ArgumentHelp("A contact who follows it and is reminded; may be repeated, in order.", valueName: "contact")
    )
    var follow: [Contact.ID] = []

    func validate() throws {
        if company != nil, organization != nil { throw ValidationError("Give --company or --organization.") }
    }

    func run() async throws {
        var draft = MeasureDraft(reference: reference, state: state, title: title, day: on)
        draft.publicTitle = publicTitle
        draft.stage = "sent"
        draft.beneficiaries = try beneficiaries.values()
        draft.points = point
        draft.chain = follow
        let addressee = company.map { Letter.Addressee.company($0) } ?? organization.map { .organization($0) } ?? .state
        let view = try await options.operation().communications.add(draft, mandates: mandate, addressee: addressee)
        try options.show(view, MeasureText.lines(view))
    }
}
