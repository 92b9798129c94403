internal import ArgumentParser
internal import Coordination
internal import FollowUpService

/// What an act has beside its kind, title and owner.
struct ActionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The last day, inclusive.", valueName: "yyyy-mm-dd"))
    var due: CalendarDay?

    @Option(help: ArgumentHelp("The day it is planned for.", valueName: "yyyy-mm-dd"))
    var planned: CalendarDay?

    @Option(help: ArgumentHelp("A mission that joins; may be repeated.", valueName: "name"))
    var with: [String] = []

    @Option(help: "How high it is taken up: \(ActionLevel.allCases.map(\.rawValue).joined(separator: ", ")).")
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

    @Option(help: "A note for the mission alone.")
    var note: String?

    @Option(
        help: ArgumentHelp(
            "Who agreed to it for the person concerned: \(Action.Agreement.Giver.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "who"))
    var agreed: Action.Agreement.Giver?

    @Option(help: ArgumentHelp("How they agreed, or why they were not asked.", valueName: "text"))
    var agreement: String?

    @Option(help: ArgumentHelp("An act that must be done before; may be repeated.", valueName: "action"))
    var after: [Action.ID] = []

    @Option(
        help: ArgumentHelp(
            "A contact who is reminded: the owner first, then those to notify while it stays undone; may be repeated.",
            valueName: "contact"))
    var remind: [Contact.ID] = []

    func terms(today: CalendarDay) throws -> ActionTerms {
        var terms = ActionTerms()
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
