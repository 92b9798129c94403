package import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import FollowUpService
internal import Installation
internal import Logging

package struct ReminderCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "reminder", abstract: "Remind people of what is due, and notify others of what was not done.",
        discussion:
            "The contacts of an action's or a measure's chain are written to, each in their language and working hours, at most once a day, if they consented to 'follow-up' by mail.",
        subcommands: [Run.self])

    package init() {}
}

extension ReminderCommand {
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Write what is due now into the outbox; run it every hour, or with --watch.",
            discussion:
                "A person outside working hours is reminded by a later run. 'convoke outbox deliver' sends. Nobody is notified of the same occasion twice."
        )

        @OptionGroup var options: GlobalOptions
        @Flag(help: "Go on until stopped.") var watch = false
        @Flag(help: "Only show what would be written.") var dryRun = false

        func validate() throws {
            if watch, dryRun { throw ValidationError("Give only one of --watch and --dry-run.") }
        }

        func run() async throws {
            let actor = try options.actor()
            guard watch else {
                let reminders = try await options.installation().operation(as: actor).reminders
                let report = try await reminders.send(isTrial: dryRun), names = try await reminders.names(in: report)
                return try options.show(report, report.lines(isTrial: dryRun, names: names))
            }
            try await WatchService.run("convoke.reminders") { log in
                try await options.worker(log).writeFollowUp(as: actor) { report in
                    for notice in report.notices {
                        log.info(
                            "written",
                            metadata: [
                                "contact": "\(notice.contact)", "about": "\(notice.subjects.joined(separator: ","))",
                            ])
                    }
                    for contact in report.skipped.keys.sorted() {
                        log.warning("skipped", metadata: ["contact": "\(contact)"])
                    }
                    if !report.unassigned.isEmpty {
                        log.warning("nobody to remind", metadata: ["of": "\(report.unassigned.joined(separator: ","))"])
                    }
                }
            }
        }
    }
}
