package import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import FollowUpService

package struct MeasureCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Precautionary measures and other protection instruments.",
        discussion: """
            A measure lives for years: 'add' takes it in, 'step' and 'resolve' note its stages, 'record' what happens meanwhile, 'point' \
            what becomes of each operative point, 'deadline' what is due. Add your own actions with 'convoke action add --measure'. 'list' shows \
            first what needs a person. What is said of a measure here holds for communications, too.
            """,
        subcommands: [
            Add.self, List.self, ShowMeasureCommand.self, Step.self,
            Resolve.self, Record.self, PointCommand.self, DeadlineCommand.self, Correct.self,
            Undo.self, RemoveMeasureCommand.self,
            Edit.self, LinkMeasuresCommand.self, Unlink.self, AttachCommand.self,
            DetachCommand.self, RemoveFileCommand.self,
        ])

    package init() {}
}

extension MeasureCommand {
    struct Add: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add a measure. Its reference says which mechanism it belongs to.",
            discussion:
                "References are read as the mechanisms print them: MC-204-17, \"PM 204/17\", \"Communication 379/09\". Letters of UN Special Procedures are added with 'communication add'."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The reference; with --mechanism a title.") var reference: String
        @Option(help: "The State concerned (ISO 3166-1, two letters).") var state: CountryCode
        @Option(help: "A short title; only the mission sees it.") var title: String
        @Option(help: "What others may read of it beside the reference.") var publicTitle: String?
        @Option(help: "The stage it is in; by default the first in which someone is protected.") var stage: String?
        @Option(help: .day("The day of that stage.")) var on: CalendarDay
        @Option(help: "The resolution or letter that says so, as printed.") var document: String?
        @Option(help: "The mechanism, if it does not number its documents, such as inter-american-court.")
        var mechanism: Mechanism.ID?
        @OptionGroup var beneficiaries: BeneficiaryOptions
        @Option(help: "An operative point; may be repeated, in order.") var point: [String] = []
        @Option(
            help: ArgumentHelp(
                "A contact who follows it and is reminded; may be repeated, in order.", valueName: "contact")
        )
        var follow: [Contact.ID] = []

        func call(_ operation: Operation) async throws -> MeasureView {
            var draft = MeasureInput(reference: reference, state: state, title: title, day: on)
            draft.publicTitle = publicTitle
            draft.stage = stage
            draft.document = document
            draft.mechanism = mechanism
            draft.beneficiaries = try beneficiaries.values()
            draft.points = point
            draft.chain = follow
            return try await operation.measures.add(draft)
        }
    }

    struct Edit: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Change what is known of a measure, and who follows it.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The measure or communication: its id or its reference.") var measure: String
        @Option(help: "A short title; only the mission sees it.") var title: String?
        @Option(help: "What others may read of it beside the reference.") var publicTitle: String?
        @Option(help: "The State concerned (ISO 3166-1, two letters).") var state: CountryCode?
        @Option(
            help: ArgumentHelp("After how many days without anything recorded it is a warning.", valueName: "number"))
        var silenceDays: Int?
        @Option(help: "Why the situation is serious.") var gravity: String?
        @Option(help: "Why it is urgent.") var urgency: String?
        @Option(help: "Which harm could not be repaired.") var irreparableHarm: String?
        @OptionGroup var added: BeneficiaryOptions
        @Option(
            help: ArgumentHelp(
                "Who follows it and is reminded, instead of those before; may be repeated, in order.",
                valueName: "contact")
        )
        var follow: [Contact.ID] = []

        func call(_ operation: Operation) async throws -> MeasureView {
            var edit = MeasureEditInput()
            edit.title = title
            edit.publicTitle = publicTitle
            edit.state = state
            edit.silenceDays = silenceDays
            edit.gravity = gravity
            edit.urgency = urgency
            edit.irreparableHarm = irreparableHarm
            edit.beneficiaries = try added.values()
            edit.chain = follow.isEmpty ? nil : follow
            return try await operation.measures.edit(measure, edit)
        }
    }
}

/// Whom a measure protects, as it is written on the command line.
struct BeneficiaryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A beneficiary: a pseudonym or initials; with '=CONTACT' the person of the directory. May be repeated. A full name is never needed.",
            valueName: "name"))
    var beneficiary: [String] = []
    @Option(
        help: ArgumentHelp(
            "A class of beneficiaries, for example \"members of the community council\"; with '=40' how many.",
            valueName: "name"))
    var group: [String] = []

    func values() throws -> [Measure.Beneficiary] {
        let people = try beneficiary.map { text -> Measure.Beneficiary in
            let (name, contact) = Self.parts(text)
            return Measure.Beneficiary(
                .person(try SafeText.title(name, field: "beneficiary")),
                contact: try contact.map(Contact.ID.init(parsing:)))
        }
        let groups = try group.map { text -> Measure.Beneficiary in
            let (name, count) = Self.parts(text)
            let number = try count.map { text -> Int in
                guard let number = Int(text), (1...10_000_000).contains(number) else {
                    throw Problem(
                        .usage, at: "--group", "'\(text.prefix(40))' is not a number of people",
                        remedy: "Write it as \"members of the council=40\".")
                }
                return number
            }
            return .group(try SafeText.title(name, field: "group"), count: number)
        }
        return people + groups
    }

    /// What stands before and after the last `=`.
    private static func parts(_ text: String) -> (String, String?) {
        guard let mark = text.lastIndex(of: "=") else { return (text, nil) }
        return (String(text[..<mark]), String(text[text.index(after: mark)...]))
    }
}

extension MeasureCommand {
    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract:
                "List measures, the most urgent first: a confirmed deadline that passed, silence, a suggested deadline that passed, overdue actions, the next deadline."
        )

        @OptionGroup var options: GlobalOptions

        func call(_ operation: Operation) async throws -> [MeasureView] {
            try await operation.measures.all(isCommunication: false)
        }

        func lines(_ views: [MeasureView]) -> [String] {
            MeasureView.table(views, empty: "None yet. Add one with 'convoke measure add'.")
        }
    }
}

struct ShowMeasureCommand: ServiceCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one measure or communication.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "Its id, or its reference however it is written.") var measure: String

    func call(_ operation: Operation) async throws -> MeasureView { try await operation.measures.show(measure) }
}

extension MeasureCommand {
    struct LinkMeasuresCommand: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "link", abstract: "Link two instruments about the same case, also of different mechanisms.",
            discussion: "Kinds: \(InstrumentLink.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "A measure or communication: its id or its reference.") var one: String
        @Argument(help: "Another.") var other: String
        @Option(help: "What links them.") var kind: InstrumentLink.Kind = .sameCase

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.measures.linkInstruments(one, other, kind: kind)
        }
    }

    struct Unlink: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "unlink", abstract: "End the link of two instruments.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "A measure or communication: its id or its reference.") var one: String
        @Argument(help: "Another.") var other: String

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.measures.unlinkInstruments(one, other)
        }
    }
}

/// Takes a measure or a communication out of the files.
struct RemoveMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take one out of the files that was added by mistake, with its steps, points and sealed files.",
        discussion: "One that actions, incidents or other measures know of stays; close it by a step or a resolution.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The measure or communication: its id or its reference.") var measure: String

    func run() async throws {
        try options.confirm("Take \(measure) out of the files for good?")
        let id = try await options.operation().measures.remove(measure)
        try options.show(["measure": id.text], ["\(id) is gone."])
    }
}
