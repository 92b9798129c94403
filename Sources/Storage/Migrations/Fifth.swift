extension Migration {
    /// Follow-up: acts with more states and an index by owner, resolutions and their decisions, linked instruments, incidents,
    /// attachments, and whom was reminded of what.
    static let fifth = Migration(
        version: 5,
        statements: [
            """
            CREATE TABLE acts (
                id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'acted', 'done', 'declined', 'dropped')),
                due_day TEXT, done_day TEXT, closed_day TEXT, owner_token BIGINT,
                convening_id TEXT REFERENCES convenings(id), measure_id TEXT REFERENCES measures(id),
                statement_id TEXT REFERENCES statements(id), created_at BIGINT NOT NULL, record BYTEA NOT NULL)
            """,
            """
            INSERT INTO acts (id, kind, state, due_day, convening_id, measure_id, created_at, record)
            SELECT id, kind, state, due_day, convening_id, measure_id, created_at, record FROM actions
            """,
            "DROP TABLE actions",
            "ALTER TABLE acts RENAME TO actions",
            "CREATE INDEX actions_by_due ON actions (state, due_day, created_at, id)",
            "CREATE INDEX actions_by_measure ON actions (measure_id) WHERE measure_id IS NOT NULL",
            "CREATE INDEX actions_by_owner ON actions (owner_token, state, due_day)",
            """
            CREATE TABLE resolutions (
                id TEXT PRIMARY KEY NOT NULL, mechanism_id TEXT NOT NULL REFERENCES mechanisms(id),
                reference_token TEXT NOT NULL UNIQUE, day TEXT NOT NULL, record BYTEA NOT NULL)
            """,
            """
            CREATE TABLE decisions (
                resolution_id TEXT NOT NULL REFERENCES resolutions(id),
                measure_id TEXT NOT NULL REFERENCES measures(id), decision TEXT NOT NULL,
                PRIMARY KEY (resolution_id, measure_id, decision))
            """,
            """
            CREATE TABLE instrument_links (
                one_id TEXT NOT NULL REFERENCES measures(id), other_id TEXT NOT NULL REFERENCES measures(id),
                kind TEXT NOT NULL, PRIMARY KEY (one_id, other_id), CHECK (one_id < other_id))
            """,
            """
            CREATE TABLE incidents (
                id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL, month TEXT NOT NULL,
                created_at BIGINT NOT NULL, record BYTEA NOT NULL)
            """,
            "CREATE INDEX incidents_by_month ON incidents (month)",
            """
            CREATE TABLE incident_links (
                incident_id TEXT NOT NULL REFERENCES incidents(id), kind TEXT NOT NULL, subject_id TEXT NOT NULL,
                PRIMARY KEY (incident_id, kind, subject_id))
            """,
            "CREATE INDEX incident_links_by_subject ON incident_links (subject_id)",
            """
            CREATE TABLE attachments (
                id TEXT PRIMARY KEY NOT NULL, subject_id TEXT NOT NULL, record BYTEA NOT NULL, content BYTEA NOT NULL)
            """,
            "CREATE INDEX attachments_by_subject ON attachments (subject_id)",
            """
            CREATE TABLE reminders (
                matter TEXT NOT NULL, subject_id TEXT NOT NULL, due_day TEXT NOT NULL, step TEXT NOT NULL,
                contact_id TEXT NOT NULL REFERENCES contacts(id), envelope_id TEXT NOT NULL REFERENCES envelopes(id),
                told_day TEXT NOT NULL, is_failed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (matter, subject_id, due_day, step, contact_id))
            """,
            "CREATE INDEX reminders_by_contact ON reminders (contact_id, told_day)",
            "CREATE INDEX reminders_by_envelope ON reminders (envelope_id)",
        ],
        // Acts refer to statements, which therefore come first.
        tables: fourth.tables.filter { $0 != "actions" } + [
            "actions", "resolutions", "decisions", "instrument_links", "incidents", "incident_links", "attachments",
            "reminders",
        ],
        outdates: [.actions])
}
