internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import ConveningService
internal import Coordination

extension ConveningCommand {
    struct InviteesCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "invitees", abstract: "Show the invitee list; add, remove or suggest people.",
            usage: """
                convoke convening invitees <convening> [--add <contact> ...] [--sector <sector> ...] [--remove <contact>] ...
                convoke convening invitees suggest <convening> [--size <size>] [--add]
                """,
            discussion:
                "See 'convoke help convening invitees list' for everything that puts people on the list.",
            subcommands: [List.self, Suggest.self], defaultSubcommand: List.self)
    }
}

extension ConveningCommand.InviteesCommand {
    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Show the invitee list; add or remove people.",
            discussion:
                "--sector, --country and --theme together add everyone who fits all of them. People who may not be invited are shown with the reason."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Option(parsing: .upToNextOption, help: ArgumentHelp("Contacts to add.", valueName: "contact")) var add:
            [Contact.ID] = []
        @Option(help: "Add everyone of this sector; may be repeated.") var sector: [Sector] = []
        @Option(help: "Add everyone of this country; may be repeated.") var country: [CountryCode] = []
        @Option(help: "Add everyone whose organization works on this theme.") var theme: String?
        @Option(help: ArgumentHelp("A contact to add who must attend; may be repeated.", valueName: "contact"))
        var require: [Contact.ID] = []
        @Option(
            help: ArgumentHelp(
                "A contact to remove; one who was invited already gets a cancellation.", valueName: "contact"))
        var remove: Contact.ID?

        func call(_ operation: Operation) async throws -> InviteeView {
            var view: InviteeView
            if add.isEmpty, require.isEmpty, sector.isEmpty, country.isEmpty, theme == nil {
                view = try await operation.invitees.list(of: convening)
            } else {
                view = try await operation.invitees.add(
                    to: convening, named: add, sectors: sector, countries: country, theme: theme, required: require)
            }
            if let remove { view = try await operation.invitees.remove(remove, from: convening) }
            return view
        }
    }

    struct Suggest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "suggest",
            abstract:
                "Propose whom to invite: what the quorum lacks, and whose voices were not heard in the past year.",
            discussion: "Only people who may be invited are proposed. Nothing is changed without --add.")

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Option(help: "How many people.") var size: Int?
        @OptionGroup var traits: QueryOptions
        @Flag(help: "Put them on the list.") var add = false

        private func check() throws {
            if let size, !(1...500).contains(size) {
                throw Problem(.usage, "a list has 1 to 500 people", remedy: "Give another --size.")
            }
        }

        func run() async throws {
            try check()
            let operation = try await options.operation()
            let view = try await operation.invitees.suggest(for: convening, size: size, query: traits.query())
            if add, !view.people.isEmpty {
                _ = try await operation.invitees.add(
                    to: convening, named: view.people.map(\.contact), sectors: [], countries: [],
                    theme: nil)
            }
            try options.show(
                view,
                view.lines
                    + (add || view.people.isEmpty
                        ? [] : ["", "To add them to the invitee list, run this again with --add."]))
        }
    }
}

extension ConveningCommand {
    struct Replace: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "replace", abstract: "Put one person on the invitee list in the place of another.",
            discussion:
                "The new one has the same part in the meeting and is invited with 'convening invite'. The other gets a cancellation, unless they declined, or --no-mail is given."
        )
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Argument(help: "Who cannot come.") var contact: Contact.ID
        @Option(name: .customLong("by"), help: ArgumentHelp("Who comes instead.", valueName: "contact")) var other:
            Contact.ID
        @Flag(name: .customLong("no-mail"), help: "Write no cancellation: the person knows already.") var isQuiet =
            false

        func call(_ operation: Operation) async throws -> InviteeView {
            try await operation.invitees.replace(contact, by: other, in: convening, isTold: !isQuiet)
        }

        func lines(_ view: InviteeView) -> [String] {
            view.lines + ["", "Next: convoke convening invite \(convening)"]
        }
    }
}
