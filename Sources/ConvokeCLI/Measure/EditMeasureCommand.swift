internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct EditMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what is known of a measure, and who follows it.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    @Option(help: "A short title, for the mission alone.")
    var title: String?

    @Option(help: "What others may read of it beside the reference.")
    var publicTitle: String?

    @Option(help: "The State concerned (ISO 3166-1, two letters).")
    var state: CountryCode?

    @Option(help: ArgumentHelp("After how many days without anything recorded it is a warning.", valueName: "number"))
    var silenceDays: Int?

    @Option(help: "Why the situation is serious.")
    var gravity: String?

    @Option(help: "Why it is urgent.")
    var urgency: String?

    @Option(help: "Which harm could not be repaired.")
    var irreparableHarm: String?

    @OptionGroup var added: BeneficiaryOptions

    @Option(
        help: ArgumentHelp(
            "Who follows it and is reminded, instead of those before; may be repeated, in order.", valueName: "contact")
    )
    var follow: [Contact.ID] = []

    func run() async throws {
        var edit = MeasureEdit()
        edit.title = title
        edit.publicTitle = publicTitle
        edit.state = state
        edit.silenceDays = silenceDays
        edit.gravity = gravity
        edit.urgency = urgency
        edit.irreparableHarm = irreparableHarm
        edit.beneficiaries = try added.values()
        edit.chain = follow.isEmpty ? nil : follow
        let view = try await options.operation().measures.edit(measure, edit)
        try options.show(view, MeasureText.lines(view))
    }
}
