extension Migration {
    /// Seals what identifies people or is confidential: keys, the blind index, the chained audit. What an earlier program
    /// stored in plain is sealed in the same transaction.
    static let second = Migration(
        version: 2,
        statements: [
            """
            CREATE TABLE vault (
                id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), store_id TEXT NOT NULL, generation INTEGER NOT NULL,
                previous BYTEA, moved_at BIGINT, moved_to TEXT)
            """,
            "CREATE TABLE key_slots (id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, record BYTEA NOT NULL)",
            """
            CREATE TABLE record_keys (
                id TEXT PRIMARY KEY NOT NULL, generation INTEGER NOT NULL, wrapped BYTEA, destroyed_at BIGINT,
                CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))) WITHOUT ROWID
            """,
            "CREATE INDEX record_keys_by_generation ON record_keys (generation)",
            """
            CREATE TABLE search_index (
                token BIGINT NOT NULL, owner_id TEXT NOT NULL, PRIMARY KEY (token, owner_id)) WITHOUT ROWID
            """,
            "CREATE TABLE actors (id TEXT PRIMARY KEY NOT NULL, token BIGINT NOT NULL UNIQUE, name BYTEA NOT NULL)",
            """
            CREATE TABLE audit_head (
                id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), position BIGINT NOT NULL, mac BYTEA NOT NULL,
                next_key BYTEA NOT NULL, first_key BYTEA NOT NULL)
            """,
            """
            CREATE TABLE holds (
                contact_id TEXT PRIMARY KEY NOT NULL REFERENCES contacts(id), set_at BIGINT NOT NULL,
                record BYTEA NOT NULL)
            """,
            "ALTER TABLE audit ADD COLUMN mac BYTEA",
            "ALTER TABLE contacts ADD COLUMN erased_at BIGINT",
            "ALTER TABLE envelopes ADD COLUMN sealed_address BYTEA",
            "ALTER TABLE envelopes ADD COLUMN is_held INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE attempts ADD COLUMN sealed_detail BYTEA",
            "ALTER TABLE measures RENAME COLUMN reference TO reference_token",
            "CREATE INDEX envelopes_by_contact ON envelopes (contact_id)",
        ],
        tables: [
            "vault", "key_slots", "record_keys", "organizations", "contacts", "search_index", "mechanisms",
            "convenings", "invitations", "replies", "measures", "actions", "minutes", "statements", "partners",
            "envelopes", "attempts", "actors", "audit", "audit_head", "holds",
        ],
        work: { try PlainStoreSealing(context: $0).run() },
        ending: [
            "DROP TABLE search_tokens", "ALTER TABLE envelopes DROP COLUMN address",
            "ALTER TABLE attempts DROP COLUMN detail",
        ], outdates: [.directory, .measures])
}
