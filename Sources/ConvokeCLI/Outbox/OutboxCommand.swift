internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Delivery
internal import Logging

struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "Messages to send, and what became of them.",
        subcommands: [List.self, Deliver.self, Release.self, Drop.self])
}

extension OutboxCommand {
    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the outbox.")
        @OptionGroup var options: GlobalOptions
        @Option(
            help:
                "Only what is waiting, delivered, saved (to the local folder), superseded (not needed any more) or failed. What is held is among the waiting."
        )
        var state: String?

        func call(_ operation: Operation) async throws -> [OutboxLine] {
            try await operation.outbox.lines(state: state)
        }
    }

    struct Deliver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deliver", abstract: "Try everything that is due, each message once.",
            discussion:
                "Mail is saved to the folder 'mail' of the home until a server is named in settings.yaml. What fails is tried again later."
        )

        @OptionGroup var options: GlobalOptions
        @Flag(help: "Go on delivering until stopped. Several may watch one store and share the work.") var watch = false

        func run() async throws {
            if watch { return try await watchOutbox() }
            let report = try await options.operation().outbox.deliver()
            let waiting = report.count("waiting"), failed = report.count("failed")
            try options.show(report, report.lines)
            guard waiting + failed > 0 else {
                guard let first = report.troubles.first else { return }
                throw Problem(.notAllowed, at: "outbox", first, remedy: "Everything else was tried.")
            }
            throw Problem(
                failed > 0 ? .unavailable : .tryAgain, at: "outbox", "\(waiting + failed) messages were not taken",
                remedy: "See 'convoke outbox list'; what is waiting is tried again by 'convoke outbox deliver'.")
        }

        /// A line of the log for each round in which something was tried; a stop lets the tries under way end.
        private func watchOutbox() async throws {
            let actor = try options.actor()
            try await WatchService.run("convoke.outbox") { log in
                try await options.worker(log).deliver(as: actor) { report in
                    log.info(
                        "delivered",
                        metadata: [
                            "delivered": "\(report.count("delivered"))", "saved": "\(report.count("saved"))",
                            "waiting": "\(report.count("waiting"))", "failed": "\(report.count("failed"))",
                        ])
                    for attempt in report.notTaken {
                        log.warning(
                            "not taken",
                            metadata: [
                                "envelope": "\(attempt.envelope)", "kind": "\(attempt.kind)",
                                "state": "\(attempt.state)",
                            ])
                    }
                }
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "Let messages go that are held since a restore or loss.",
            discussion: "They may have been sent before; a receiver that knows their id takes them once.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "One of them; all by default.") var message: Envelope.ID?

        func run() async throws {
            let ids = try await options.operation().outbox.decideHeld(message, send: true)
            try options.show(["released": ids], ["\(ids.count) released; 'convoke outbox deliver' sends them."])
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop", abstract: "Cancel a message that waits, or all that are held since a restore or loss.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The message; all that are held by default.") var message: Envelope.ID?

        func run() async throws {
            try options.confirm("Cancel \(message?.text ?? "all held messages")?")
            let ids = try await options.operation().outbox.decideHeld(message, send: false)
            try options.show(["dropped": ids], ["\(ids.count) cancelled."])
        }
    }
}
