internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct AddMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a measure. Its reference says which mechanism it belongs to.",
        discussion:
            "References are read as the bodies print them: MC-204-17, \"PM 204/17\", \"Communication 379/09\". Letters of UN Special Procedures are added with 'communication add'."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The reference; with --body a title.")
    var reference: String

    @Option(help: "The State concerned (ISO 3166-1, two letters).")
    var state: CountryCode

    @Option(help: "A short title, for the mission alone.")
    var title: String

    @Option(help: "What others may read of it beside the reference.")
    var publicTitle: String?

    @Option(help: "The stage it is in; by default the first in which someone is protected.")
    var stage: String?

    @Option(help: ArgumentHelp("The day of that stage.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay

    @Option(help: "The resolution or letter that says so, as printed.")
    var document: String?

    @Option(help: "The body, where it numbers nothing, such as inter-american-court.")
    var body: Mechanism.ID?

    @OptionGroup var beneficiaries: BeneficiaryOptions

    @Option(help: "An operative point; may be repeated, in order.")
    var point: [String] = []

    @Option(
        help: ArgumentHelp("A contact who follows it and is reminded; may be repeated, in order.", valueName: "contact")
    )
    var follow: [Contact.ID] = []

    func run() async throws {
        var draft = MeasureDraft(reference: reference, state: state, title: title, day: on)
        draft.publicTitle = publicTitle
        draft.stage = stage
        draft.document = document
        draft.body = body
        draft.beneficiaries = try beneficiaries.values()
        draft.points = point
        draft.chain = follow
        let view = try await options.operation().measures.add(draft)
        try options.show(view, MeasureText.lines(view))
    }
}
