internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct ResolveCommand: AsyncParsableCommand {
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

    @Argument(help: "The resolution, as printed.")
    var resolution: String

    @Option(help: ArgumentHelp("Its day.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay

    @Option(help: ArgumentHelp("Granted by it; may be repeated, as all of these.", valueName: "measure"))
    var grant: [String] = []

    @Option(help: ArgumentHelp("Extended, to those named by --beneficiary and --group.", valueName: "measure"))
    var extend: [String] = []

    @Option(help: ArgumentHelp("Modified.", valueName: "measure"))
    var modify: [String] = []

    @Option(help: ArgumentHelp("Followed up.", valueName: "measure"))
    var followUp: [String] = []

    @Option(help: ArgumentHelp("Lifted for some.", valueName: "measure:numbers"))
    var partlyLift: [String] = []

    @Option(help: ArgumentHelp("Lifted for all.", valueName: "measure"))
    var lift: [String] = []

    @OptionGroup var added: BeneficiaryOptions

    func run() async throws {
        let lists: [(Decision, [String])] = [
            (.grant, grant), (.extend, extend), (.modify, modify), (.followUp, followUp), (.partialLift, partlyLift),
            (.lift, lift),
        ]
        let parts = try lists.flatMap { decision, texts in try texts.map { try Self.part($0, decision) } }
        var draft = ResolutionDraft(reference: resolution, day: on, parts: parts)
        draft.added = try added.values()
        guard draft.added.isEmpty || !extend.isEmpty else {
            throw Problem(
                .usage, "beneficiaries are named, but nothing is extended", remedy: "Say --extend for the measure.")
        }
        let views = try await options.operation().measures.resolve(draft)
        try options.show(views, views.flatMap { MeasureText.lines($0) + [""] })
    }

    private static func part(_ text: String, _ decision: Decision) throws -> ResolutionDraft.Part {
        // Titles of cases may hold a colon, so only what looks like numbers is taken for them.
        guard let mark = text.lastIndex(of: ":"),
            text[mark...].dropFirst().allSatisfy({ $0.isNumber || ", ".contains($0) })
        else { return .init(measure: text, decision: decision) }
        let numbers = text[text.index(after: mark)...].split(separator: ",").map { Int($0.filter { $0 != " " }) }
        let known = numbers.compactMap { $0 }
        guard !known.isEmpty, known.count == numbers.count else {
            throw Problem(
                .usage, at: "--\(decision.option)", "'\(text.prefix(60))' does not end with numbers of beneficiaries",
                remedy: "Write it as MC-416-13:2,3; 'convoke measure show' numbers them.")
        }
        return .init(measure: String(text[..<mark]), decision: decision, beneficiaries: known)
    }
}
