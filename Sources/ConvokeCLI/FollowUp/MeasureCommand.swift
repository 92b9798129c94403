internal import ArgumentParser

struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Precautionary measures and other protection instruments.",
        subcommands: [AddMeasureCommand.self, ShowMeasureCommand.self, ListMeasuresCommand.self])
}
