extension Migration {
    /// `record` holds what identifies people or is confidential; ids, kinds, dates and states are plain columns.
    static let first = Migration(
        version: 1,
        statements: [
            """
            CREATE TABLE organizations (
                id TEXT PRIMARY KEY NOT NULL, sector TEXT NOT NULL, country TEXT, reach TEXT,
                is_demonstration INTEGER NOT NULL, record BYTEA NOT NULL)
            """,
            """
            CREATE TABLE contacts (
                id TEXT PRIMARY KEY NOT NULL, organization_id TEXT REFERENCES organizations(id), country TEXT NOT NULL,
                is_do_not_contact INTEGER NOT NULL, is_demonstration INTEGER NOT NULL, record BYTEA NOT NULL)
            """,
            "CREATE INDEX contacts_by_organization ON contacts (organization_id)",
            """
            CREATE TABLE search_tokens (
                token TEXT NOT NULL, kind TEXT NOT NULL, owner_id TEXT NOT NULL, PRIMARY KEY (token, kind, owner_id))
            """,
            "CREATE INDEX search_tokens_by_owner ON search_tokens (owner_id, kind)",
            "CREATE TABLE mechanisms (id TEXT PRIMARY KEY NOT NULL, record BYTEA NOT NULL)",
            """
            CREATE TABLE convenings (
                id TEXT PRIMARY KEY NOT NULL, blueprint_id TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('draft', 'booked', 'invited', 'closed', 'cancelled')),
                starts_at BIGINT, ends_at BIGINT, sequence INTEGER NOT NULL CHECK (sequence >= 0),
                created_at BIGINT NOT NULL, record BYTEA NOT NULL, CHECK (ends_at > starts_at))
            """,
            """
            CREATE TABLE invitations (
                id TEXT PRIMARY KEY NOT NULL, convening_id TEXT NOT NULL REFERENCES convenings(id),
                contact_id TEXT NOT NULL REFERENCES contacts(id), uid TEXT NOT NULL, role TEXT NOT NULL,
                state TEXT NOT NULL, sent_sequence INTEGER, reply_sequence INTEGER, reply_stamp BIGINT,
                UNIQUE (convening_id, contact_id), UNIQUE (uid, contact_id))
            """,
            """
            CREATE TABLE replies (
                digest TEXT PRIMARY KEY NOT NULL, received_at BIGINT NOT NULL, verdict TEXT NOT NULL, reason TEXT,
                invitation_id TEXT REFERENCES invitations(id), source BYTEA NOT NULL)
            """,
            """
            CREATE TABLE measures (
                id TEXT PRIMARY KEY NOT NULL, mechanism_id TEXT NOT NULL REFERENCES mechanisms(id),
                reference TEXT NOT NULL UNIQUE, country TEXT NOT NULL, stage TEXT NOT NULL, record BYTEA NOT NULL)
            """,
            """
            CREATE TABLE actions (
                id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'done')),
                due_day TEXT, convening_id TEXT REFERENCES convenings(id), measure_id TEXT REFERENCES measures(id),
                created_at BIGINT NOT NULL, record BYTEA NOT NULL)
            """,
            """
            CREATE TABLE minutes (
                convening_id TEXT PRIMARY KEY NOT NULL REFERENCES convenings(id), closed_at BIGINT NOT NULL,
                record BYTEA NOT NULL)
            """,
            """
            CREATE TABLE statements (
                id TEXT PRIMARY KEY NOT NULL, state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'published')),
                created_at BIGINT NOT NULL, record BYTEA NOT NULL)
            """,
            """
            CREATE TABLE partners (
                id TEXT PRIMARY KEY NOT NULL, state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
                record BYTEA NOT NULL)
            """,
            """
            CREATE TABLE envelopes (
                id TEXT PRIMARY KEY NOT NULL, position BIGINT NOT NULL UNIQUE,
                channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')), kind TEXT NOT NULL,
                subject_id TEXT NOT NULL, contact_id TEXT REFERENCES contacts(id),
                partner_id TEXT REFERENCES partners(id), address TEXT, order_key TEXT NOT NULL, ground TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')), attempts INTEGER NOT NULL,
                not_before BIGINT NOT NULL, leased_until BIGINT NOT NULL, created_at BIGINT NOT NULL,
                payload BYTEA NOT NULL, CHECK ((contact_id IS NULL) <> (partner_id IS NULL)))
            """,
            "CREATE INDEX envelopes_by_order ON envelopes (order_key, position)",
            "CREATE INDEX envelopes_waiting ON envelopes (state, not_before)",
            """
            CREATE TABLE attempts (
                envelope_id TEXT NOT NULL REFERENCES envelopes(id), number INTEGER NOT NULL, at BIGINT NOT NULL,
                outcome TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (envelope_id, number))
            """,
            """
            CREATE TABLE audit (
                position BIGINT PRIMARY KEY NOT NULL, at BIGINT NOT NULL, who TEXT NOT NULL, verb TEXT NOT NULL,
                subject_id TEXT NOT NULL)
            """,
        ],
        tables: [
            "organizations", "contacts", "search_tokens", "mechanisms", "convenings", "invitations", "replies",
            "measures", "actions", "minutes", "statements", "partners", "envelopes", "attempts", "audit",
        ])
}
