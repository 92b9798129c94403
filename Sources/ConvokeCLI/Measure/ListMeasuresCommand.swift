internal import ArgumentParser
internal import Workflows

struct ListMeasuresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "List measures; what needs a person comes first: a deadline that passed, silence, acts that are late, the next deadline."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let views = try await options.operation().measures(isCommunication: false)
        try options.show(views, MeasureText.table(views, empty: "None yet. Add one with 'convoke measure add'."))
    }
}
