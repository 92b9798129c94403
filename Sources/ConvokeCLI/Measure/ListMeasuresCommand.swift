internal import ArgumentParser
internal import FollowUpService

struct ListMeasuresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "List measures, the most urgent first: a confirmed deadline that passed, silence, a suggested deadline that passed, overdue actions, the next deadline."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let views = try await options.operation().measures.all(isCommunication: false)
        try options.show(views, MeasureText.table(views, empty: "None yet. Add one with 'convoke measure add'."))
    }
}
