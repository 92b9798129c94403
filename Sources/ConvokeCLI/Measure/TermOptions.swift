internal import ArgumentParser
internal import Coordination

/// How long, or until when.
struct TermOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Calendar days after it begins; that day does not count.", valueName: "number"))
    var days: Int?

    @Option(help: ArgumentHelp("Business days after it begins; that day does not count.", valueName: "number"))
    var businessDays: Int?

    @Option(help: ArgumentHelp("The last day itself.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay?

    @Option(help: ArgumentHelp("The next cut-off of this name in the body's sessions.", valueName: "cut-off"))
    var session: String?

    @Option(help: "Whose weekends and holidays count: issuer or state.")
    var calendar: DeadlineRule.Calendar?

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
