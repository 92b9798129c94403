import Coordination
import Fixtures
import Foundation
import Sealing

@testable import Storage

/// A store on one engine, open, with what the tests ask of it again and again.
struct TestStore {
    let place: StorePlace
    let store: Store
    let secret = VaultSecret.freshKeyFile()

    init(_ kind: EngineKind) async throws {
        place = try StorePlace(kind)
        let secret = secret
        store = try await Store.open(place.url, create: true, founding: { secret })
    }

    /// The same store as another program sees it.
    func reopened() async throws -> Store {
        let other = try await Store.open(place.url)
        try await other.unlock(secret)
        return other
    }

    func add(_ contacts: Contact...) async throws {
        try await store.write(by: .test) { records in
            for contact in contacts {
                _ = try records.contacts.save(contact)
                try records.note(.directoryAdded, contact.id.text)
            }
        }
    }

    func sql(_ text: String) async throws {
        try await store.engine.write { _ = try $0.run(Query(stringLiteral: text)) }
    }

    func verdict(_ anchors: [AuditAnchor] = []) async throws -> AuditVerdict {
        try await store.read { try $0.audit.verify(against: anchors, at: People.now) }
    }

    /// A mail to a contact, stored in the outbox.
    static func envelope(_ id: String, to contact: Contact, text: String = "payload") throws -> Envelope {
        try People.envelope(id, to: contact, payload: text)
    }

    /// Which of the words stand anywhere in the files of a SQLite store, or in the data of a PostgreSQL cluster.
    func words(_ words: [String], inFilesOf kind: EngineKind) async throws -> [String] {
        if kind == .postgres { try await sql("CHECKPOINT") }
        return try Bytes.found(words, in: kind == .sqlite ? place.folder.path : PostgresCluster.folder)
    }
}
