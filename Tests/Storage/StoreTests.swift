import Coordination
import Fixtures
import Foundation
import Sealing
import Testing

@testable import Storage

@Suite struct StoreTests {
    let folder: TemporaryFolder
    var url: String { "sqlite:\(folder.path)/store.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    @Test func `a transaction that throws leaves nothing`() async throws {
        let store = try await Store.open(url, create: true, founding: { .freshKeyFile() })
        let contact = try People.contact("ana")
        #expect(
            await refusal {
                try await store.write(by: .test) { records in
                    _ = try records.contacts.save(contact)
                    throw Problem(.usage, "stop", remedy: "none")
                }
            } == Refusal(.usage))
        #expect(try await store.read { try $0.contacts.all() }.isEmpty)
    }

    @Test func `what was written is there after reopening`() async throws {
        let contact = try People.contact("ana", zone: ZoneName(parsing: "America/Tegucigalpa"))
        let secret = VaultSecret.freshKeyFile()
        let first = try await Store.open(url, create: true, founding: { secret })
        #expect(try await first.write(by: .test) { try $0.contacts.save(contact) } == .added)
        #expect(try await first.write(by: .test) { try $0.contacts.save(contact) } == .unchanged)
        let second = try await Store.open(url)
        try await second.unlock(secret)
        #expect(try await second.read { try $0.contacts.one(contact.id) } == contact)
        #expect(try await second.check().version.hasPrefix("SQLite 3."))
    }

    @Test func `the journal is written to disk at every commit`() async throws {
        let engine = try SQLiteEngine(path: "\(folder.path)/store.sqlite", create: true)
        let settings = try await engine.write { connection in
            try ["synchronous", "foreign_keys", "secure_delete", "temp_store", "trusted_schema"].map { name in
                try connection.run(Query(stringLiteral: "PRAGMA \(name)")).first?.integer(name) ?? -1
            }
        }
        #expect(settings == [2, 1, 1, 2, 0])
    }

    @Test func `a newer store is refused unchanged`() async throws {
        _ = try await Store.open(url, create: true, founding: { .freshKeyFile() })
        let engine = Engine.sqlite(try SQLiteEngine(path: "\(folder.path)/store.sqlite", create: true))
        try await engine.write { _ = try $0.run("UPDATE schema_version SET version = 999") }
        await #expect { _ = try await Store.open(url) } throws: { ($0 as? Problem)?.kind == .configuration }
        let version = try await engine.read {
            try $0.run("SELECT version FROM schema_version").first?.integer("version")
        }
        #expect(version == 999)
    }

    @Test func `a file that is not a store is refused and left as it was`() async throws {
        let text = String(repeating: "this is not a database ", count: 200)
        let path = try folder.write(text, to: "store.sqlite")
        await #expect { _ = try await Store.open(url) } throws: { ($0 as? Problem)?.kind == .badData }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test func `a store that is gone or empty is not made anew in silence`() async throws {
        await #expect { _ = try await Store.open(url) } throws: { ($0 as? Problem)?.kind == .missingInput }
        let path = try folder.write("", to: "store.sqlite")
        await #expect { _ = try await Store.open(url) } throws: { ($0 as? Problem)?.kind == .badData }
        #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
    }

    @Test func `a folder that cannot hold a store is reported`() async throws {
        let file = try folder.write("x", to: "file")
        await #expect {
            _ = try await Store.open("sqlite:\(file)/store.sqlite", create: true, founding: { .freshKeyFile() })
        } throws: {
            ($0 as? Problem)?.kind == .cannotCreate
        }
    }

    @Test func `links are kept by the schema`() async throws {
        let store = try await Store.open(url, create: true, founding: { .freshKeyFile() })
        var contact = try People.contact("ana")
        contact.organization = Identifier(trusted: "nowhere")
        let orphan = contact
        await #expect { _ = try await store.write(by: .test) { try $0.contacts.save(orphan) } } throws: {
            ($0 as? Problem)?.kind == .notAllowed
        }
    }

    @Test(arguments: [
        ("ana", ["ana"]), ("QUINT", ["ana"]), ("lucia", ["ana"]), ("lucía quin", ["ana"]), ("ibáñez", ["jose"]),
        ("IBANEZ", ["jose"]), ("nobody", []), ("ana jose", []), ("%", []), ("دفاع", ["arabic"]),
    ])
    func `people are found by beginnings of words without accents`(text: String, expected: [String]) async throws {
        let store = try await Store.open(url, create: true, founding: { .freshKeyFile() })
        let people = [
            try People.contact("ana"), try People.contact("jose", name: "José Ibáñez"),
            try People.contact("arabic", name: "منظمة دفاع"),
        ]
        try await store.write(by: .test) { records in for person in people { _ = try records.contacts.save(person) } }
        #expect(
            try await store.read {
                try $0.directory.findContacts(DirectoryQuery(text: text), limit: 10, on: People.today).map(\.id.text)
            }
                == expected)
    }

    @Test func `values are bound and never spliced into the text`() {
        let name = "x'); DROP TABLE contacts; --"
        let query: Query = "SELECT id FROM contacts WHERE id = \(name) AND country = \("HN")"
        #expect(query.sql == "SELECT id FROM contacts WHERE id = $1 AND country = $2")
        #expect(query.values == [.text(name), .text("HN")])
    }
}
