public import Coordination

/// A calendar file that is kept up to date until it is revoked.
public struct Feed: Hashable, Sendable {
    public enum Scope: String, Sendable, CaseIterable, Codable { case all, convening, contact, group }

    /// The name of its file, which nobody can guess.
    public let id: String
    public let scope: Scope
    public let subject: String?
    public let made: Instant
    public let revoked: Instant?

    public init(id: String, scope: Scope, subject: String?, made: Instant, revoked: Instant? = nil) {
        self.id = id
        self.scope = scope
        self.subject = subject
        self.made = made
        self.revoked = revoked
    }
}

/// Where reading of a mailbox has come to (RFC 9051 section 2.3.1.1).
public struct MailboxMark: Hashable, Sendable {
    public let validity: Int
    public let lastUID: Int

    public init(validity: Int, lastUID: Int) {
        self.validity = validity
        self.lastUID = lastUID
    }
}

/// Calendar feeds, marks of mailboxes that were read, and what was pushed to a calendar server.
public struct CalendarRecords {
    let records: Records

    public func insert(_ feed: Feed) throws {
        try records.run(
            """
            INSERT INTO feeds (id, scope, subject_id, made_at, revoked_at)
            VALUES (\(feed.id), \(feed.scope.rawValue), \(feed.subject), \(feed.made), \(feed.revoked))
            """)
    }

    /// All there ever were, the oldest first.
    public func feeds() throws -> [Feed] {
        try records.rows("SELECT * FROM feeds ORDER BY made_at, id").map { row in
            Feed(
                id: try row.text("id"), scope: try row.value(Feed.Scope.self, "scope"),
                subject: try row.optionalText("subject_id"), made: try row.instant("made_at"),
                revoked: try row.optionalInstant("revoked_at"))
        }
    }

    public func revokeFeed(_ id: String, at now: Instant) throws {
        try records.run("UPDATE feeds SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL")
    }

    /// Ends all of them.
    func revokeFeeds(at now: Instant) throws {
        try records.run("UPDATE feeds SET revoked_at = \(now) WHERE revoked_at IS NULL")
    }

    public func mark(of mailbox: String) throws -> MailboxMark? {
        try records.rows("SELECT * FROM mailboxes WHERE id = \(mailbox)").first.map {
            MailboxMark(validity: try $0.integer("validity"), lastUID: try $0.integer("last_uid"))
        }
    }

    public func save(_ mark: MailboxMark, of mailbox: String) throws {
        try records.run(
            """
            INSERT INTO mailboxes (id, validity, last_uid) VALUES (\(mailbox), \(mark.validity), \(mark.lastUID))
            ON CONFLICT (id) DO UPDATE SET validity = excluded.validity, last_uid = excluded.last_uid
            """)
    }

    /// What a calendar server has of ours, by resource: its ETag, and the digest of what was put there.
    public func pushes() throws -> [String: (etag: String, digest: String)] {
        try records.rows("SELECT * FROM pushes").reduce(into: [:]) {
            $0[try $1.text("id")] = (try $1.text("etag"), try $1.text("digest"))
        }
    }

    public func savePush(_ resource: String, etag: String, digest: String) throws {
        try records.run(
            """
            INSERT INTO pushes (id, etag, digest) VALUES (\(resource), \(etag), \(digest))
            ON CONFLICT (id) DO UPDATE SET etag = excluded.etag, digest = excluded.digest
            """)
    }

    public func deletePush(_ resource: String) throws { try records.run("DELETE FROM pushes WHERE id = \(resource)") }
}
