public import Coordination

extension Records {
    /// Adds or replaces; returns whether anything changed.
    public func save(_ post: Post) throws -> SaveResult {
        let id = post.id.text, old = try self.post(ifThere: id)
        if old == post { return .unchanged }
        try run(
            """
            INSERT INTO posts (id, country, record)
            VALUES (\(id), \(post.country.rawValue), \(try seal(post, KeyID(.post, id), "posts", row: id)))
            ON CONFLICT (id) DO UPDATE SET country = excluded.country, record = excluded.record
            """)
        return old == nil ? .added : .changed
    }

    public func post(_ id: Post.ID) throws -> Post {
        try found(post(ifThere: id.text), "post", id.text, list: .postList)
    }

    public func post(ifThere id: String) throws -> Post? {
        try rows("SELECT id, record FROM posts WHERE id = \(id)").first
            .map { try open(Post.self, $0, .post, "posts") }
    }

    /// All, by id.
    public func posts() throws -> [Post] {
        try open(Post.self, rows("SELECT id, record FROM posts ORDER BY id"), .post, "posts")
    }
}
