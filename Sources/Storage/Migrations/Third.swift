extension Migration {
    /// A directory: facets that lists can be weighed by, merged records, relations, groups and their members, posts.
    ///
    /// What may tell of a person's origin, the language, region and populations, is kept as keyed numbers only.
    static let third = Migration(
        version: 3,
        statements: [
            "ALTER TABLE contacts ADD COLUMN merged_into TEXT",
            "ALTER TABLE contacts ADD COLUMN invitable_until TEXT",
            "ALTER TABLE contacts ADD COLUMN language_token BIGINT",
            "DROP INDEX contacts_by_organization",
            """
            CREATE INDEX contacts_by_organization
                ON contacts (organization_id, language_token, country, invitable_until)
            """,
            "CREATE INDEX contacts_by_merger ON contacts (merged_into) WHERE merged_into IS NOT NULL",
            "ALTER TABLE organizations ADD COLUMN size TEXT",
            "ALTER TABLE organizations ADD COLUMN is_host_funded INTEGER",
            "ALTER TABLE organizations ADD COLUMN region_token BIGINT",
            "ALTER TABLE organizations ADD COLUMN population_token BIGINT",
            "CREATE INDEX invitations_by_contact ON invitations (contact_id)",
            """
            CREATE TABLE merges (
                id TEXT PRIMARY KEY NOT NULL, position BIGINT NOT NULL UNIQUE,
                kept_id TEXT NOT NULL REFERENCES contacts(id),
                other_id TEXT NOT NULL REFERENCES contacts(id), at BIGINT NOT NULL, undone_at BIGINT,
                record BYTEA NOT NULL)
            """,
            "CREATE INDEX merges_by_kept ON merges (kept_id)",
            """
            CREATE TABLE relations (
                id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, from_id TEXT NOT NULL, to_id TEXT NOT NULL,
                since_day TEXT, until_day TEXT, record BYTEA NOT NULL)
            """,
            "CREATE INDEX relations_by_from ON relations (from_id)",
            "CREATE INDEX relations_by_to ON relations (to_id)",
            "CREATE TABLE groups_of_contacts (id TEXT PRIMARY KEY NOT NULL, record BYTEA NOT NULL)",
            """
            CREATE TABLE memberships (
                group_id TEXT NOT NULL REFERENCES groups_of_contacts(id),
                contact_id TEXT NOT NULL REFERENCES contacts(id), joined_day TEXT NOT NULL, left_day TEXT,
                PRIMARY KEY (group_id, contact_id, joined_day))
            """,
            "CREATE INDEX memberships_by_contact ON memberships (contact_id)",
            "CREATE TABLE posts (id TEXT PRIMARY KEY NOT NULL, country TEXT NOT NULL, record BYTEA NOT NULL)",
        ],
        tables: [
            "vault", "key_slots", "record_keys", "organizations", "contacts", "search_index", "mechanisms",
            "convenings", "invitations", "replies", "measures", "actions", "minutes", "statements", "partners",
            "envelopes", "attempts", "actors", "audit", "audit_head", "holds", "merges", "relations",
            "groups_of_contacts", "memberships", "posts",
        ],
        outdates: [.directory])
}
