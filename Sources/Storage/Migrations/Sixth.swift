internal import Coordination
internal import Foundation

extension Migration {
    /// Messages: whom a mail shows is a table. Replies: what people wrote, and whether a server vouched for the sender. Readings: where their notes wait for the audit. Every record gets the fields that were left out while a default stood for them.
    static let sixth = Migration(
        version: 6,
        statements: [
            """
            CREATE TABLE envelope_shows (
                envelope_id TEXT NOT NULL REFERENCES envelopes(id), contact_id TEXT NOT NULL REFERENCES contacts(id),
                PRIMARY KEY (envelope_id, contact_id))
            """,
            "CREATE INDEX envelope_shows_by_contact ON envelope_shows (contact_id)",
            "CREATE TABLE readings (id TEXT PRIMARY KEY NOT NULL, entry BYTEA NOT NULL)",
            """
            CREATE TABLE readings_taken (
                id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), name TEXT NOT NULL, bytes BIGINT NOT NULL)
            """,
            """
            CREATE TABLE refusals (
                mark BIGINT NOT NULL, purpose TEXT NOT NULL, contact_id TEXT NOT NULL REFERENCES contacts(id), day TEXT,
                PRIMARY KEY (mark, purpose, contact_id))
            """,
            "CREATE INDEX refusals_by_contact ON refusals (contact_id)",
            "ALTER TABLE invitations ADD COLUMN is_final INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE invitations ADD COLUMN former_state TEXT",
            "ALTER TABLE replies ADD COLUMN note BYTEA", "ALTER TABLE replies ADD COLUMN is_checked INTEGER",
            """
            CREATE TABLE rounds (
                id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, subject_id TEXT NOT NULL, is_released INTEGER NOT NULL,
                is_held INTEGER NOT NULL, total INTEGER NOT NULL, holder TEXT NOT NULL, held_until BIGINT NOT NULL,
                created_at BIGINT NOT NULL, record BYTEA NOT NULL)
            """,
            """
            CREATE TABLE round_mails (
                round_id TEXT NOT NULL REFERENCES rounds(id), number INTEGER NOT NULL,
                invitation_id TEXT NOT NULL, exclusion TEXT, id TEXT UNIQUE, kind TEXT,
                contact_id TEXT, sealed_address BYTEA, ground TEXT, not_before BIGINT, created_at BIGINT, shows TEXT,
                payload BYTEA, PRIMARY KEY (round_id, number))
            """,
            """
            CREATE TABLE round_parts (
                round_id TEXT NOT NULL REFERENCES rounds(id), number INTEGER NOT NULL, record BYTEA NOT NULL,
                PRIMARY KEY (round_id, number))
            """,
            "CREATE TABLE round_touched (owner INTEGER PRIMARY KEY NOT NULL)",
            "CREATE INDEX round_mails_by_contact ON round_mails (contact_id)",
            "CREATE INDEX round_mails_by_invitation ON round_mails (invitation_id)",
            "DROP TABLE search_index",
            "CREATE TABLE search_owners (number INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL UNIQUE)",
            """
            CREATE TABLE search_entries (
                token BIGINT NOT NULL, owner INTEGER NOT NULL, PRIMARY KEY (token, owner)) WITHOUT ROWID
            """,
            "ALTER TABLE vault ADD COLUMN history TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE organizations ADD COLUMN is_mission_funded INTEGER",
            "CREATE INDEX replies_by_invitation ON replies (invitation_id, received_at)",
        ],
        tables: fifth.tables.filter { $0 != "search_index" } + [
            "search_owners", "search_entries",
            "envelope_shows", "readings", "readings_taken", "refusals", "rounds", "round_mails", "round_parts",
            "round_touched",
        ],
        work: { context in
            try ShownPeople(context: context).run()
            try RecordCompletion(context: context).run()
        },
        // What people are found by in texts stands in the index.
        outdates: [.directory])
}

/// Takes the ids out of the sentences `consent: invite by email; shows ct-1,ct-2` that 0.5.0 kept them in.
private struct ShownPeople {
    let context: MigrationContext

    func run() throws {
        for row in try context.rows("SELECT id, ground FROM envelopes WHERE ground LIKE '%; shows %' ORDER BY id") {
            let id = try row.text("id"), ground = try row.text("ground")
            guard let mark = ground.firstRange(of: "; shows ") else { continue }
            for contact in ground[mark.upperBound...].split(separator: ",").map(String.init) {
                guard try !context.rows("SELECT id FROM contacts WHERE id = \(contact)").isEmpty else { continue }
                try context.run("INSERT INTO envelope_shows (envelope_id, contact_id) VALUES (\(id), \(contact))")
            }
            try context.run("UPDATE envelopes SET ground = \(String(ground[..<mark.lowerBound])) WHERE id = \(id)")
        }
    }
}

/// Writes down what 0.5.0 assumed of a record where a field was missing.
private struct RecordCompletion {
    typealias Object = [String: Any]

    let context: MigrationContext

    func run() throws {
        try complete("contact", "contacts", Self.contact)
        try complete("organization", "organizations") {
            Self.adding(["populations": [String](), "otherNames": [String]()], to: $0)
        }
        try complete("measure", "measures", Self.measure)
        try complete("action", "actions", Self.action)
        try complete("contact", "merges", owner: "kept_id") { object in
            var object = object, pair = object["merge"] as? Object ?? [:]
            for side in ["kept", "other"] { pair[side] = (pair[side] as? Object).map(Self.contact) }
            object["merge"] = pair
            return object
        }
    }

    private func complete(
        _ kind: String, _ table: String, owner: String = "id", _ change: (Object) -> Object
    ) throws {
        for row in try context.rows("SELECT id, \(raw: owner) AS owner, record FROM \(raw: table) ORDER BY id") {
            let id = try row.text("id"), key = "\(kind)/\(try row.text("owner"))", sealed = try row.bytes("record")
            // What was erased, or a merge that was undone, is empty.
            guard !sealed.isEmpty else { continue }
            let bytes = try context.open(sealed, key, table, "record", row: id)
            guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? Object else {
                throw Problem.altered("\(table) \(id)")
            }
            let whole = try JSONSerialization.data(
                withJSONObject: change(object), options: [.sortedKeys, .withoutEscapingSlashes])
            guard Array(whole) != bytes else { continue }
            let fresh = try context.seal(Array(whole), key, table, "record", row: id)
            try context.run("UPDATE \(raw: table) SET record = \(fresh) WHERE id = \(id)")
        }
    }

    private static func adding(_ fields: Object, to object: Object) -> Object {
        object.merging(fields) { old, _ in old }
    }

    private static func contact(_ object: Object) -> Object {
        let none = [String]()
        return adding(
            [
                "otherNames": none, "otherPositions": none, "overrides": none, "tlp": "TLP:AMBER",
                "foreignIDs": [Object](), "formerChannels": [Object](),
            ], to: object)
    }

    private static func action(_ object: Object) -> Object {
        let kind = object["kind"] as? String ?? "", none = [String]()
        var fields: Object = [
            "joining": none, "dependsOn": none, "chain": none,
            "isQuiet": !["public-statement", "social-media", "award"].contains(kind),
            "isShared": kind != "deliberate-inaction",
        ]
        fields["closedOn"] = object["doneOn"]
        var object = object
        if object["state"] as? String == "acted" { object["state"] = "feedback-owed" }
        if let feedback = object["feedback"] as? Object {
            let names = ["told": "given", "notTold": "notGiven"]
            object["feedback"] = Object(uniqueKeysWithValues: feedback.map { (names[$0] ?? $0, $1) })
        }
        return adding(fields, to: object)
    }

    private static func measure(_ object: Object) -> Object {
        var object = adding(["events": [String](), "criteria": Object(), "chain": [String]()], to: object)
        object["steps"] = numbered(object["steps"]).map { adding(["beneficiaries": [Int]()], to: $0) }
        object["beneficiaries"] = numbered(object["beneficiaries"])
        object["deadlines"] = numbered(object["deadlines"])
        let normal = (object["reference"] as? Object)?["normal"] as? String ?? ""
        let isLetter = normal.hasPrefix("UN:") && !normal.hasPrefix("UN:DOC:") && !normal.contains(":TITLE:")
        guard isLetter, object["letter"] == nil else { return object }
        // 0.4.0 kept letters as measures.
        var letter: Object = [
            "kind": letterKind(normal), "mandates": [String](), "addressee": ["state": Object()], "reply": "none",
        ]
        for (field, stage) in [("publishedOn", "published"), ("repliedOn", "replied")] {
            let step = (object["steps"] as? [Object])?.first { $0["stage"] as? String == stage }
            letter[field] = step?["day"]
        }
        object["letter"] = letter
        return object
    }

    private static func numbered(_ list: Any?) -> [Object] {
        (list as? [Object] ?? []).enumerated().map { place, item in
            let number = item["number"] as? Int ?? 0
            return item.merging(["number": number == 0 ? place + 1 : number]) { _, new in new }
        }
    }

    private static func letterKind(_ normal: String) -> String {
        switch normal.split(separator: ":", omittingEmptySubsequences: false).dropFirst().first?.uppercased() {
        case "UA", "JUA": "urgent-appeal"
        case "AL", "JAL": "allegation-letter"
        case "OL": "other-letter"
        default: "unknown"
        }
    }
}
