internal import ArgumentParser
internal import Coordination

/// The traits by which entries of the directory are chosen; all that are given must fit.
struct QueryOptions: ParsableArguments {
    @Option(help: "Only of this sector.")
    var sector: Sector?

    @Option(help: ArgumentHelp("Only of this country.", valueName: "code"))
    var country: CountryCode?

    @Option(help: "Only whose organization works on this theme.")
    var theme: String?

    @Option(help: ArgumentHelp("Only who speak this language.", valueName: "code"))
    var language: Language?

    @Option(help: "Only whose organization reaches so far.")
    var reach: Reach?

    @Option(help: "Only whose organization speaks for this population.")
    var population: String?

    @Option(help: "Only members of this group.")
    var group: Group.ID?

    func query(_ text: String = "") -> DirectoryQuery {
        DirectoryQuery(
            text: text, sector: sector, country: country, theme: theme, language: language, reach: reach,
            population: population, group: group)
    }
}
