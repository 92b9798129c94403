internal import ArgumentParser
internal import CalendarFeeds
internal import CommandSupport
internal import CommandText
internal import Coordination

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Your convenings for other calendar programs.",
        subcommands: [Export.self, FeedCommand.self, Push.self])
}

/// Whose meetings are meant.
struct ScopeOptions: ParsableArguments {
    @Argument(help: "One convening; all that have a time by default.") var convening: Convening.ID?
    @Option(help: "What this person is invited to, as their own copy.") var contact: Contact.ID?
    @Option(help: "What members of this group are invited to.") var group: Group.ID?

    func scope() throws -> CalendarScope {
        switch (convening, contact, group) {
        case (nil, nil, nil): return .all
        case (let id?, nil, nil): return .convening(id)
        case (nil, let id?, nil): return .contact(id)
        case (nil, nil, let id?): return .group(id)
        default:
            throw Problem(
                .usage, "a convening, a person and a group were named together", remedy: "Name one of them.")
        }
    }
}

extension CalendarCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write an iCalendar file. It names no invitee.")
        @OptionGroup var options: GlobalOptions
        @OptionGroup var which: ScopeOptions
        @Flag(help: "With follow-up actions as tasks.") var tasks = false
        @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file")) var output: String

        func run() async throws {
            let count = try await options.operation().feeds.export(
                of: try which.scope(), hasTasks: tasks, to: output)
            try options.show(["file": output], ["Wrote \(count) entries to \(output)."])
        }
    }

    struct Push: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "push", abstract: "Bring the calendar server of settings.yaml to the present state.",
            discussion:
                "It names no invitee there. What someone changed or took away at the server is left alone and named.")
        @OptionGroup var options: GlobalOptions
        @Flag(help: "Put ours in the place of what was changed or taken away there.") var overwrite = false

        func run() async throws {
            let reports = try await options.operation().feeds.push(overwriting: overwrite)
            try options.show(reports)
            let failed = reports.filter { $0.verdict == "failed" || $0.verdict == "conflict" }
            if let first = failed.first {
                throw Problem(
                    first.verdict == "failed" ? .unavailable : .tryAgain, at: first.resource,
                    "\(failed.count) of \(reports.count) could not be brought there", remedy: "The reasons are above.")
            }
        }
    }

    struct FeedCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "feed", abstract: "Calendar files that are kept up to date until they are revoked.",
            discussion:
                "A feed is a file in the folder 'feeds' of the home, under a name that cannot be guessed. A web server or a synchronized folder can publish it. 'convoke outbox deliver' updates it when its content has changed.",
            subcommands: [Create.self, List.self, Revoke.self],
            defaultSubcommand: List.self)
    }
}

extension CalendarCommand.FeedCommand {
    struct Create: ServiceCommand {
        static let configuration = CommandConfiguration(commandName: "create", abstract: "Make a feed.")
        @OptionGroup var options: GlobalOptions
        @OptionGroup var which: ScopeOptions

        func call(_ operation: Operation) async throws -> FeedView {
            try await operation.feeds.make(of: try which.scope())
        }
    }

    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List all feeds there ever were.")
        @OptionGroup var options: GlobalOptions

        func call(_ operation: Operation) async throws -> [FeedView] { try await operation.feeds.all() }
    }

    struct Revoke: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Take a feed away. What was read of it stays where it was read.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The feed, or the beginning of its name.") var feed: String

        func call(_ operation: Operation) async throws -> FeedView { try await operation.feeds.revoke(feed) }

        func lines(_ feed: FeedView) -> [String] { ["\(feed.id) is revoked."] }
    }
}
