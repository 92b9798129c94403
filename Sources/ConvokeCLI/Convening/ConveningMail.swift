internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import ConveningService
internal import Coordination
internal import Installation

extension ConveningCommand {
    struct Invite: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "invite", abstract: "Invite everyone on the invitee list who was not invited yet.",
            discussion: "The mails wait in the outbox until 'convoke outbox deliver'.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID

        func call(_ operation: Operation) async throws -> MailingReport {
            if !options.yes, let question = try await operation.invitations.reach(of: convening).question {
                try options.confirm(question)
            }
            Background.begin()
            let progress = Progress(steps: 0)
            defer { progress.finish() }
            return try await operation.invitations.invite(convening) { count, total in
                if count % 50 == 0 || count == total { progress.show(count, of: total) }
            }
        }
    }

    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Change what a convening says. Its time is changed by 'reschedule'.",
            discussion:
                "When an open convening changes, everyone invited is notified: a new venue asks them again; with new words their replies hold. Edits of one minute become one notice; a draft sends nothing."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Option(help: "The working title.") var title: String?
        @Option(help: "The venue; empty to remove it.") var venue: String?
        @Option(help: "The link to join by; empty to remove it.") var link: String?
        @Option(help: "A point of the agenda; say it once for each. They replace the old ones.")
        var point: [String] = []
        @Option(help: "The language of these points; yours by default.") var language: Language?
        @Option(
            help: ArgumentHelp(
                "Hours before a discreet meeting at which its venue is sent to those who come.", valueName: "hours"))
        var placeHours: Int?
        @Flag(help: "Let the notice leave at once, without waiting a minute for further edits.") var now = false
        @Flag(help: "Show the mails as they would be written, and change nothing.") var preview = false

        func run() async throws {
            let operation = try await options.operation()
            let agenda = point.isEmpty ? nil : (language: try operation.textLanguage(language), points: point)
            let edit = ConveningEditInput(
                title: title, venue: venue, link: link, agenda: agenda, placeHours: placeHours)
            guard edit != ConveningEditInput() || operation.confirmation != nil else {
                throw Problem(.usage, "nothing is to be changed", remedy: "Give --title, --venue, --link or --point.")
            }
            if preview { return try await options.show(.edit(edit), to: convening, operation) }
            guard let report = try await operation.invitations.edit(convening, edit, atOnce: now) else {
                let view = try await operation.convenings.show(convening).convening
                let isNeverSent = view.visibility == .discreet && view.placeHours == nil && venue != nil
                return try options.show(
                    ["convening": convening.text],
                    ["Changed. Nobody was notified of the old version, so nothing is sent."]
                        + (isNeverSent
                            ? [
                                "No mail of a discreet convening holds the venue. With --place-hours it is sent that long before, to those who come."
                            ] : []))
            }
            try options.show(report)
        }
    }

    struct Remind: PlannedCommand {
        static let configuration = CommandConfiguration(
            commandName: "remind", abstract: "Remind invitees, each in their language and working hours.",
            discussion: "By default those who did not reply and those who replied tentatively.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Flag(help: "Those who did not reply.") var unanswered = false
        @Flag(help: "Those who replied tentatively.") var tentative = false
        @Flag(help: "Those who accepted.") var accepted = false
        @Option(help: "Only people of this sector; may be repeated.") var sector: [Sector] = []
        @Flag(help: "Also those to whom a mail about it left within the last day.") var again = false
        @Flag(help: "Show the mails as they would be written, and change nothing.") var preview = false

        private var states: Set<Invitation.State> {
            let wanted: [(Bool, Invitation.State)] = [
                (unanswered, .needsAction), (tentative, .tentative), (accepted, .accepted),
            ]
            return Set(wanted.filter(\.0).map(\.1))
        }

        func change(_ operation: Operation) -> PlannedNotice {
            .reminder(states: states, sectors: sector, again: again)
        }

        func call(_ operation: Operation) async throws -> MailingReport {
            try await operation.invitations.remind(convening, states: states, sectors: sector, again: again)
        }
    }

    struct Reschedule: PlannedCommand {
        static let configuration = CommandConfiguration(
            commandName: "reschedule",
            abstract: "Move a convening whose invitations are out; everyone is asked for a new reply.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Argument(help: "The new start: 2026-03-12T14:00 in the convening's zone, or with an offset.") var start: String
        @Option(
            help: .day("Move only this meeting of a series, named by its day in the plan.")
        )
        var meeting: CalendarDay?
        @Flag(help: "Let the notice leave at once, without waiting a minute for further edits.") var now = false
        @Flag(help: "Show the mails as they would be written, and change nothing.") var preview = false

        func change(_ operation: Operation) async throws -> PlannedNotice {
            .move(meeting: meeting, to: try await operation.convenings.time(start, for: convening))
        }

        func call(_ operation: Operation) async throws -> MailingReport {
            let start = try await operation.convenings.time(start, for: convening)
            let check = try await operation.convenings.check(convening, at: start, meeting: meeting)
            try options.agree(to: check)
            check.lines.forEach(Progress.note)
            if let meeting {
                return try await operation.invitations.reschedule(convening, meeting: meeting, to: start)
            }
            return try await operation.invitations.reschedule(convening, to: start, atOnce: now)
        }
    }

    struct Cancel: PlannedCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel", abstract: "Cancel a convening and notify everyone who was invited.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Option(help: "A sentence for the mail; everyone who was invited reads it.") var reason: String?
        @Option(
            help: .day("Cancel only this meeting of a series, named by its day in the plan."))
        var meeting: CalendarDay?
        @Flag(help: "Show the mails as they would be written, and change nothing.") var preview = false

        func change(_ operation: Operation) -> PlannedNotice { .cancellation(meeting: meeting, reason: reason) }

        func call(_ operation: Operation) async throws -> MailingReport {
            try await options.confirm {
                let title = try await operation.convenings.show(convening).convening.title
                return meeting.map { "Cancel the meeting of \($0) of '\(title)', and notify everyone who was invited?" }
                    ?? "Cancel '\(title)' (\(convening)), and notify everyone who was invited?"
            }
            let invitations = operation.invitations
            if let meeting { return try await invitations.cancel(convening, meeting: meeting, reason: reason) }
            return try await invitations.cancel(convening, reason: reason)
        }
    }
}
