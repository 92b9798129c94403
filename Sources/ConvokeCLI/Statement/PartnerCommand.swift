internal import ArgumentParser
internal import Coordination
internal import StatementService

struct PartnerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partner", abstract: "Receivers of statements.",
        subcommands: [AddPartnerCommand.self, ListPartnersCommand.self, TestPartnerCommand.self])

    static func lines(_ partners: [PartnerView]) -> [String] {
        Table.lines(
            ["id", "state", "address", "name"], partners.map { [$0.id.text, $0.state.rawValue, $0.url, $0.name] },
            empty: "None yet. Add one with 'convoke partner add'.")
    }
}
