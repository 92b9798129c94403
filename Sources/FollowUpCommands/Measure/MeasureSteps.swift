internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import FollowUpService

extension MeasureCommand {
    struct Step: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "step", abstract: "Note a stage that needs no resolution, such as information-requested.",
            discussion:
                "What a resolution decides is noted with 'measure resolve', which can be about several measures.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure: its id or its reference.") var measure: String
        @Argument(help: "The stage, as the mechanism's file names it.") var stage: String
        @Option(help: .day("The day.")) var on: CalendarDay
        @Option(help: "The document that says so, as printed.") var document: String?

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.measures.reachStage(stage, of: measure, on: on, document: document)
        }
    }

    struct Correct: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "correct",
            abstract: "Correct the day or the document of a step; deadlines counted from it move.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String
        @Option(help: ArgumentHelp("The step's number.", valueName: "number")) var step: Int
        @Option(help: .day("The right day.")) var on: CalendarDay?
        @Option(help: "The right document.") var document: String?

        func validate() throws {
            if on == nil, document == nil { throw ValidationError("Give --on DAY, --document TEXT, or both.") }
        }

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.measures.correctStep(
                step, of: measure, day: on, document: document)
        }
    }

    struct Undo: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo", abstract: "Undo the newest step, with the deadlines that were counted from it.",
            discussion: "If a resolution brought it, the whole resolution is undone, for all its measures.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String

        func call(_ operation: Operation) async throws -> [MeasureView] {
            try await options.confirm {
                let last = try await operation.measures.show(measure).measure.steps.max { $0.number < $1.number }
                return "Undo '\(last?.stage ?? "")'\(last?.document.map { " by \($0)" } ?? "")?"
            }
            return try await operation.measures.takeBack(measure)
        }

        func lines(_ views: [MeasureView]) -> [String] { views.flatMap { $0.lines + [""] } }
    }

    struct Record: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "record", abstract: "Record an event under a measure; this ends its silence.",
            discussion:
                "Kinds: \(Measure.Event.Kind.allCases.map(\.rawValue).joined(separator: ", ")). A state-report meets the deadline that waited for it."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String
        @Argument(help: "What happened.") var kind: Measure.Event.Kind
        @Option(help: .day("The day.")) var on: CalendarDay
        @Option(help: "In a few words.") var note: String
        @Option(help: "The document, as printed.") var document: String?

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.measures.recordEvent(
                .init(kind: kind, day: on, note: note, document: document), under: measure)
        }
    }

    struct Resolve: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "resolve", abstract: "Note a resolution and what it decides, about one or several measures.",
            discussion: """
                convoke measure resolve "Resolution 18/19" --on 2019-04-01 --grant MC-1286-18 --grant MC-1287-18
                convoke measure resolve "Resolution 60/23" --on 2023-10-01 --follow-up MC-416-13 --extend MC-416-13 \
                --partly-lift MC-416-13:2,3 --beneficiary "K.L."
                Numbers after a colon say which beneficiaries are meant; 'measure show' numbers them. Without a decision, the day of a \
                resolution that is in the files is corrected, for all its measures.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The resolution, as printed.") var resolution: String
        @Option(help: .day("Its day.")) var on: CalendarDay
        @Option(
            help: ArgumentHelp(
                "Granted by it, to those named by --beneficiary and --group; may be repeated, as all of these.",
                valueName: "measure"))
        var grant: [String] = []
        @Option(help: ArgumentHelp("Extended, to those named by --beneficiary and --group.", valueName: "measure"))
        var extend: [String] = []
        @Option(help: ArgumentHelp("Modified.", valueName: "measure")) var modify: [String] = []
        @Option(help: ArgumentHelp("Followed up.", valueName: "measure")) var followUp: [String] = []
        @Option(help: ArgumentHelp("Lifted for some.", valueName: "measure:numbers")) var partlyLift: [String] = []
        @Option(help: ArgumentHelp("Lifted for all.", valueName: "measure")) var lift: [String] = []
        @OptionGroup var added: BeneficiaryOptions
        @Option(help: "An operative point of it; may be repeated, in order.") var point: [String] = []

        func call(_ operation: Operation) async throws -> [MeasureView] {
            let lists: [(Decision, [String])] = [
                (.grant, grant), (.extend, extend), (.modify, modify), (.followUp, followUp),
                (.partialLift, partlyLift),
                (.lift, lift),
            ]
            let parts = try lists.flatMap { decision, texts in try texts.map { try Self.part($0, decision) } }
            var draft = ResolutionInput(reference: resolution, day: on, parts: parts)
            draft.added = try added.values()
            draft.points = point
            let isMore = !grant.isEmpty || !extend.isEmpty
            guard draft.added.isEmpty || isMore else {
                throw Problem(
                    .usage, "beneficiaries are named, but nothing is granted or extended",
                    remedy: "Say --grant or --extend for the measure.")
            }
            guard point.isEmpty || !parts.isEmpty else {
                throw Problem(
                    .usage, "points are given, but no measure", remedy: "Say what is decided, such as --grant MEASURE.")
            }
            return try await operation.measures.resolve(draft)
        }

        func lines(_ views: [MeasureView]) -> [String] { views.flatMap { $0.lines + [""] } }

        private static func part(_ text: String, _ decision: Decision) throws -> ResolutionInput.Part {
            // Titles of cases may hold a colon, so only what looks like numbers is taken for them.
            guard let mark = text.lastIndex(of: ":"),
                text[mark...].dropFirst().allSatisfy({ $0.isNumber || ", ".contains($0) })
            else { return .init(measure: text, decision: decision) }
            let numbers = text[text.index(after: mark)...].split(separator: ",").map { Int($0.filter { $0 != " " }) }
            let known = numbers.compactMap { $0 }
            guard !known.isEmpty, known.count == numbers.count else {
                throw Problem(
                    .usage, at: "--\(decision.option)",
                    "'\(text.prefix(60))' does not end with numbers of beneficiaries",
                    remedy: "Write it as MC-416-13:2,3; 'convoke measure show' numbers them.")
            }
            return .init(measure: String(text[..<mark]), decision: decision, beneficiaries: known)
        }
    }

    struct PointCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "point", abstract: "Note what became of an operative point, or add one.",
            discussion: """
                convoke measure point MC-204-17 2 partly-met --evidence "a plan was agreed with four of nine families"
                convoke measure point MC-204-17 --add "Report on the investigation of the facts"
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String
        @Argument(help: "The point's number.") var number: Int?
        @Argument(help: "How it stands: \(Measure.Point.State.allCases.map(\.rawValue).joined(separator: ", ")).")
        var state: Measure.Point.State?
        @Option(help: "What shows it.") var evidence: String?
        @Option(help: .day("The day of the finding; today by default.")) var on: CalendarDay?
        @Option(help: ArgumentHelp("A new point; may be repeated.", valueName: "text")) var add: [String] = []

        func validate() throws {
            let isFinding = number != nil && state != nil && evidence != nil
            guard isFinding != !add.isEmpty, !(add.isEmpty && !isFinding), add.isEmpty || number == nil else {
                throw ValidationError("Give either NUMBER, STATE and --evidence, or --add TEXT.")
            }
        }

        func run() async throws {
            let operation = try await options.operation()
            let view: MeasureView
            if let number, let state, let evidence {
                view = try await operation.measures.findPoint(
                    number, of: measure, state: state, evidence: evidence, on: on)
            } else {
                view = try await operation.measures.addPoints(add, to: measure)
            }
            try options.show(view)
        }
    }
}
