internal import ArgumentParser
internal import Coordination
internal import Logging
internal import Delivery

struct DeliverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliver", abstract: "Try everything that is due, each message once.",
        discussion:
            "Mail goes to the folder 'mail' of the home until a server is named in settings.yaml. What fails is tried again later."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Go on delivering until stopped. Several may watch one store and share the work.")
    var watch = false

    func run() async throws {
        if watch { return try await watchOutbox() }
        let report = try await options.operation().outbox.deliver()
        let waiting = report.count("waiting"), dead = report.count("dead")
        try options.show(
            report,
            ["\(report.count("delivered")) delivered, \(waiting) to be tried again, \(dead) given up."]
                + (report.claimedUntil.map {
                    [
                        "\(report.claimed) are taken by another run, or by one that was stopped; they are free again by \($0)."
                    ]
                } ?? [])
                + (report.nextDue.map { ["\(report.later) wait for their time, the first until \($0)."] } ?? [])
                + report.troubles
                + report.attempts.filter { $0.state != "delivered" }.map { "\($0.kind) \($0.envelope): \($0.detail)" })
        guard waiting + dead > 0 else {
            guard let first = report.troubles.first else { return }
            throw Problem(.notAllowed, at: "outbox", first, remedy: "Everything else was tried.")
        }
        throw Problem(
            dead > 0 ? .unavailable : .tryAgain, at: "outbox", "\(waiting + dead) messages were not taken",
            remedy: "See 'convoke outbox list'; what is waiting is tried again by 'convoke outbox deliver'.")
    }

    /// A line of the log for each round in which something was tried; a stop lets the tries under way end.
    private func watchOutbox() async throws {
        let installation = try await options.installation(), actor = try options.actor()
        try await WatchService.run("convoke.outbox") { log in
            log.info("watching")
            try await installation.watch(as: actor) { report in
                guard let report else {
                    return log.notice("the vault is locked; nothing is sent until it is opened")
                }
                log.info(
                    "delivered",
                    metadata: [
                        "delivered": "\(report.count("delivered"))", "waiting": "\(report.count("waiting"))",
                        "dead": "\(report.count("dead"))",
                    ])
                for attempt in report.attempts where attempt.state != "delivered" {
                    log.warning(
                        "not taken",
                        metadata: [
                            "envelope": "\(attempt.envelope)", "kind": "\(attempt.kind)", "state": "\(attempt.state)",
                        ])
                }
            }
        }
    }
}
