internal import ArgumentParser
internal import Coordination
internal import CalendarFeeds

struct FeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "Calendar files that are kept up to date until they are revoked.",
        discussion:
            "A feed lies in the folder 'feeds' of the home under a name that nobody can guess, for a web server or a synchronized folder to hand out. 'convoke outbox deliver' writes it anew when something in it changed.",
        subcommands: [MakeFeedCommand.self, ListFeedsCommand.self, RevokeFeedCommand.self],
        defaultSubcommand: ListFeedsCommand.self)
}

struct MakeFeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Make a feed.")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var which: ScopeOptions

    func run() async throws {
        let feed = try await options.operation().feeds.make(of: try which.scope())
        try options.show(
            feed, [feed.path, "Anyone who knows this name can read it. Revoke it with 'convoke calendar feed revoke'."])
    }
}

struct ListFeedsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all feeds there ever were.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let feeds = try await options.operation().feeds.all()
        try options.show(
            feeds,
            Table.lines(
                ["feed", "of", "made", "revoked"],
                feeds.map {
                    [$0.id, $0.subject ?? $0.scope, "\($0.made)", $0.revoked.map { "\($0)" } ?? "-"]
                }, empty: "None. Make one with 'convoke calendar feed create'."))
    }
}

struct RevokeFeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take a feed away. What was read of it stays where it was read.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The feed, or the beginning of its name.")
    var feed: String

    func run() async throws {
        let feed = try await options.operation().feeds.revoke(feed)
        try options.show(feed, ["\(feed.id) is revoked."])
    }
}
