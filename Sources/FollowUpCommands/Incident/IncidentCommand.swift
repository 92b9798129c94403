internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import FollowUpService
internal import Installation

package struct IncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident", abstract: "Reprisals and attacks, by pseudonym and at a coarse place.",
        subcommands: [
            Add.self, List.self, Show.self, LinkIncidentCommand.self,
            Remove.self, AttachCommand.self, DetachCommand.self, RemoveFileCommand.self,
        ])
}

extension IncidentCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Record a reprisal or attack. Names of the directory are refused.",
            discussion: "Kinds: \(Incident.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The kind.") var kind: Incident.Kind
        @Option(help: "The country (ISO 3166-1, two letters).") var country: CountryCode
        @Option(help: .day("The day.")) var on: CalendarDay?
        @Option(
            help: ArgumentHelp("The month, where the day is not known or should not be kept.", valueName: "yyyy-mm"))
        var month: Month?
        @Option(help: "A region or town, without numbers.") var place: String?
        @Option(help: ArgumentHelp("A person, by pseudonym or initials; may be repeated.", valueName: "pseudonym"))
        var person: [String] = []
        @Option(help: ArgumentHelp("How many people, where more than are named.", valueName: "number")) var count: Int?
        @Option(help: "A theme, such as land or elections; may be repeated.") var theme: [String] = []
        @Option(
            help: "The kind of perpetrator: \(Incident.Perpetrator.allCases.map(\.rawValue).joined(separator: ", ")).")
        var perpetrator: Incident.Perpetrator = .unknown
        @Option(help: "Who reported it; only the mission sees this.") var source: String
        @Option(help: "How sure it is: \(Incident.Confidence.allCases.map(\.rawValue).joined(separator: ", ")).")
        var confidence: Incident.Confidence = .reported
        @Flag(help: "It is a reprisal for contact with a mission, a mechanism or a meeting.") var reprisal = false
        @Option(help: "A note; only the mission sees it.") var note: String?
        @Option(help: ArgumentHelp("A measure, convening or action it belongs to; may be repeated.", valueName: "id"))
        var link: [String] = []

        func validate() throws {
            if (on == nil) == (month == nil) { throw ValidationError("Give either --on DAY or --month MONTH.") }
        }

        func run() async throws {
            let operation = try await options.operation(), today = try operation.today()
            let month = month ?? Month(of: on ?? today), command = self
            let view = try await operation.incidents.add(linkedWith: link) { id in
                try Incident(
                    id: id, kind: command.kind, day: command.on, month: month, country: command.country,
                    place: command.place, people: command.person, count: command.count, themes: command.theme,
                    perpetrator: command.perpetrator, source: command.source, confidence: command.confidence,
                    isReprisal: command.reprisal, note: command.note)
            }
            try options.show(view)
        }
    }

    struct LinkIncidentCommand: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "link", abstract: "Link an incident with measures, convenings or actions.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The incident.") var incident: Incident.ID
        @Argument(help: "What it belongs to: ids, or references of measures.") var subjects: [String]

        func call(_ operation: Operation) async throws -> IncidentView {
            try await operation.incidents.link(incident, with: subjects)
        }
    }

    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List incidents, the newest first. Patterns are in 'report incidents'.")
        @OptionGroup var options: GlobalOptions
        @OptionGroup var time: MonthOptions
        @Option(help: "Only those in this country.") var country: CountryCode?

        func call(_ operation: Operation) async throws -> [Incident] {
            try await operation.incidents.all(
                from: time.from, through: time.through, country: country)
        }
    }
}

/// A time in months.
struct MonthOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first month.", valueName: "yyyy-mm")) var from: Month?
    @Option(help: ArgumentHelp("The last month, inclusive.", valueName: "yyyy-mm")) var through: Month?

    func validate() throws {
        if let from, let through, through < from {
            throw ValidationError("The last day is before the first day: swap --from and --through.")
        }
    }
}

extension IncidentCommand {
    struct Show: ServiceCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one incident.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The incident.") var incident: Incident.ID

        func call(_ operation: Operation) async throws -> IncidentView { try await operation.incidents.show(incident) }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Destroy an incident with its links and files.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The incident.") var incident: Incident.ID

        func run() async throws {
            let operation = try await options.operation()
            _ = try await operation.incidents.show(incident)
            try options.confirm("Destroy \(incident)?")
            try await operation.incidents.remove(incident)
            try options.show(["removed": incident.text], ["Destroyed \(incident)."])
        }
    }
}
