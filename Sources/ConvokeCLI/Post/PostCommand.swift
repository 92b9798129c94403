internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Installation
internal import PeopleService
internal import ReportService

struct PostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post", abstract: "Missions and their designated human rights officers; hand over to the next.",
        subcommands: [Add.self, Designate.self, Show.self, List.self, Publish.self, Handover.self])
}

extension PostCommand {
    struct Add: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Record a mission, or change its facts.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Its id, such as embassy-tegucigalpa.") var id: Post.ID
        @Option(help: "What it is called.") var name: String
        @Option(
            help: ArgumentHelp(
                "What it is called in another language, such as \"fr=l'Ambassade du Nord\"; may be repeated.",
                valueName: "language=name"))
        var nameIn: [NameIn] = []
        @Option(help: "Where it stands.") var country: CountryCode
        @Option(help: "Its street address.") var street: String?
        @Option(help: "Its page, beginning with https://.") var website: String?
        @Option(help: "Where these facts come from.") var source = "the mission"

        func call(_ operation: Operation) async throws -> Post {
            try await operation.posts.save(
                Post(
                    id: id, name: name, names: nameIn.isEmpty ? nil : NameIn.byLanguage(nameIn), country: country,
                    street: street, website: website, source: source))
        }
    }

    struct Designate: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "designate",
            abstract: "Designate the human rights officer or a deputy; what you say here is meant to be published.",
            discussion: "A new officer ends the time of the one before.")

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The mission.") var id: Post.ID
        @OptionGroup var person: DesignationOptions
        @Flag(help: "As a deputy.") var deputy = false

        func call(_ operation: Operation) async throws -> Post {
            try await operation.posts.designate(
                person.designation(deputy ? .deputy : .officer, today: operation.today()), at: id)
        }
    }
}

/// Who is designated.
struct DesignationOptions: ParsableArguments {
    @Option(help: "The name as it is published.") var name: String
    @Option(help: "The mailbox that is published.") var address: EmailAddress
    @Option(help: "The number that is published.") var phone: String?
    @Option(help: ArgumentHelp("A language to write in; may be repeated.", valueName: "language"))
    var language: [Language] = []
    @Option(help: .day("The first day; today where it is left out.")) var from: CalendarDay?
    @Option(help: .day("The last day.")) var until: CalendarDay?

    func designation(_ role: Designation.Role, today: CalendarDay) -> Designation {
        Designation(
            role: role, name: name, address: address, phone: phone, languages: language, since: from ?? today,
            until: until)
    }
}

extension PostCommand {
    struct Show: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "A mission and everyone who is, was or will be designated there.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The mission.") var id: Post.ID

        func call(_ operation: Operation) async throws -> Post { try await operation.posts.one(id) }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "All missions with who is designated today.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let operation = try await options.operation()
            let posts = try await operation.posts.all()
            try options.show(
                posts,
                Table.lines(
                    ["id", "country", "name", "designated"],
                    try posts.map { post in
                        let people = try operation.posts.designated(at: post)
                        return [
                            post.id.text, post.country.rawValue, post.name,
                            people.isEmpty ? "NOBODY" : people.map(\.name).joined(separator: ", "),
                        ]
                    }, empty: "No mission yet."))
        }
    }

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "publish", abstract: "Write the public page and vCard of who is designated today.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The mission.") var id: Post.ID
        @Option(help: ArgumentHelp("The page (HTML).", valueName: "file")) var page: String?
        @Option(help: ArgumentHelp("The vCard.", valueName: "file")) var vcard: String?
        @Option(help: "The language of the page: en, es, fr or pt.") var language: Language?

        private func check() throws {
            guard page != nil || vcard != nil else {
                throw Problem(.usage, "nothing is to be written", remedy: "Give --page FILE, --vcard FILE or both.")
            }
        }

        func run() async throws {
            try check()
            try await options.operation().posts.publish(id, page: page, card: vcard, in: language)
            let files = [page, vcard].compactMap { $0 }
            try options.show(files, files.map { "Wrote \($0)." })
        }
    }

    struct Handover: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "handover", abstract: "List what is open for the next officer; with --to, designate them.",
            discussion: """
                It lists the commitments that are not done, the consents that hold, convenings, measures and statements under way, and what \
                waits. Afterwards change 'officer' in settings.yaml, 'vault rekey', and give the successor a key of their own.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The mission.") var id: Post.ID
        @Option(help: "The successor's name as it is published.") var to: String?
        @Option(help: "The successor's mailbox.") var address: EmailAddress?
        @Option(help: .day("The successor's first day; today where it is left out.")) var on: CalendarDay?

        private func check() throws {
            guard (to == nil) == (address == nil) else {
                throw Problem(.usage, "--to and --address belong together", remedy: "Give both, or neither.")
            }
        }

        func call(_ operation: Operation) async throws -> HandoverReport {
            try check()
            let today = try operation.today()
            var successor: Designation?
            if let to, let address {
                successor = Designation(role: .officer, name: to, address: address, since: on ?? today)
            }
            return try await operation.reports.handOver(id, to: successor)
        }

        func lines(_ report: HandoverReport) -> [String] {
            guard to != nil else { return report.lines }
            return report.lines + [
                "Next: reassign the actions with 'convoke action reassign --from OWNER --to OWNER';",
                "change 'officer' in settings.yaml; give the successor a key of their own ('convoke vault add-slot');",
                "take yours away ('vault remove-slot') and change the keys ('vault rekey').",
            ]
        }
    }
}
