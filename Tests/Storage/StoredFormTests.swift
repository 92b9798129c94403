import Coordination
import Fixtures
import Foundation
import Testing

@testable import Storage

/// The bytes of stored records are a contract with every store that there is.
@Suite struct StoredFormTests {
    /// Records of a store are read and written anew byte for byte. A field that is added, renamed or left out shows here.
    @Test func `every kind of record is written as it was read`() async throws {
        let place = try StorePlace(.sqlite), folder = try TemporaryFolder()
        let store = try await StoreFixture(5).migrated(at: place, keeping: folder.path)
        let counts = try await store.read { records in
            try [
                Self.check(Contact.self, .contact, "contacts", records),
                Self.check(Organization.self, .organization, "organizations", records),
                Self.check(Mechanism.self, .mechanism, "mechanisms", records),
                Self.check(Convening.self, .convening, "convenings", records),
                Self.check(Measure.self, .measure, "measures", records),
                Self.check(Action.self, .action, "actions", records),
                Self.check(Statement.self, .statement, "statements", records),
                Self.check(Partner.self, .partner, "partners", records),
                Self.check(Relation.self, .relation, "relations", records),
                Self.check(Group.self, .group, "groups_of_contacts", records),
                Self.check(Post.self, .post, "posts", records),
                Self.check(Resolution.self, .resolution, "resolutions", records),
                Self.check(Incident.self, .incident, "incidents", records),
                Self.check(Attachment.self, .attachment, "attachments", records),
                Self.check(LegalHold.self, .contact, "holds", id: "contact_id", records),
                Self.check(Minutes.self, .convening, "minutes", id: "convening_id", records),
            ]
        }
        #expect(!counts.contains(0), "\(counts)")
    }

    private static func check<Value: Codable>(
        _ type: Value.Type, _ kind: KeyID.Kind, _ table: String, id column: String = "id", _ records: Records
    ) throws -> Int {
        let rows = try records.rows("SELECT \(raw: column) AS id, record FROM \(raw: table)")
        for row in rows {
            let id = try row.text("id")
            let bytes = try records.open(try row.bytes("record"), KeyID(kind, id), table, row: id)
            let again = try records.encode(try records.decode(type, bytes))
            #expect(String(decoding: again, as: UTF8.self) == String(decoding: bytes, as: UTF8.self), "\(table)")
        }
        return rows.count
    }

    /// Nothing of a store is guessed: a word that is not one of ours is damage, not a default.
    @Test(arguments: [
        "UPDATE envelopes SET kind = 'newsletter'", "UPDATE invitations SET role = 'GUEST'",
        "UPDATE invitations SET state = 'perhaps'", "UPDATE occurrence_answers SET state = 'perhaps'",
        "UPDATE feeds SET scope = 'everything'", "UPDATE incident_links SET kind = 'other'",
        "UPDATE instrument_links SET kind = 'cousin'", "UPDATE replies SET reason = 'mood'",
    ])
    func `an unknown word of the store is told and never guessed`(change: String) async throws {
        let place = try StorePlace(.sqlite), folder = try TemporaryFolder()
        let store = try await StoreFixture(5).migrated(at: place, keeping: folder.path)
        try await store.engine.write { connection in
            _ = try connection.run("UPDATE replies SET verdict = 'held' WHERE verdict = 'refused'")
            _ = try connection.run(Query(stringLiteral: change))
        }
        let problem = await refusal {
            try await store.read { (records: Records) throws -> Void in
                let convenings = try records.convenings.all()
                _ = try records.outbox.all()
                for convening in convenings {
                    _ = try records.invitations.all(of: convening.id)
                    _ = try records.invitations.occurrenceAnswers(of: convening.id)
                }
                _ = try records.calendars.feeds()
                for incident in try records.incidents.all() { _ = try records.incidents.links(of: incident.id) }
                _ = try records.measures.instrumentLinks()
                _ = try records.replies.quarantine()
            }
        }
        #expect(problem?.kind == .badData)
    }

    @Test func `a record that lacks a field is told and never filled with a default`() throws {
        let records = Records(
            connection: Connection(dialect: .sqlite, run: { _ in [] }, repeated: { _, _ in }),
            session: Session(vault: nil))
        func isRefused<Value: Codable>(_ value: Value) throws -> [String] {
            let object =
                try JSONSerialization.jsonObject(with: Data(try records.encode(value))) as? [String: Any] ?? [:]
            return object.keys.sorted().filter { key in
                var less = object
                less[key] = nil
                guard let bytes = try? JSONSerialization.data(withJSONObject: less) else { return false }
                return refusal { try records.decode(Value.self, Array(bytes)) }?.kind == .badData
            }
        }
        let contact = try isRefused(try People.contact("ana"))
        #expect(Set(contact).isSuperset(of: ["otherNames", "otherPositions", "overrides", "tlp", "consents", "hours"]))
        let action = try isRefused(
            try Action(id: Identifier(trusted: "ac-1"), kind: .demarche, title: "t", owner: "o"))
        #expect(Set(action).isSuperset(of: ["joining", "isQuiet", "isShared", "dependsOn", "chain", "state"]))
        let organization = try isRefused(
            Organization(id: Identifier(trusted: "o"), name: "n", sector: .business, source: "s"))
        #expect(Set(organization).isSuperset(of: ["populations", "themes", "source"]))
    }
}
