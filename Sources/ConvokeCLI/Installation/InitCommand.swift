internal import ArgumentParser
internal import Coordination
internal import Workflows

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Set up an installation: who convenes, from where, in which language.")

    @OptionGroup var options: GlobalOptions

    @Option(help: "The human rights officer's name, as invitees see it.")
    var name: String

    @Option(help: "The mailbox that invitations come from and answers go to; one that is read.")
    var address: EmailAddress

    @Option(help: "The post, for example \"Embassy of Northland in Tegucigalpa\".")
    var post: String

    @Option(help: "The country of the post (ISO 3166-1, two letters).")
    var country: CountryCode

    @Option(help: "The officer's time zone (IANA name).")
    var zone: ZoneName

    @Option(help: "The officer's language: en, es, fr or pt.")
    var language: Language = .english

    func run() async throws {
        let officer = Officer(
            name: name, address: address, post: post, country: country, zone: zone, language: language)
        try await Secretariat.initialize(
            home: options.place, storeURL: options.store, shelf: GlobalOptions.shelf(), officer: officer)
        try options.show(
            ["home": options.place.path],
            [
                "Set up \(options.place.path).",
                "Records are not encrypted by Convoke: keep this folder on an encrypted disk.",
                "Next: convoke directory import",
            ])
    }
}
