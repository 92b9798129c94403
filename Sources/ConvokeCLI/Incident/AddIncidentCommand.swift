internal import ArgumentParser
internal import Coordination
internal import FollowUpService
internal import Installation

struct AddIncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Record a reprisal or attack. Names of the directory are refused.",
        discussion: "Kinds: \(Incident.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The kind.")
    var kind: Incident.Kind

    @Option(help: "The country (ISO 3166-1, two letters).")
    var country: CountryCode

    @Option(help: ArgumentHelp("The day.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay?

    @Option(help: ArgumentHelp("The month, where the day is not known or should not be kept.", valueName: "yyyy-mm"))
    var month: Month?

    @Option(help: "A region or town, without numbers.")
    var place: String?

    @Option(help: ArgumentHelp("A person, by pseudonym or initials; may be repeated.", valueName: "pseudonym"))
    var person: [String] = []

    @Option(help: ArgumentHelp("How many people, where more than are named.", valueName: "number"))
    var count: Int?

    @Option(help: "A theme, such as land or elections; may be repeated.")
    var theme: [String] = []

    @Option(help: "The kind of perpetrator: \(Incident.Perpetrator.allCases.map(\.rawValue).joined(separator: ", ")).")
    var perpetrator: Incident.Perpetrator = .unknown

    @Option(help: "Who told of it; for the mission alone.")
    var source: String

    @Option(help: "How sure it is: \(Incident.Confidence.allCases.map(\.rawValue).joined(separator: ", ")).")
    var confidence: Incident.Confidence = .reported

    @Flag(help: "It answers to a contact with a mission, a mechanism or a meeting.")
    var reprisal = false

    @Option(help: "A note for the mission alone.")
    var note: String?

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
        try options.show(view, ShowIncidentCommand.lines(view))
    }
}
