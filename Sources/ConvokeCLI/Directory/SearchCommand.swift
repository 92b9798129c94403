internal import ArgumentParser
internal import Coordination
internal import Workflows

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find people, organizations and mechanisms by the beginnings of words.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Words of a name; letter case and accents do not matter.")
    var words: [String] = []

    @Option(help: "Only of this sector.")
    var sector: Sector?

    @Option(help: "Only of this country.")
    var country: CountryCode?

    @Option(help: "How many of each kind at most.")
    var limit = 200

    func run() async throws {
        guard (1...100_000).contains(limit) else {
            throw Problem(.usage, "a list has 1 to 100000 lines", remedy: "Give another --limit.")
        }
        let hits = try await options.secretariat().search(
            words.joined(separator: " "), sector: sector, country: country, limit: limit)
        try options.show(
            hits,
            Table.lines(
                ["id", "kind", "country", "sector", "name"],
                hits.map { hit in
                    [
                        hit.id, hit.kind, hit.country ?? "-", hit.sector ?? "-",
                        hit.name + (hit.organization.map { ", \($0)" } ?? ""),
                    ]
                }, empty: "Nothing found."))
    }
}
