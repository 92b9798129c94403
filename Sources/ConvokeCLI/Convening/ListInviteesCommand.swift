internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct ListInviteesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the list, or put people on it or off it.",
        discussion:
            "--sector, --country and --theme together add everyone who fits all of them. People who may not be invited are shown with the reason."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Option(parsing: .upToNextOption, help: "Contacts to add.")
    var add: [Contact.ID] = []

    @Option(help: "Add everyone of this sector; may be repeated.")
    var sector: [Sector] = []

    @Option(help: "Add everyone of this country; may be repeated.")
    var country: [CountryCode] = []

    @Option(help: "Add everyone whose organization works on this theme.")
    var theme: String?

    @Option(help: "A contact to add without whom there is no meeting; may be repeated.")
    var require: [Contact.ID] = []

    @Option(help: "A contact to remove; one who was invited already gets a cancellation.")
    var remove: Contact.ID?

    func run() async throws {
        let operation = try await options.operation()
        var view: InviteeView
        if add.isEmpty, require.isEmpty, sector.isEmpty, country.isEmpty, theme == nil {
            view = try await operation.invitees.list(of: convening)
        } else {
            view = try await operation.invitees.add(
                to: convening, named: add, sectors: sector, countries: country, theme: theme, required: require)
        }
        if let remove { view = try await operation.invitees.remove(remove, from: convening) }
        let balance = view.balance
        let counts = [Facet.sector, .reach, .language].map { balance[$0] }.map { table in
            table.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        try options.show(
            view,
            Table.lines(
                ["contact", "state", "sector", "name"],
                view.entries.map { entry in
                    [
                        entry.contact.text,
                        entry.excluded.map { "not invited: \($0)" } ?? entry.state?.rawValue ?? "-",
                        entry.sector?.rawValue ?? "-", entry.name + (entry.organization.map { ", \($0)" } ?? ""),
                    ]
                }, empty: "Nobody yet.")
                + (balance.people == 0
                    ? [] : ["", "by sector: \(counts[0])", "by reach: \(counts[1])", "by language: \(counts[2])"])
                + view.shortages.map { "quorum not met: \($0)" } + balance.warnings.map { "note: \($0)" }
                + (view.notice.map { [$0] } ?? []))
    }
}
