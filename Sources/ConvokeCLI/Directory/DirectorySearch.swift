internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Installation
internal import PeopleService

extension DirectoryCommand {
    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "search",
            abstract: "Find people, organizations and mechanisms by words, sector, country, theme or language.",
            discussion: "Where no name begins with the words, names that differ by a letter are offered.")

        @OptionGroup var options: GlobalOptions
        @Argument(help: "Words of a name, an address or an organization; letter case and accents do not matter.")
        var words: [String] = []
        @OptionGroup var traits: QueryOptions
        @Flag(help: "Everyone: no word or trait is needed.") var all = false
        @Option(help: "How many of each kind at most.") var limit = 200

        func run() async throws {
            guard (1...100_000).contains(limit) else {
                throw Problem(.usage, "a list has 1 to 100000 lines", remedy: "Give another --limit.")
            }
            let query = traits.query(words.joined(separator: " ")), operation = try await options.operation()
            guard !query.isEmpty || all else {
                throw Problem(.usage, "no word and no trait is given", remedy: "Give one, or --all to list everybody.")
            }
            let hits = try await operation.directory.search(query, limit: limit)
            if hits.isEmpty, let known = try await operation.directory.nearestTrait(to: query) { Progress.note(known) }
            if hits.contains(where: \.isNear) {
                Progress.note("Nothing begins with '\(words.joined(separator: " "))'. The nearest:")
            }
            let full = ["contact", "organization"].filter { kind in hits.filter { $0.kind == kind }.count == limit }
            try options.show(hits)
            if !full.isEmpty { Progress.note("There may be more; give more words or --limit.") }
        }
    }

    struct Show: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show one entry whole. Reading a person leaves a note in the audit.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The id of a contact, organization or mechanism.") var id: String

        func call(_ operation: Operation) async throws -> DirectoryEntry { try await operation.directory.show(id) }
    }
}

/// The traits by which entries of the directory are chosen; all that are given must fit.
struct QueryOptions: ParsableArguments {
    @Option(help: "Only of this sector.") var sector: Sector?
    @Option(help: "Only of this country.") var country: CountryCode?
    @Option(help: "Only whose organization works on this theme.") var theme: String?
    @Option(help: "Only who speak this language.") var language: Language?
    @Option(help: "Only whose organization reaches so far.") var reach: Reach?
    @Option(help: "Only whose organization speaks for this population.") var population: String?
    @Option(help: "Only members of this group.") var group: Group.ID?

    func query(_ text: String = "") -> DirectoryQuery {
        DirectoryQuery(
            text: text, sector: sector, country: country, theme: theme, language: language, reach: reach,
            population: population, group: group)
    }
}
