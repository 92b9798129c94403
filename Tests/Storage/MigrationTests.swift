import Coordination
import Fixtures
import Foundation
import Sealing
import Testing

@testable import Storage

@Suite struct MigrationTests {
    let folder: TemporaryFolder
    var path: String { "\(folder.path)/store.sqlite" }
    var url: String { "sqlite:\(path)" }

    init() throws { folder = try TemporaryFolder() }

    /// A store as the first schema kept it: in plain.
    private func plainStore() async throws {
        let engine = Engine.sqlite(try SQLiteEngine(path: path, create: true))
        _ = try await Migrator.version(engine)
        try await Migrator.migrate(engine, to: 1, founding: nil)
        let ana = try People.contact("ana"), convening = try People.convening()
        try await engine.write { connection in
            let records = Records(connection: connection, session: Session(vault: nil))
            _ = try connection.run(
                "INSERT INTO contacts VALUES ('ana', NULL, 'HN', 0, 0, \(try records.encode(ana)))")
            _ = try connection.run("INSERT INTO search_tokens VALUES ('quintanilla', 'contact', 'ana')")
            _ = try connection.run(
                """
                INSERT INTO convenings VALUES ('cv-1', 'roundtable', 'draft', NULL, NULL, 0, 1, \(try records.encode(convening)))
                """)
            _ = try connection.run(
                """
                INSERT INTO invitations VALUES ('in-1', 'cv-1', 'ana', 'uid-1', 'REQ-PARTICIPANT', 'accepted', 0, 0, 1)
                """)
            _ = try connection.run(
                "INSERT INTO replies VALUES ('d1', 5, 'applied', NULL, 'in-1', \(Array("reply text".utf8)))")
            _ = try connection.run(
                """
                INSERT INTO envelopes VALUES ('msg-1', 1, 'mail', 'invitation', 'cv-1', 'ana', NULL, 'ana@example.org', 'one',
                    'consent', 'waiting', 1, 0, 0, 1, \(Array("the payload".utf8)))
                """)
            _ = try connection.run("INSERT INTO attempts VALUES ('msg-1', 1, 5, 'deferred', 'the answer')")
            _ = try connection.run("INSERT INTO audit VALUES (1, 5, 'officer', 'directory.added', 'ana')")
            _ = try connection.run("INSERT INTO audit VALUES (2, 6, 'deputy', 'convening.create', 'cv-1')")
        }
    }

    @Test func `a plain store is sealed whole and a backup of it kept`() async throws {
        try await plainStore()
        await #expect { _ = try await Store.open(url) } throws: { "\($0)".contains("older Convoke (schema 1)") }
        let secret = VaultSecret.freshKeyFile()
        let store = try await Store.open(url, founding: { secret }, keeping: "\(folder.path)/backups")
        try await store.read { records in
            #expect(try records.contacts.one(Identifier(trusted: "ana")) == People.contact("ana"))
            #expect(try records.convenings.one(Identifier(trusted: "cv-1")).title == People.convening().title)
            #expect(
                try records.directory.findContacts(DirectoryQuery(text: "quint"), limit: 5, on: People.today).count == 1
            )
            let mail = try #require(try records.outbox.all().first)
            #expect(mail.payload == Array("the payload".utf8))
            #expect(mail.lastDetail == "the answer")
            #expect(try records.subjects.replies(of: People.contact("ana")).first?.source == Array("reply text".utf8))
            #expect(try records.audit.entries(limit: 9).map(\.who) == ["officer", "deputy"])
            #expect(try records.audit.verify(against: [], at: People.now).broken == nil)
        }
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        for name in files {
            guard let bytes = try? Data(contentsOf: URL(filePath: "\(folder.path)/\(name)")) else { continue }
            for word in [
                "Quintanilla", "quintanilla", "the payload", "ana@example.org", "reply text", "the answer", "deputy",
            ] {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
            }
        }
        // The kept backup is of the old schema; it comes back sealed.
        let kept = "\(folder.path)/backups/before-schema-\(Migration.current).convoke"
        let (report, _) = try await Store.verifyBackup(kept, with: secret, at: People.now)
        #expect(report.schema == 1)
        let place = try StorePlace(.sqlite)
        _ = try await Store.restore(kept, with: secret, to: place.url, replacing: false, by: .test)
        let restored = try await Store.open(place.url)
        try await restored.unlock(secret)
        #expect(try await restored.read { try $0.contacts.one(Identifier(trusted: "ana")) } == People.contact("ana"))
    }

    @Test func `a stop at any statement leaves the old schema`() async throws {
        try await plainStore()
        let engine = Engine.sqlite(try SQLiteEngine(path: path, create: false))
        let before = try await engine.read { try TableDigest.of("contacts", $0) }
        struct Stop: Error {}
        var steps = 0
        while true {
            let limit = steps, founding = try Founding(.freshKeyFile(), cost: 1 << 10)
            do {
                try await engine.write { connection in
                    let count = Count()
                    let counting = Connection(
                        dialect: connection.dialect,
                        run: { query in
                            count.value += 1
                            if count.value > limit { throw Stop() }
                            return try connection.run(query)
                        }, repeated: connection.repeated)
                    try Migrator.apply(counting, to: Migration.current, founding: founding)
                }
                break
            } catch is Stop {
                #expect(
                    try await engine.read { try $0.run("SELECT version FROM schema_version").first?.integer("version") }
                        == 1)
                #expect(try await engine.read { try TableDigest.of("contacts", $0) } == before)
            }
            steps += 1
        }
        #expect(steps > 50)
        #expect(
            try await engine.read { try $0.run("SELECT version FROM schema_version").first?.integer("version") }
                == Migration.current)
    }

    @Test(arguments: EngineKind.here)
    func `a sealed store of the second schema is brought up to date once it is opened`(
        kind: EngineKind
    ) async throws {
        let place = try StorePlace(kind), secret = VaultSecret.freshKeyFile()
        let engine = try await Store.connect(place.url, create: true)
        _ = try await Migrator.version(engine)
        let founding = try Founding(secret, cost: 1 << 10), ana = try People.contact("ana")
        try await Migrator.migrate(engine, to: 2, founding: founding)
        try await engine.write { connection in
            let session = Session(vault: founding.vault)
            let records = Records(connection: connection, session: session)
            _ = try session.makeKey(KeyID(.contact, "ana"))
            let sealed = try records.seal(ana, KeyID(.contact, "ana"), "contacts", row: "ana")
            _ = try connection.run(
                """
                INSERT INTO contacts (id, country, is_do_not_contact, is_demonstration, record)
                VALUES ('ana', 'HN', 0, 0, \(sealed))
                """)
            try session.flush(connection)
        }
        let store = try await Store.open(place.url, keeping: "\(folder.path)/kept")
        #expect(try await Migrator.version(engine) == 2)
        try await store.unlock(secret)
        #expect(try await Migrator.version(engine) == Migration.current)
        try await store.read { (records: Records) throws -> Void in
            #expect(try records.contacts.one(Identifier(trusted: "ana")) == ana)
            let query = DirectoryQuery(text: "quintanila lucia", language: .spanish)
            #expect(try records.directory.findNearContacts(query, limit: 5, on: People.today).map(\.id.text) == ["ana"])
            #expect(
                try records.suggestions.alikePeople(DirectoryQuery(), since: People.now, on: People.today).map(\.people)
                    == [1])
        }
        let kept = "\(folder.path)/kept/before-schema-\(Migration.current).convoke"
        let (report, _) = try await Store.verifyBackup(kept, with: secret, at: People.now)
        #expect(report.schema == 2)
        let other = try StorePlace(kind)
        _ = try await Store.restore(kept, with: secret, to: other.url, replacing: false, by: .test)
        let restored = try await Store.open(other.url)
        try await restored.unlock(secret)
        #expect(
            try await restored.read {
                try $0.directory.findContacts(DirectoryQuery(text: "ana"), limit: 5, on: People.today)
            }
                == [ana])
    }

    @Test(arguments: EngineKind.here)
    func `an action of the fifth schema without feedback is one whose feedback is owed`(
        kind: EngineKind
    ) async throws {
        let place = try StorePlace(kind), secret = VaultSecret.freshKeyFile()
        let engine = try await Store.connect(place.url, create: true)
        _ = try await Migrator.version(engine)
        let founding = try Founding(secret, cost: 1 << 10)
        try await Migrator.migrate(engine, to: 5, founding: founding)
        try await engine.write { connection in
            let session = Session(vault: founding.vault), key = KeyID(.action, "ac-3")
            _ = try session.makeKey(key)
            let text =
                #"{"doneOn":"2026-02-03","evidence":"note","id":"ac-3","kind":"letter","owner":"Consulate","state":"acted","title":"write"}"#
            let record = try Records(connection: connection, session: session).seal(
                Array(text.utf8), key, "actions", "record", row: "ac-3")
            _ = try connection.run(
                """
                INSERT INTO actions (id, kind, state, created_at, record) VALUES ('ac-3', 'letter', 'acted', 3, \(record))
                """)
            try session.flush(connection)
        }
        let store = try await Store.open(place.url, keeping: "\(try TemporaryFolder().path)/kept")
        try await store.unlock(secret)
        let action = try await store.read { try $0.actions.one(Identifier(trusted: "ac-3")) }
        #expect(action.state == .feedbackOwed && action.feedback == nil)
        #expect(try await store.read { try $0.actions.count(ActionQuery(states: [.feedbackOwed])) } == 1)
    }

    /// A measure and acts as the fourth schema kept them, byte for byte.
    @Test(arguments: EngineKind.here) func `acts and measures of the fourth schema are kept whole`(kind: EngineKind)
        async throws
    {
        let place = try StorePlace(kind), secret = VaultSecret.freshKeyFile()
        let engine = try await Store.connect(place.url, create: true)
        _ = try await Migrator.version(engine)
        let founding = try Founding(secret, cost: 1 << 10)
        try await Migrator.migrate(engine, to: 4, founding: founding)
        try await engine.write { connection in
            let session = Session(vault: founding.vault)
            let records = Records(connection: connection, session: session)
            func sealed(_ text: String, _ kind: KeyID.Kind, _ table: String, _ id: String) throws -> [UInt8] {
                _ = try session.makeKey(KeyID(kind, id))
                return try records.seal(Array(text.utf8), KeyID(kind, id), table, "record", row: id)
            }
            let body = try records.encode(Bodies.commission())
            let mechanism = try sealed(String(decoding: body, as: UTF8.self), .mechanism, "mechanisms", "commission")
            _ = try connection.run("INSERT INTO mechanisms (id, record) VALUES ('commission', \(mechanism))")
            let measure = try sealed(
                #"{"beneficiaries":[{"person":"J.S."},{"group":"families","count":4}],"deadlines":[{"day":"2026-03-12","isConfirmed":false,"name":"State reports","source":"s"}],"id":"me-1","mechanism":"commission","points":[{"number":1,"state":"open","text":"protect"}],"reference":{"mechanism":"commission","normal":"C:PM:2017:204","original":"MC-204-17","printed":"PM 204/17"},"state":"CO","steps":[{"day":"2026-02-20","document":"Resolution 87/18","stage":"granted"}],"title":"t"}"#,
                .measure, "measures", "me-1")
            _ = try connection.run(
                """
                INSERT INTO measures (id, mechanism_id, reference_token, country, stage, record)
                VALUES ('me-1', 'commission', 'x', 'CO', 'granted', \(measure))
                """)
            let open = try sealed(
                #"{"due":{"day":"2026-04-01","isConfirmed":true,"name":"due","source":"set by hand"},"id":"ac-1","kind":"demarche","measure":"me-1","owner":"Embassy","state":"open","title":"ask"}"#,
                .action, "actions", "ac-1")
            let done = try sealed(
                #"{"doneOn":"2026-02-01","evidence":"note","feedback":{"told":"2026-02-02"},"id":"ac-2","kind":"public-statement","measure":"me-1","owner":"EMBASSY","state":"done","title":"say"}"#,
                .action, "actions", "ac-2")
            _ = try connection.run(
                """
                INSERT INTO actions (id, kind, state, due_day, measure_id, created_at, record)
                VALUES ('ac-1', 'demarche', 'open', '2026-04-01', 'me-1', 1, \(open)),
                    ('ac-2', 'public-statement', 'done', NULL, 'me-1', 2, \(done))
                """)
            try session.flush(connection)
        }
        let store = try await Store.open(place.url, keeping: "\(folder.path)/kept")
        try await store.unlock(secret)
        try await store.read { (records: Records) throws -> Void in
            let measure = try records.measures.one(Identifier(trusted: "me-1"))
            #expect(measure.beneficiaries.map(\.number) == [1, 2])
            #expect(measure.steps.map(\.number) == [1])
            #expect(measure.events.isEmpty && measure.chain.isEmpty && measure.letter == nil)
            #expect(try records.actions.all(ActionQuery(owner: "embassy")).map(\.id.text) == ["ac-1", "ac-2"])
            #expect(try records.retention.doneActions(before: People.today).map(\.text) == ["ac-2"])
            let said = try records.actions.one(Identifier(trusted: "ac-2"))
            #expect(said.feedback == .given(try CalendarDay(parsing: "2026-02-02")))
            #expect(!said.isQuiet && said.closedOn == said.doneOn && said.isShared)
            let states = try records.actions.states(on: People.today)[measure.id]
            #expect(states?.last == said.doneOn)
        }
        // The suggestion of the fourth schema becomes one that knows what it is counted from.
        var measure = try await store.read { try $0.measures.one(Identifier(trusted: "me-1")) }
        measure.refreshDeadlines(by: try Bodies.commission(), on: People.today) { _, _ in true }
        #expect(measure.deadlines.map(\.day.description) == ["2026-03-12"])
        #expect(measure.deadlines.map(\.origin?.step) == [1])
        let kept = "\(folder.path)/kept/before-schema-\(Migration.current).convoke", other = try StorePlace(kind)
        _ = try await Store.restore(kept, with: secret, to: other.url, replacing: false, by: .test)
        let restored = try await Store.open(other.url)
        try await restored.unlock(secret)
        #expect(try await restored.read { try $0.actions.all(ActionQuery(owner: "embassy")).count } == 2)
    }

    private final class Count { var value = 0 }
}

/// Steps that a release has never change: a store that took them must be what the next step expects.
@Suite struct FrozenStepTests {
    /// Digests of the text of each shipped step and of its work. A change here means that stores of one schema differ; add a step.
    private static let shipped = [
        "First.swift": "e7a67fa152ce1bfacaf09f361f4adcebac0ef360cbd7cf3e5814c1580a8fddd6",
        "Second.swift": "3744c8dded58f0f28cbc9ac871360b0ab08caad77bc84c113f6e2f35413aff7d",
        "PlainStoreSealing.swift": "ae46b5498b443ae4e1e329e008212a08e833a262948e7a9b0ddcfe465c6dbf46",
        "Third.swift": "d8efca83b1c8ffc1c16c787626571e1f88a706c4924ab1349d8897448661af52",
        "Fourth.swift": "8165ec68aeb6e2ce69fc65d2ece92c169bdf90cdd3acedb7f55a9c1cd3963284",
        "Fifth.swift": "7a6eca989ea9e0663826eab68c98c0d8af590dad1b03c6d4e6694e5519cfabb2",
    ]

    private static let folder = Repository.root.appending(path: "Sources/Storage/Migrations").path

    @Test(arguments: shipped.keys.sorted()) func `the text of a shipped step does not change`(file: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: "\(Self.folder)/\(file)"))
        #expect(Digest.sha256(Array(bytes)) == Self.shipped[file])
    }

    /// A step sees SQL, the vault and JSON, and none of the types that the program works with today.
    @Test func `no step calls live code`() throws {
        let allowed: Set<String> = [
            "Migration", "MigrationContext", "PlainStoreSealing", "ShownPeople", "RecordCompletion", "Problem",
            "Derived", "Sendable", "Void", "Set", "Bool", "Int", "String", "Any", "Array", "UInt8", "Data",
            "JSONSerialization", "Object", "Self", "BlindIndex", "RecordKey", "SealedPlace", "AuditChain",
            "Coordination",
            "Sealing", "Foundation",
        ]
        let steps = Array(Self.shipped.keys) + ["Sixth.swift"]
        for file in steps {
            let text = try String(contentsOfFile: "\(Self.folder)/\(file)", encoding: .utf8)
            let code = text.replacing(#/(?s)""".*?"""/#, with: "").replacing(#/\/\/.*/#, with: "")
                .replacing(#/"[^"\n]*"/#, with: "")
            for match in code.matches(of: #/\b[A-Z][A-Za-z0-9]+\b/#) {
                #expect(allowed.contains(String(match.output)), "\(file) uses \(match.output)")
            }
            for verb in ["indexDirectory", "measures()", "contacts()", "actions()", "organizations()", "records."] {
                #expect(!code.contains(verb), "\(file) calls \(verb)")
            }
        }
    }
}
