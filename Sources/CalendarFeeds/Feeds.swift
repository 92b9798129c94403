public import Coordination
internal import Foundation
public import Installation
internal import Sealing
internal import Storage

/// A calendar file that is kept up to date.
public struct FeedView: View {
    public let id: String
    public let scope: String
    public let subject: String?
    public let path: String
    public let made: Instant
    public let revoked: Instant?
}

extension Operation {
    /// Calendars of convenings and deadlines: subscribed to, written to a file, pushed to a server.
    public var feeds: Feeds { Feeds(operation: self) }
}

/// Calendars of convenings and deadlines: subscribed to, written to a file, pushed to a server.
public struct Feeds: Sendable {
    let operation: Operation

    /// Makes a calendar file under a name that nobody can guess, to be handed out by a web server or a synchronized folder. It is
    /// written anew whenever something in it changes, until it is revoked.
    public func make(of scope: CalendarScope) async throws -> FeedView {
        let (kind, subject) = scope.feed
        // Whatever stands against it stands before anything is kept.
        _ = try await calendar(of: scope, hasTasks: kind == .all)
        let feed = Feed(
            id: Operation.letters(operation.random.bytes(32)), scope: kind, subject: subject, made: operation.now)
        try await operation.change { records in
            try records.calendars.insert(feed)
            try records.note(.feedMake, subject ?? "all")
        }
        try await refresh()
        return view(feed)
    }

    public func all() async throws -> [FeedView] { try await operation.read { try $0.calendars.feeds() }.map(view) }

    /// Ends a feed: its file is taken away, and never written again.
    public func revoke(_ id: String) async throws -> FeedView {
        let feed = try await operation.change { records in
            let found = try records.calendars.feeds().filter { $0.id.hasPrefix(id) && id.utf8.count >= 4 }
            guard found.count == 1, let feed = found.first, feed.revoked == nil else {
                throw Problem(
                    .missingInput, at: String(id.prefix(40)), "is not a feed that can be revoked",
                    remedy: "See \(.calendarFeedList).")
            }
            try records.calendars.revokeFeed(feed.id, at: operation.now)
            try records.note(.feedRevoke, feed.subject ?? "all")
            return feed
        }
        try await refresh()
        return view(
            Feed(id: feed.id, scope: feed.scope, subject: feed.subject, made: feed.made, revoked: operation.now))
    }

    /// Writes every feed that changed, and takes away those that were revoked or that nobody knows of.
    /// - Returns: what could not be written, and why; its file is taken away, for it says what does not hold any more.
    @discardableResult
    public func refresh() async throws -> [String] {
        let feeds = try await operation.read { try $0.calendars.feeds() }.filter { $0.revoked == nil }
        let present = (try? FileManager.default.contentsOfDirectory(atPath: operation.home.feeds)) ?? []
        let wanted = Set(feeds.map { "\($0.id).ics" })
        for name in present where name.hasSuffix(".ics") && !wanted.contains(name) {
            try? FileManager.default.removeItem(atPath: "\(operation.home.feeds)/\(name)")
        }
        guard !feeds.isEmpty else { return [] }
        try Home(path: operation.home.feeds).create()
        var troubles: [String] = []
        for feed in feeds {
            let path = "\(operation.home.feeds)/\(feed.id).ics"
            do {
                let (file, _) = try await calendar(of: CalendarScope(feed), hasTasks: feed.scope == .all)
                if FileManager.default.contents(atPath: path).map(Array.init) != file.content.bytes {
                    try Home.write(file, to: path)
                }
            } catch let problem as Problem where problem.kind != .tryAgain {
                try? FileManager.default.removeItem(atPath: path)
                troubles.append("the feed of \(feed.subject ?? feed.scope.rawValue) was taken away: \(problem)")
            }
        }
        return troubles
    }

    private func view(_ feed: Feed) -> FeedView {
        FeedView(
            id: feed.id, scope: feed.scope.rawValue, subject: feed.subject,
            path: "\(operation.home.feeds)/\(feed.id).ics",
            made: feed.made, revoked: feed.revoked)
    }
}
