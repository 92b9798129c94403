public import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Installation
public import PeopleService

extension DirectoryCommand {
    struct Add: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add a person or an organization by hand.",
            discussion: """
                convoke directory add "Ana Paz" --email ana@example.org --organization "River Council" --sector civil-society
                convoke directory add "River Council" --kind organization --sector civil-society --country HN

                Without --country a person is of the country of your post, and the time zone is that of the country. An organization that is \
                not in the directory is added with the person; --sector says which it is.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The name of the person or organization.") var name: String
        @Option(help: "person or organization.") var kind = EntryInput.Kind.person
        @OptionGroup var entry: EntryOptions

        func call(_ operation: Operation) async throws -> EntryChange {
            try await operation.entries.add(name, as: kind, entry.input(mayShare: false))
        }
    }

    struct Edit: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Correct a person or an organization.",
            discussion: """
                convoke directory edit ct-3k9x7q2m --email new@example.org --remove old@example.org
                convoke directory edit river-council --name "River Council of Tela" --clear region

                An address or number that is given becomes the first of its kind. Languages, themes and populations are replaced by those that \
                are given. A name, address or number that gives way is remembered: no older file brings it back. 'directory move' records a new office instead of \
                correcting the present one.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "A contact or organization.") var id: String
        @Option(help: "The right name.") var name: String?
        @OptionGroup var entry: EntryOptions
        @Option(
            help: ArgumentHelp("An address or number to take off; more than one can be given.", valueName: "address"))
        var remove: [String] = []
        @Option(help: ArgumentHelp("A field to empty; more than one can be given.", valueName: "field"))
        var clear: [EntryInput.Field] = []

        func call(_ operation: Operation) async throws -> EntryChange {
            var input = entry.input(mayShare: options.yes)
            input.name = name
            input.dropped = remove
            input.cleared = clear
            return try await operation.entries.edit(id, input)
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Take away an entry that was added by mistake.",
            discussion:
                "A person who was on a list or was written to is not removed but erased, with 'subject erase'. An organization to which people belong is merged into another, with 'directory merge'."
        )
        @OptionGroup var options: GlobalOptions
        @Argument(help: "A contact or organization.") var id: String

        func run() async throws {
            try options.confirm("Take \(id) away for good?")
            let view = try await options.operation().entries.remove(id)
            try options.show(view, ["\(view.record) is gone."])
        }
    }
}

/// What an entry of the directory says.
struct EntryOptions: ParsableArguments {
    @Option(help: "A name to be used wherever the real one is not needed.") var pseudonym: String?
    @Option(help: "The person's organization, by id or name.") var organization: String?
    @Option(help: "What the person's office there is called.") var position: String?
    @Option(help: "The country, by two letters.") var country: CountryCode?
    @Option(help: ArgumentHelp("The time zone, such as America/Tegucigalpa.", valueName: "iana-zone")) var zone:
        ZoneName?
    @Option(help: "When the person works, such as 08:00-16:00.") var hours: WorkingHours?
    @Option(help: "A language, the preferred one first; more than one can be given.") var language: [Language] = []
    @Option(help: "A mail address; more than one can be given.") var email: [EmailAddress] = []
    @Option(help: "A phone number; more than one can be given.") var phone: [String] = []
    @Option(help: "A Signal number; more than one can be given.") var signal: [String] = []
    @Option(help: "Whom the person's record may be shown to.") var tlp: TLP?
    @Option(help: "A note; it is sealed and leaves with nothing but the person's own record.") var note: String?
    @Option(help: "What endangers the person; sealed likewise.") var riskNote: String?
    @Option(help: "The organization's sector.") var sector: Sector?
    @Option(help: "The part of the country where the organization works.") var region: String?
    @Option(help: "How far the organization reaches.") var reach: Reach?
    @Option(help: "How large the organization is.") var size: OrganizationSize?
    @Option(help: ArgumentHelp("Whether the host government pays for it: true or false.", valueName: "true-or-false"))
    var hostFunded: Bool?
    @Option(help: ArgumentHelp("Whether your own government pays for it: true or false.", valueName: "true-or-false"))
    var missionFunded: Bool?
    @Option(help: "A theme of the organization; more than one can be given.") var theme: [String] = []
    @Option(help: "Whom the organization speaks for; more than one can be given.") var population: [String] = []
    @Option(help: .day("When the mission first met the organization.")) var firstMet: CalendarDay?
    @Option(help: "Where the organization is known from.") var source: String?

    func input(mayShare: Bool) -> EntryInput {
        var input = EntryInput()
        input.pseudonym = pseudonym
        input.organization = organization
        input.position = position
        input.country = country
        input.zone = zone
        input.hours = hours
        input.languages = language
        input.channels =
            email.map { SafeChannel(kind: .email, address: $0.rawValue) }
            + phone.map { SafeChannel(kind: .phone, address: $0) }
            + signal.map { SafeChannel(kind: .signal, address: $0) }
        input.label = tlp
        input.note = note
        input.riskNote = riskNote
        input.sector = sector
        input.region = region
        input.reach = reach
        input.size = size
        input.isHostFunded = hostFunded
        input.isMissionFunded = missionFunded
        input.themes = theme
        input.populations = population
        input.firstMet = firstMet
        input.source = source
        input.mayShare = mayShare
        return input
    }
}

extension EntryInput.Kind: ExpressibleByArgument {}
extension EntryInput.Field: ExpressibleByArgument {}
