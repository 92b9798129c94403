package import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import FollowUpService
internal import Installation
internal import ReportService

package struct ReportCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Where things stand, and whose voices are heard.",
        usage: """
            convoke report [--output <file>] [--language <language>]
            convoke report balance [<convening>] [--from <day>] [--through <day>]
            convoke report followup | duty | incidents | board | timeline <subject> [--output <file>]
            """,
        subcommands: [
            Summary.self, BalanceCommand.self, Followup.self, Timeline.self,
            Duty.self, BoardCommand.self, Incidents.self,
        ], defaultSubcommand: Summary.self)

    package init() {}
}

extension ReportCommand {
    struct Summary: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "summary", abstract: "Where things stand: convenings, measures, actions, statements, outbox.")
        @OptionGroup var options: GlobalOptions
        @Option(
            name: .shortAndLong, help: ArgumentHelp("Write a page (HTML) that names no participant.", valueName: "file")
        )
        var output: String?
        @Option(help: "The language of the page: en, es, fr or pt.") var language: Language?

        func run() async throws {
            let operation = try await options.operation()
            if let output {
                try await operation.reports.write(to: output, in: language)
                return try options.show(["file": output], ["Wrote \(output)."])
            }
            let report = try await operation.reports.summary()
            try options.show(report)
        }
    }

    struct BalanceCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "balance",
            abstract:
                "Compare the invitee list of one convening, or all invitations of a period, with the directory.",
            discussion: """
                Numbers below --smallest are not shown, so that nobody can be made out by them; where only one would be hidden, the next \
                one is as well. Without a convening it is about the past year and what is planned in the next, by the days of the meetings.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "A convening, before or after its invitations are out.") var convening: Convening.ID?
        @Option(help: .day("The first day.")) var from: CalendarDay?
        @Option(help: .day("The last day.")) var through: CalendarDay?
        @Option(help: "The smallest number that is shown, 2 to 20.") var smallest = Reports.smallestCell
        @OptionGroup var form: DocumentOptions

        private func check() throws {
            guard (2...20).contains(smallest) else {
                throw Problem(.usage, "--smallest takes 2 to 20", remedy: "Give another number.")
            }
            guard convening == nil || (from == nil && through == nil) else {
                throw Problem(.usage, "a convening and days are both given", remedy: "Give one or the other.")
            }
        }

        func run() async throws {
            try check()
            let operation = try await options.operation(), report = try await report(operation)
            try await form.show(
                try operation.reports.document(report, in: form.language), report, by: operation, options)
        }

        private func report(_ operation: Operation) async throws -> BalanceReport {
            if let convening { return try await operation.reports.balance(of: convening, smallest: smallest) }
            let today = try operation.today()
            return try await operation.reports.balance(
                from: from ?? today.adding(days: -365), through: through ?? today.adding(days: 365), smallest: smallest)
        }
    }

    struct BoardCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "board",
            abstract:
                "Who does what: what each mission has done, plans or declined; what is done twice, and what by nobody.",
            discussion: """
                --shared leaves out notes, ids, the titles of quiet actions, the texts of points, and actions that are not shared (--no-shared); a letter that is \
                not public yet has only its public title. Look through it before you hand it on.
                """)
        @OptionGroup var options: GlobalOptions
        @Option(
            name: .customLong("case"), help: ArgumentHelp("A case, by any of its instruments.", valueName: "measure"))
        var subject: String?
        @Option(help: "A country (ISO 3166-1, two letters).") var country: CountryCode?
        @Option(help: ArgumentHelp("A mission that should be on it; may be repeated.", valueName: "name"))
        var mission: [String] = []
        @Option(help: "A group whose members' organizations should be on it.") var group: Group.ID?
        @Flag(help: "What may be handed to the others.") var shared = false
        @OptionGroup var form: DocumentOptions

        func run() async throws {
            let operation = try await options.operation()
            let board = try await operation.reports.board(
                case: subject, country: country, missions: mission, group: group, isShared: shared,
                in: form.language)
            try await form.show(
                try operation.reports.document(board, isShared: shared, in: form.language), board, by: operation,
                options)
        }
    }

    struct Duty: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "duty",
            abstract: "Whether the mission does what guidelines ask: meetings, their level, silence, feedback.")

        @OptionGroup var options: GlobalOptions
        @Option(help: .day("The first day; a year ago by default.")) var from: CalendarDay?
        @Option(help: .day("The last day; today by default.")) var through: CalendarDay?
        @OptionGroup var form: DocumentOptions

        func run() async throws {
            let operation = try await options.operation()
            let report = try await operation.reports.duties(from: from, through: through, in: form.language)
            try await form.show(
                try operation.reports.document(report, in: form.language), report, by: operation, options)
        }
    }

    struct Followup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "followup", abstract: "What is open, overdue and owed, by owner, mechanism and country.")
        @OptionGroup var options: GlobalOptions
        @OptionGroup var form: DocumentOptions

        func run() async throws {
            let operation = try await options.operation()
            let report = try await operation.reports.followUp(in: form.language)
            try await form.show(
                try operation.reports.document(report, in: form.language), report, by: operation, options)
        }
    }

    struct Incidents: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "incidents", abstract: "Patterns of reprisals and attacks, for an annual report.",
            discussion:
                "Numbers below --smallest are not shown; where only one would be hidden, the next one is as well.")
        @OptionGroup var options: GlobalOptions
        @OptionGroup var time: MonthOptions
        @Option(help: "Only those in this country.") var country: CountryCode?
        @Option(help: "The smallest number that is shown, 2 to 20.") var smallest = Reports.smallestCell
        @OptionGroup var form: DocumentOptions

        func validate() throws {
            if !(2...20).contains(smallest) { throw ValidationError("--smallest takes 2 to 20.") }
        }

        func run() async throws {
            let operation = try await options.operation()
            let patterns = try await operation.incidents.patterns(
                from: time.from, through: time.through, country: country, smallest: smallest)
            try await form.show(
                try operation.reports.document(patterns, in: form.language), patterns, by: operation, options)
        }
    }

    struct Timeline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "timeline", abstract: "Everything about one case, one convening or one contact, in its order.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "A measure or communication by id or reference, or the id of a convening or contact.")
        var subject: String
        @OptionGroup var form: DocumentOptions

        func run() async throws {
            let operation = try await options.operation()
            let entries = try await operation.timelines.timeline(of: subject, in: form.language)
            try await form.show(
                try operation.reports.document(entries, of: subject, in: form.language), entries, by: operation,
                options,
                showing: try? Contact.ID(parsing: subject))
        }
    }
}

/// How a report is shown.
struct DocumentOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write it instead: .html to read or print, .csv or .json.", valueName: "file"))
    var output: String?
    @Option(help: "The language: en, es, fr or pt.") var language: Language?

    /// Prints the report, or writes it.
    /// - Parameter value: what --json prints.
    func show(
        _ document: ReportDocument, _ value: some View, by operation: Operation, _ options: GlobalOptions,
        showing person: Contact.ID? = nil
    ) async throws {
        if let output {
            try await operation.reports.write(document, to: output, showing: person)
            return try options.show(["file": output], ["Wrote \(output)."])
        }
        try options.show(value, document.lines)
    }
}
