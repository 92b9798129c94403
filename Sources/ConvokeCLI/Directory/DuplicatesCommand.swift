internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct DuplicatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "List people who look alike, with a score from 0 to 100 and why.",
        discussion:
            "Make two one with 'directory merge KEEP OTHER'; say that they are two with 'directory relate ONE distinct-from OTHER'."
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: "How many pairs at most.")
    var limit = 100

    func run() async throws {
        guard (1...10_000).contains(limit) else {
            throw Problem(.usage, "a list has 1 to 10000 lines", remedy: "Give another --limit.")
        }
        let progress = Progress(steps: 1)
        let pairs = try await options.operation().directory.duplicates(limit: limit) { progress.show($0, of: $1) }
        progress.finish()
        try options.show(
            pairs,
            Table.lines(
                ["score", "one", "other", "names", "why"],
                pairs.map {
                    [
                        "\($0.likeness.score)", $0.first.text, $0.second.text, "\($0.firstName) / \($0.secondName)",
                        $0.likeness.reasons.joined(separator: ", "),
                    ]
                }, empty: "Nobody looks like anybody else."))
    }
}
