internal import ArgumentParser
internal import StatementService

struct ListPartnersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List partners.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let partners = try await options.operation().partners.all()
        try options.show(partners, PartnerCommand.lines(partners))
    }
}
