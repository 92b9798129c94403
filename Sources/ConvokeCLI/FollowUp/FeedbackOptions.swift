internal import ArgumentParser
internal import Coordination

/// Whether the defender or family heard back.
struct FeedbackOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The day the defender or family got feedback.", valueName: "yyyy-mm-dd"))
    var told: CalendarDay?

    @Option(help: ArgumentHelp("Why no feedback was given.", valueName: "reason"))
    var notTold: String?

    /// - Throws: `Problem.usage` where both are said.
    func value() throws -> Action.Feedback? {
        guard told == nil || notTold == nil else {
            throw Problem(.usage, "--told and --not-told are both given", remedy: "Say one of them.")
        }
        return told.map { .told($0) } ?? notTold.map { .notTold(reason: $0) }
    }
}
