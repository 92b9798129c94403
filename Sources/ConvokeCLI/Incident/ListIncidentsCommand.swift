internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct ListIncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List incidents, the newest first. Patterns are in 'report incidents'.")

    @OptionGroup var options: GlobalOptions

    @OptionGroup var time: MonthOptions

    @Option(help: "Only those in this country.")
    var country: CountryCode?

    func run() async throws {
        let incidents = try await options.operation().incidents.all(
            from: time.from, through: time.through, country: country)
        try options.show(
            incidents,
            Table.lines(
                ["id", "when", "country", "kind", "perpetrator", "confidence", "people"],
                incidents.map {
                    [
                        $0.id.text, $0.day?.description ?? $0.month.description, $0.country.rawValue, $0.kind.rawValue,
                        $0.perpetrator.rawValue, $0.confidence.rawValue, "\($0.count)",
                    ]
                }, empty: "None. Record one with 'convoke incident add'."))
    }
}
