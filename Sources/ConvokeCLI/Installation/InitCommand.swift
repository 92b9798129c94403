internal import ArgumentParser
internal import CommandSupport
internal import Coordination
internal import Installation

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Set up an installation: who convenes, from where, in which language.")
    @OptionGroup var options: GlobalOptions
    @Option(help: "The human rights officer's name, as invitees see it.") var name: String
    @Option(help: "The mailbox that invitations come from and replies go to; one that is read.")
    var address: EmailAddress
    @Option(help: "The post, for example \"Embassy of Northland in Tegucigalpa\".") var post: String
    @Option(
        help: ArgumentHelp(
            "What the post is called in mails and pages of another language, such as \"fr=l'Ambassade du Nord\"; may be repeated.",
            valueName: "language=name"))
    var postIn: [NameIn] = []
    @Option(help: "The country of the post (ISO 3166-1, two letters).") var country: CountryCode
    @Option(
        help: ArgumentHelp("The officer's time zone, such as America/Tegucigalpa.", valueName: "iana-zone"))
    var zone: ZoneName
    @Option(help: "The officer's language: en, es, fr or pt.") var language: Language = .english
    @Flag(help: "Unlock the vault with a passphrase, asked for now, instead of a key file.") var passphrase = false
    @Option(help: ArgumentHelp("Take the passphrase from the first line of a file.", valueName: "file"))
    var passphraseFile: String?

    func run() async throws {
        let secret = passphrase || passphraseFile != nil ? try Terminal.newPassphrase(passphraseFile) : nil
        let officer = Officer(
            name: name, address: address, post: post, postNames: NameIn.byLanguage(postIn), country: country,
            zone: zone,
            language: language)
        let isNew = try await Installation.initialize(
            home: options.place, storeURL: options.store, resources: GlobalOptions.resources(), officer: officer,
            passphrase: secret)
        guard isNew else {
            return try options.show(
                ["home": options.place.path],
                [
                    "Set up \(options.place.path); it joins the store that is there.",
                    "Open its vault: convoke vault unlock --passphrase, or put its key file at \(options.place.keyFile).",
                ])
        }
        try options.show(
            ["home": options.place.path],
            [
                "Set up \(options.place.path).",
                secret == nil
                    ? "The vault is unlocked by \(options.place.keyFile): anyone with this folder can read it. "
                        + "For a passphrase run 'convoke vault add-slot passphrase'."
                    : "The vault is unlocked by your passphrase: run 'convoke vault unlock' now.",
                "Print a recovery key: convoke vault add-slot recovery",
                "Next: convoke directory import",
            ])
    }
}
