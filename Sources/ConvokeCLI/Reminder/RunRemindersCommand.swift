internal import ArgumentParser
internal import Coordination
internal import Logging
internal import FollowUpService
internal import Installation

struct RunRemindersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Write what is due now into the outbox; run it every hour, or with --watch.",
        discussion:
            "A person outside working hours is reminded by a later run. 'convoke outbox deliver' sends. Nobody hears of the same occasion twice."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Go on until stopped.")
    var watch = false

    @Flag(help: "Only tell what would be written.")
    var dryRun = false

    func validate() throws {
        if watch, dryRun { throw ValidationError("Give only one of --watch and --dry-run.") }
    }

    func run() async throws {
        let installation = try await options.installation(), actor = try options.actor()
        guard watch else {
            let report = try await installation.operation(as: actor).reminders.send(isTrial: dryRun)
            return try options.show(report, Self.lines(report, isTrial: dryRun))
        }
        try await WatchService.run("convoke.reminders") { log in
            log.info("watching")
            try await installation.watchFollowUp(as: actor) { report, problem in
                if let problem { return log.error("not written", metadata: ["kind": "\(problem.kind)"]) }
                guard let report else {
                    return log.notice("the vault is locked; nothing is written until it is opened")
                }
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

    private static func lines(_ report: ReminderReport, isTrial: Bool) -> [String] {
        let notices = report.notices.map {
            "\(isTrial ? "would write to" : "wrote to") \($0.contact) about \($0.subjects.joined(separator: ", "))"
        }
        let skipped = report.skipped.sorted { $0.key < $1.key }.map { "passed over \($0.key): \($0.value)" }
        let later = report.later.sorted { $0.key < $1.key }.map { "\($0.key) not before \($0.value)" }
        let unassigned =
            report.unassigned.isEmpty
            ? []
            : [
                "nobody is reminded of: \(report.unassigned.prefix(20).joined(separator: ", "))\(report.unassigned.count > 20 ? " and \(report.unassigned.count - 20) more" : ""). Name who is with 'convoke action edit ID --remind CONTACT' or 'convoke measure edit ID --follow CONTACT'."
            ]
        let all = notices + skipped + later + unassigned
        return all.isEmpty ? ["Nothing is due."] : all
    }
}
