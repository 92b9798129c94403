internal import ArgumentParser
internal import Coordination
internal import Workflows

struct AddMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Take a measure into the files. Its reference says which body it belongs to.",
        discussion:
            "References are read as the bodies print them: MC-204-17, \"PM 204/17\", \"AL CAN 3/2026\", \"Communication 379/09\"."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The reference.")
    var reference: String

    @Option(help: "The State concerned (ISO 3166-1, two letters).")
    var state: CountryCode

    @Option(help: "A short neutral title.")
    var title: String

    @Option(help: "The stage it is in; by default the first in which someone is protected.")
    var stage: String?

    @Option(help: ArgumentHelp("The day of that stage.", valueName: "day"))
    var on: CalendarDay

    @Option(help: "The resolution or letter that says so, as printed.")
    var document: String?

    @Option(help: "A beneficiary: a pseudonym or initials; may be repeated. A full name is never needed.")
    var beneficiary: [String] = []

    @Option(help: "A class of beneficiaries, for example \"members of the community council\".")
    var group: [String] = []

    @Option(help: "An operative point; may be repeated, in order.")
    var point: [String] = []

    func run() async throws {
        let view = try await options.secretariat().addMeasure(
            reference: reference, state: state, title: title, stage: stage, on: on, document: document,
            beneficiaries: beneficiary.map { .person($0) } + group.map { .group($0, count: nil) }, points: point)
        try options.show(view, ShowMeasureCommand.lines(view))
    }
}
