internal import ArgumentParser
internal import CommandSupport
internal import Coordination
internal import FollowUpService

extension MeasureCommand {
    struct DeadlineCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deadline", abstract: "What is due under a measure, with its source.",
            discussion:
                "The mechanism's file suggests deadlines; a document confirms or changes them. When the day they are counted from is corrected they move, and their old day stays on record.",
            subcommands: [Confirm.self, Add.self, Met.self, Waive.self, Reopen.self])
    }
}

extension MeasureCommand.DeadlineCommand {
    struct Add: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add a deadline that a document sets.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String
        @Option(help: "What is due.") var name: String
        @OptionGroup var term: TermOptions
        @Option(help: ArgumentHelp("The step it is counted from; the newest by default.", valueName: "step"))
        var after: Int?
        @Option(help: "The source: document and paragraph.") var source: String

        func call(_ operation: Operation) async throws -> MeasureView {
            guard let value = try term.term() else {
                throw Problem(
                    .usage, "no term is given", remedy: "Give one of --days, --business-days, --on or --session.")
            }
            return try await operation.measures.addDeadline(
                name, to: measure, term: value, after: after, calendar: term.calendar ?? .issuer, source: source)
        }
    }

    struct Confirm: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "confirm",
            abstract: "Confirm a deadline from a document, with the days or the day that it gives.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String
        @Argument(help: "The deadline's number.") var number: Int
        @OptionGroup var term: TermOptions
        @Option(help: "The source, for example \"Resolution 87/18, paragraph 5\".") var source: String

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.measures.confirmDeadline(
                number, of: measure, term: term.term(), calendar: term.calendar, source: source)
        }
    }

    struct Met: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "met", abstract: "Note that what was due was done.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String
        @Argument(help: "The deadline's number.") var number: Int
        @Option(help: .day("The day.")) var on: CalendarDay

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.measures.meetDeadline(number, of: measure, on: on)
        }
    }

    struct Waive: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "waive", abstract: "Note why a deadline does not matter any more. It stays on record.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String
        @Argument(help: "The deadline's number.") var number: Int
        @Option(help: "Why.") var reason: String

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.measures.waiveDeadline(number, of: measure, because: reason)
        }
    }

    struct Reopen: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "reopen", abstract: "Open a deadline again that was taken for met or waived.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String
        @Argument(help: "The deadline's number.") var number: Int

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.measures.reopenDeadline(number, of: measure)
        }
    }
}

/// How long, or until when.
struct TermOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Calendar days after it begins; that day does not count.", valueName: "number"))
    var days: Int?
    @Option(help: ArgumentHelp("Business days after it begins; that day does not count.", valueName: "number"))
    var businessDays: Int?
    @Option(help: .day("The last day itself.")) var on: CalendarDay?
    @Option(help: ArgumentHelp("The next cut-off of this name in the mechanism's sessions.", valueName: "cut-off"))
    var session: String?
    @Option(help: "Whose weekends and holidays count: issuer or state.") var calendar: DeadlineRule.Calendar?

    /// - Throws: `Problem.usage` where there are several, or numbers that make no sense.
    func term() throws -> DeadlineRule.Term? {
        let terms: [DeadlineRule.Term?] = [
            days.map { .days($0) }, businessDays.map { .businessDays($0) }, on.map { .fixed($0) },
            session.map { .session($0) },
        ]
        let given = terms.compactMap { $0 }
        guard given.count < 2 else {
            throw Problem(
                .usage, "several terms are given", remedy: "Give one of --days, --business-days, --on or --session.")
        }
        guard [days, businessDays].compactMap({ $0 }).allSatisfy({ (1...3650).contains($0) }) else {
            throw Problem(.usage, "a term has 1 to 3650 days", remedy: "Give another number.")
        }
        return given.first
    }
}
