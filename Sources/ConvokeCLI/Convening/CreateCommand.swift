internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct CreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Plan a convening by a blueprint. Nothing is sent.",
        discussion:
            "Blueprints: company-dialogue, consultation, diplomatic-coordination, embassy-roundtable, measure-follow-up, training."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The blueprint.")
    var blueprint: String

    @Option(help: "The working title. Only an open convening sends it out.")
    var title: String

    @Option(
        help: ArgumentHelp(
            "The zone it is held in, such as Africa/Nairobi; the officer's by default.", valueName: "iana-zone"))
    var zone: ZoneName?

    @Option(name: .customLong("from"), help: ArgumentHelp("The first day it may take place.", valueName: "yyyy-mm-dd"))
    var first: CalendarDay?

    @Option(name: .customLong("to"), help: ArgumentHelp("The last day it may take place.", valueName: "yyyy-mm-dd"))
    var last: CalendarDay?

    @Option(help: "The place. An open convening says it at once, a discreet one only with --place-hours.")
    var venue: String?

    @Option(help: "A link to join remotely; it is sent together with the venue.")
    var link: String?

    @Option(help: "How much invitations say: open, discreet or stub; the blueprint's by default.")
    var visibility: Visibility?

    @Option(help: "What may be repeated: on-record, chatham-house or off-record; the blueprint's by default.")
    var attribution: Attribution?

    @OptionGroup(title: "Length and series") var series: SeriesOptions

    func run() async throws {
        var form = try series.form()
        form.attribution = attribution
        let convening = try await options.operation().convenings.create(
            blueprint: blueprint, title: title, zone: zone, first: first, last: last, venue: venue, link: link,
            visibility: visibility, form: form)
        try options.show(
            convening,
            [
                "\(convening.id)  \(convening.title)",
                "\(convening.visibility.rawValue), \(convening.attribution.rawValue), \(convening.tlp.rawValue), \(convening.wholeDays.map { "\($0) whole days" } ?? "\(convening.minutes) minutes"), \(convening.firstDay) to \(convening.lastDay) (\(convening.zone))",
                "Next: convoke convening invitees \(convening.id) --add CONTACT …",
            ])
    }
}
