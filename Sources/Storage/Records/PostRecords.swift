public import Coordination

/// Posts and their designated officers.
public struct PostRecords {
    let records: Records

    /// Adds or replaces; returns whether anything changed.
    public func save(_ post: Post) throws -> SaveResult {
        let id = post.id.text, old = try self.one(ifThere: id)
        if old == post { return .unchanged }
        try records.run(
            """
            INSERT INTO posts (id, country, record)
            VALUES (\(id), \(post.country.rawValue), \(try records.seal(post, KeyID(.post, id), "posts", row: id)))
            ON CONFLICT (id) DO UPDATE SET country = excluded.country, record = excluded.record
            """)
        return old == nil ? .added : .changed
    }

    public func one(_ id: Post.ID) throws -> Post {
        try records.found(one(ifThere: id.text), "post", id.text, list: .postList)
    }

    public func one(ifThere id: String) throws -> Post? {
        try records.rows("SELECT id, record FROM posts WHERE id = \(id)").first
            .map { try records.open(Post.self, $0, .post, "posts") }
    }

    /// All, by id.
    public func all() throws -> [Post] {
        try records.open(Post.self, records.rows("SELECT id, record FROM posts ORDER BY id"), .post, "posts")
    }
}
