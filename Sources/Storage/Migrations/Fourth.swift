extension Migration {
    /// Invitations: tokens, answers for single meetings of a series, what was read of mailboxes, feeds, and what a calendar server has.
    static let fourth = Migration(
        version: 4,
        statements: [
            "ALTER TABLE invitations ADD COLUMN token TEXT",
            "ALTER TABLE invitations ADD COLUMN reply_claim BIGINT",
            "ALTER TABLE invitations ADD COLUMN delegated_from TEXT",
            "ALTER TABLE invitations ADD COLUMN bounced_at BIGINT",
            "UPDATE invitations SET reply_claim = reply_stamp",
            """
            CREATE TABLE occurrence_answers (
                invitation_id TEXT NOT NULL REFERENCES invitations(id), day TEXT NOT NULL, state TEXT NOT NULL,
                reply_sequence INTEGER NOT NULL, reply_stamp BIGINT NOT NULL, reply_claim BIGINT NOT NULL,
                PRIMARY KEY (invitation_id, day))
            """,
            "ALTER TABLE replies ADD COLUMN message_id TEXT",
            "CREATE INDEX replies_by_message ON replies (message_id) WHERE message_id IS NOT NULL",
            "CREATE INDEX replies_by_verdict ON replies (verdict, received_at)",
            "CREATE TABLE mailboxes (id TEXT PRIMARY KEY NOT NULL, validity BIGINT NOT NULL, last_uid BIGINT NOT NULL)",
            """
            CREATE TABLE feeds (
                id TEXT PRIMARY KEY NOT NULL, scope TEXT NOT NULL, subject_id TEXT, made_at BIGINT NOT NULL,
                revoked_at BIGINT)
            """,
            "CREATE TABLE pushes (id TEXT PRIMARY KEY NOT NULL, etag TEXT NOT NULL, digest TEXT NOT NULL)",
        ],
        tables: third.tables + ["occurrence_answers", "mailboxes", "feeds", "pushes"])
}
