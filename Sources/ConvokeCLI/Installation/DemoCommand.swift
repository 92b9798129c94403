internal import ArgumentParser
internal import CommandSupport
internal import Demonstration
internal import Installation

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Do the whole job once with invented people; nothing leaves this machine.",
        discussion: "Everything is put into the folder given with --home, by default ./.demo.")
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let demonstration = Demonstration(
            folder: options.home ?? ".demo", program: GlobalOptions.program, resources: try GlobalOptions.resources(),
            clock: .machine, random: .machine, storeURL: options.store)
        let progress = Progress(steps: Demonstration.stepCount)
        let lines = try await demonstration.play { progress.step($0, $1) }
        progress.finish()
        try options.show(
            lines,
            [""]
                + Table.lines(
                    ["what was done", "count", "where it lies"], lines.map { [$0.what, $0.count, $0.place] }, empty: "")
        )
    }
}
