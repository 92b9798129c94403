public import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import FollowUpService
internal import Installation

package struct ActionCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "action",
        abstract: "What was promised, until it is done and feedback was given to the person concerned.",
        discussion:
            "'done' records that the action was carried out. It closes once feedback to the defender or family is recorded ('feedback'), or the reason why there was none. 'list --feedback-owed' and 'report followup' show where feedback is owed.",
        subcommands: [
            Add.self, List.self, Show.self, Edit.self,
            Done.self, Feedback.self, HostReplyCommand.self, Decline.self,
            Drop.self, Reopen.self, Reassign.self, AttachCommand.self,
            DetachCommand.self, RemoveFileCommand.self,
        ])

    package init() {}
}

extension ActionCommand {
    struct Add: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add an action or a commitment.",
            discussion: "Kinds: \(ActionKind.allCases.map(\.rawValue).joined(separator: ", ")).")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The kind of action.") var kind: ActionKind
        @Option(help: "What to do.") var title: String
        @Option(help: "Who does it, or the lead of a joint action: a mission, an organization, or a contact's id.")
        var owner: String
        @Option(help: "The convening it comes from.") var convening: Convening.ID?
        @Option(help: "The measure or communication it serves: its id or its reference.") var measure: String?
        @Option(help: ArgumentHelp("The point of it.", valueName: "number")) var point: Int?
        @Option(help: "The statement it comes from.") var statement: Statement.ID?
        @OptionGroup var terms: ActionOptions

        func call(_ operation: Operation) async throws -> ActionDetails {
            try await operation.actions.add(
                kind: kind, title: title, owner: owner,
                from: ActionOrigin(convening: convening, measure: measure, point: point, statement: statement),
                try terms.terms(today: operation.today()))
        }

        func lines(_ action: ActionDetails) -> [String] {
            let isUnagreed = action.measure != nil && !action.isQuiet && action.agreement == nil
            let note =
                "note: it is public, so say who agreed to it for the person concerned before it is done: 'convoke action edit \(action.id) --agreed person --agreement TEXT'."
            return action.lines + (isUnagreed ? [note] : [])
        }
    }

    struct Edit: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Change an action. A list replaces the one before it.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The action.") var action: Action.ID
        @Option(help: "What to do.") var title: String?
        @Option(help: "Who does it: a mission, an organization, or a contact's id.") var owner: String?
        @Option(
            help: ArgumentHelp(
                "Take away what was set: \(ActionInput.Field.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.",
                valueName: "field"))
        var clear: [ActionInput.Field] = []
        @OptionGroup var terms: ActionOptions

        func call(_ operation: Operation) async throws -> ActionDetails {
            var terms = try terms.terms(today: operation.today())
            terms.title = title
            terms.owner = owner
            terms.cleared = clear
            return try await operation.actions.edit(action, terms)
        }
    }
}

/// What an action has beside its kind, title and owner.
struct ActionOptions: ParsableArguments {
    @Option(help: .day("The last day, inclusive.")) var due: CalendarDay?
    @Option(help: .day("The day it is planned for.")) var planned: CalendarDay?
    @Option(help: ArgumentHelp("A mission that joins; may be repeated.", valueName: "name")) var with: [String] = []
    @Option(help: "The rank at which it is taken up: \(ActionLevel.allCases.map(\.rawValue).joined(separator: ", ")).")
    var level: ActionLevel?
    @Option(help: "The way it takes: \(ActionChannel.allCases.map(\.rawValue).joined(separator: ", ")).")
    var channel: ActionChannel?
    @Flag(
        inversion: .prefixedNo, exclusivity: .exclusive,
        help: "Whether it is kept from the public. Statements, social media and awards are public unless said so.")
    var quiet: Bool?
    @Flag(
        inversion: .prefixedNo, exclusivity: .exclusive,
        help: "Whether like-minded missions may see it in a shared board.")
    var shared: Bool?
    @Option(help: "A note; only the mission sees it.") var note: String?
    @Option(
        help: ArgumentHelp(
            "Who agreed to it for the person concerned: \(Action.Agreement.Giver.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "who"))
    var agreed: Action.Agreement.Giver?
    @Option(help: ArgumentHelp("How they agreed, or why they were not asked.", valueName: "text"))
    var agreement: String?
    @Option(help: ArgumentHelp("An action that must be done before; may be repeated.", valueName: "action"))
    var after: [Action.ID] = []
    @Option(
        help: ArgumentHelp(
            "A contact who is reminded: the owner first, then those to notify while it stays undone; may be repeated.",
            valueName: "contact"))
    var remind: [Contact.ID] = []

    func terms(today: CalendarDay) throws -> ActionInput {
        var terms = ActionInput()
        terms.due = due
        terms.planned = planned
        terms.joining = with.isEmpty ? nil : with
        terms.level = level
        terms.channel = channel
        terms.isQuiet = quiet
        terms.isShared = shared
        terms.note = note
        terms.dependsOn = after.isEmpty ? nil : after
        terms.chain = remind.isEmpty ? nil : remind
        guard (agreed == nil) == (agreement == nil) else {
            throw Problem(
                .usage, "--agreed and --agreement go together",
                remedy: "Say who agreed and how, as in --agreed family --agreement \"by telephone, 3 March\".")
        }
        if let agreed, let agreement { terms.agreement = try .init(by: agreed, evidence: agreement, day: today) }
        return terms
    }
}

extension ActionCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List actions, the most urgent first.")
        @OptionGroup var options: GlobalOptions
        @Flag(help: "Only what is overdue.") var overdue = false
        @Flag(help: "Only actions that are done but without feedback to the person concerned.") var feedbackOwed = false
        @Option(help: "Only those in this state: \(Action.State.allCases.map(\.name).joined(separator: ", ")).")
        var state: Action.State?
        @Option(help: "Only those of this owner.") var owner: String?
        @Option(help: "Only those that serve this measure or communication.") var measure: String?
        @Option(help: ArgumentHelp("How many at most.", valueName: "number")) var limit = 50

        func validate() throws {
            if [overdue, feedbackOwed, state != nil].filter({ $0 }).count > 1 {
                throw ValidationError("Give one of --overdue, --feedback-owed and --state.")
            }
            if limit < 1 { throw ValidationError("--limit takes 1 or more.") }
        }

        func run() async throws {
            let operation = try await options.operation()
            let wanted = ActionListInput(
                isOverdue: overdue, state: feedbackOwed ? .feedbackOwed : state, owner: owner, measure: measure,
                limit: limit)
            let (actions, more) = try await operation.actions.all(wanted)
            try options.show(
                actions,
                actions.lines
                    + (more > 0 ? ["\(more) more; see them with --limit \(actions.count + more)."] : []))
        }
    }

    struct Show: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show one action with all that is known.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The action.") var action: Action.ID

        func call(_ operation: Operation) async throws -> ActionView { try await operation.actions.show(action) }
    }
}

extension ActionInput.Field: ExpressibleByArgument {}
