internal import ArgumentParser
internal import Coordination
internal import ConveningService
internal import Installation

struct EditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what a convening says. Its time is changed by 'reschedule'.",
        discussion:
            "When an open convening changes, everyone invited is notified: a new venue asks them again; with new words their replies hold. Edits of one minute become one notice; a draft sends nothing."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Option(help: "The working title.")
    var title: String?

    @Option(help: "The place; empty to take it away.")
    var venue: String?

    @Option(help: "The link to join by; empty to take it away.")
    var link: String?

    @Option(help: "A point of the agenda; say it once for each. They replace the old ones.")
    var point: [String] = []

    @Option(help: "The language of these points; yours by default.")
    var language: Language?

    @Option(
        help: ArgumentHelp(
            "Hours before a discreet meeting at which its venue is sent to those who come.", valueName: "hours"))
    var placeHours: Int?

    @Flag(help: "Let the notice leave at once, without waiting a minute for further edits.")
    var now = false

    func run() async throws {
        let operation = try await options.operation()
        let agenda = point.isEmpty ? nil : (language: try operation.textLanguage(language), points: point)
        let edit = ConveningEdit(title: title, venue: venue, link: link, agenda: agenda, placeHours: placeHours)
        guard edit != ConveningEdit() else {
            throw Problem(.usage, "nothing is to be changed", remedy: "Give --title, --venue, --link or --point.")
        }
        guard let report = try await operation.invitations.edit(convening, edit, atOnce: now) else {
            return try options.show(
                ["convening": convening.text], ["Changed. Nobody was notified of the old version, so nothing is sent."])
        }
        try options.show(round: report)
    }
}

struct RemindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind", abstract: "Remind invitees, each in their language and working hours.",
        discussion: "By default those who did not answer and those who were not sure.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Flag(help: "Those who did not answer.")
    var unanswered = false

    @Flag(help: "Those who may come.")
    var tentative = false

    @Flag(help: "Those who come.")
    var accepted = false

    @Option(help: "Only people of this sector; may be repeated.")
    var sector: [Sector] = []

    func run() async throws {
        var states: Set<Invitation.State> = []
        if unanswered { states.insert(.needsAction) }
        if tentative { states.insert(.tentative) }
        if accepted { states.insert(.accepted) }
        try options.show(
            round: try await options.operation().invitations.remind(convening, states: states, sectors: sector))
    }
}
