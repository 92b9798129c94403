internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import ConveningService
internal import Coordination
internal import Installation
internal import ReplyService

struct ReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
        abstract: "Replies of invitees: read them, authenticate them, review what is in quarantine.",
        subcommands: [Import.self, Fetch.self, Record.self, QuarantineCommand.self])
}

extension ReplyCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Read replies from mails (.eml), calendar files (.ics) or a Maildir.",
            discussion:
                "Replies are authenticated: only the person who was invited can change their own reply. Anything else goes to quarantine with its reason."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "Files, or folders of them.") var paths: [String]

        func run() async throws {
            let reports = try await options.operation().replies.importFiles(paths)
            try options.show(reports)
            let refused = reports.filter { $0.verdict == "refused" }
            if let first = refused.first {
                throw Problem(
                    .badData, at: first.file, "\(refused.count) of \(reports.count) messages could not be read",
                    remedy: "They changed nothing; the reasons are above.")
            }
        }
    }

    struct Fetch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fetch", abstract: "Read what is new in the mailbox that settings.yaml names.",
            discussion:
                "By IMAP over verified TLS, from a Maildir, or both. Nothing is changed or marked there, and no mail is taken twice."
        )

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let progress = Progress(steps: 0)
            let reports = try await options.operation().replies.fetch { progress.show($0, of: $1) }
            progress.finish()
            try options.show(reports)
        }
    }
}

extension ReplyCommand {
    struct Record: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "record", abstract: "Record a reply that was given by telephone, in person or in a plain mail."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The code of the invitation, such as 3K9X-7Q2M, its id, or its link.") var invitation: String

        /// What a person can reply.
        enum Said: String, ExpressibleByArgument, CaseIterable {
            case accepted, tentative, declined
            case none = "needs-action"

            var state: Invitation.State {
                switch self {
                case .accepted: .accepted
                case .tentative: .tentative
                case .declined: .declined
                case .none: .needsAction
                }
            }
        }

        @Argument(help: "The reply; needs-action takes back one that was recorded by mistake.") var reply: Said
        @Option(
            name: .customLong("meeting"),
            help: .day("One meeting of a series, by its day."))
        var meeting: CalendarDay?
        @Flag(help: "The person declines whatever the time, and is not asked again when it changes.")
        var forGood = false

        func call(_ operation: Operation) async throws -> ReplyImportReport {
            try await operation.replies.record(invitation, reply.state, on: meeting, isFinal: forGood)
        }

        func lines(_ report: ReplyImportReport) -> [String] {
            ["\(report.who): \(report.state ?? "")"]
        }
    }

    struct QuarantineCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "quarantine", abstract: "Messages in quarantine, each with its reason.",
            subcommands: [List.self, Show.self, Accept.self, Discard.self], defaultSubcommand: List.self)
    }
}

extension ReplyCommand.QuarantineCommand {
    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List them, the oldest first.")
        @OptionGroup var options: GlobalOptions

        func call(_ operation: Operation) async throws -> [QuarantineEntry] { try await operation.replies.quarantine() }
    }

    struct Show: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Read one. It stays where it is.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The message, or the beginning of its name.") var message: String

        func call(_ operation: Operation) async throws -> QuarantineText { try await operation.replies.show(message) }
    }

    struct Accept: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept", abstract: "Accept a quarantined reply after verifying its sender.",
            discussion:
                "A reply changes the invitation. A proposed time becomes the time for everyone, and everyone is asked for a new reply. A delegate who is in the directory and may be invited is invited."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The message, or the beginning of its name.") var message: String

        func call(_ operation: Operation) async throws -> ReplyImportReport {
            try await operation.replies.accept(message)
        }

        func lines(_ report: ReplyImportReport) -> [String] {
            ["\(report.who): \(report.state ?? "nothing new in it")"]
        }
    }

    struct Discard: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "discard", abstract: "Discard a quarantined message.",
            discussion: "A person who proposed another time is notified that the time stays; --silently sends nothing.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The message, or the beginning of its name.") var message: String
        @Flag(help: "Notify nobody.") var silently = false

        func call(_ operation: Operation) async throws -> QuarantineEntry {
            try await operation.replies.discard(message, silently: silently)
        }

        func lines(_ entry: QuarantineEntry) -> [String] { ["\(entry.id) is discarded."] }
    }
}
