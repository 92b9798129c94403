internal import Installation
internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import ConveningService
internal import Coordination

struct ConveningCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convening", abstract: "Plan a meeting, invite to it, move it, close it.",
        subcommands: [
            Create.self, InviteesCommand.self, Times.self, Book.self, Invite.self,
            Reschedule.self, Edit.self, Remind.self, Cancel.self, Close.self,
            Amend.self, ShowMinutes.self, Replace.self,
            Show.self,
            List.self,
        ])
}

extension ConveningCommand {
    struct Create: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Plan a convening by a blueprint. Nothing is sent.",
            discussion:
                "Blueprints: company-dialogue, consultation, diplomatic-coordination, embassy-roundtable, measure-follow-up, training."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The blueprint.") var blueprint: String
        @Option(help: "The working title. Only an open convening sends it out.") var title: String
        @Option(
            help: ArgumentHelp(
                "The zone it is held in, such as Africa/Nairobi; the officer's by default.", valueName: "iana-zone"))
        var zone: ZoneName?
        @Option(name: .customLong("from"), help: .day("The first day it may take place.")) var first: CalendarDay?
        @Option(name: .customLong("to"), help: .day("The last day it may take place.")) var last: CalendarDay?
        @Option(help: "The venue. An open convening shows it at once, a discreet one only with --place-hours.")
        var venue: String?
        @Option(help: "A link to join remotely; it is sent together with the venue.") var link: String?
        @Option(help: "How much invitations say: open, discreet or stub; the blueprint's by default.")
        var visibility: Visibility?
        @Option(help: "What may be repeated: on-record, chatham-house or off-record; the blueprint's by default.")
        var attribution: Attribution?
        @OptionGroup(title: "Length and series") var series: SeriesOptions

        func call(_ operation: Operation) async throws -> ConveningDetails {
            var form = try series.form()
            form.attribution = attribution
            return try await operation.convenings.create(
                blueprint: blueprint, title: title, zone: zone, first: first, last: last, venue: venue, link: link,
                visibility: visibility, form: form)
        }
    }
}

/// How long a convening lasts and how it repeats.
struct SeriesOptions: ParsableArguments {
    @Option(help: "How many minutes it lasts; the blueprint's by default.") var minutes: Int?
    @Option(help: ArgumentHelp("Whole days instead of hours, and how many.", valueName: "count")) var days: Int?
    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp("Make it a series: daily, weekly, monthly, monthly-by-date or yearly.", valueName: "how"))
    var frequency: Recurrence.Frequency?
    @Option(help: ArgumentHelp("Repeat it every so many days, weeks, months or years.", valueName: "count"))
    var every: Int = 1
    @Option(help: ArgumentHelp("How many meetings the series has.", valueName: "count")) var times: Int?
    @Option(
        help: ArgumentHelp(
            "Days of a weekly series, such as mo,we; the first meeting's by default.", valueName: "weekdays"))
    var on: String?
    @Option(
        help: ArgumentHelp(
            "Hours before a discreet meeting at which its venue is sent to those who come.", valueName: "hours"))
    var placeHours: Int?

    func form() throws -> ConveningInput {
        guard minutes == nil || days == nil else {
            throw Problem(.usage, "--minutes and --days exclude each other", remedy: "Give one of them.")
        }
        var form = ConveningInput(minutes: minutes, wholeDays: days, placeHours: placeHours)
        guard let frequency else {
            guard times == nil, on == nil, every == 1 else {
                throw Problem(.usage, "--times, --on and --every belong to a series", remedy: "Say --repeat, too.")
            }
            return form
        }
        guard let times else {
            throw Problem(.usage, "a series has to end", remedy: "Say with --times how many meetings it has.")
        }
        let names = ["mo", "tu", "we", "th", "fr", "sa", "su"]
        let weekdays = try on?.lowercased().split(separator: ",").map { name in
            guard let index = names.firstIndex(of: String(name)) else {
                throw Problem(
                    .usage, "'\(name)' is not a day of the week",
                    remedy: "Write them as \(names.joined(separator: ",")).")
            }
            return index + 1
        }
        form.recurrence = try Recurrence(frequency, every: every, on: weekdays ?? [], count: times)
        return form
    }
}

extension ConveningCommand {
    struct Times: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "times",
            abstract: "Find times at which the quorum can come, across zones, weekends and holidays.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Option(help: "How many to propose, 1 to 50.") var count: Int = 5

        func validate() throws {
            if !(1...50).contains(count) { throw ValidationError("--count takes 1 to 50.") }
        }

        func call(_ operation: Operation) async throws -> TimesReport {
            try await operation.convenings.findTimes(
                for: convening, count: count)
        }
    }

    struct Book: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "book", abstract: "Fix the time before anyone is invited. Nothing is sent.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Argument(help: "The start: 2026-03-12T14:00 in the convening's zone, or with an offset.") var start: String

        func run() async throws {
            let operation = try await options.operation()
            let start = try await operation.convenings.time(start, for: convening)
            let check = try await operation.convenings.check(convening, at: start)
            try options.agree(to: check)
            let booked = try await operation.convenings.book(convening, at: start)
            let view = try await operation.convenings.show(booked.id)
            try options.show(
                view,
                ["\(booked.id)  \(view.when ?? "")"] + check.lines + ["Next: convoke convening invite \(booked.id)"])
        }
    }

    struct Show: ServiceCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one convening.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID

        func call(_ operation: Operation) async throws -> ConveningView {
            try await operation.convenings.show(convening)
        }
    }

    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List all convenings.")
        @OptionGroup var options: GlobalOptions

        func call(_ operation: Operation) async throws -> [ConveningView] { try await operation.convenings.all() }
    }
}
