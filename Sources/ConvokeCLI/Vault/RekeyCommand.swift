internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct RekeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey", abstract: "Give the vault, every record and the search index new keys.",
        discussion: "Every way in keeps working. When it is stopped, run it again: it goes on where it was.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let operation = try await options.operation()
        let bar = Progress(steps: 1)
        try await operation.vault.rekey { bar.show($0, of: $1) }
        bar.finish()
        let generation = try await operation.vault.status().generation
        try options.show(["generation": generation], ["All keys are new (generation \(generation))."])
    }
}
