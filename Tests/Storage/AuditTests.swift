import Coordination
import Fixtures
import Foundation
import Testing

@testable import Storage

@Suite struct AuditTests {
    @Test(arguments: EngineKind.here) func `every entry is chained and names who did it`(kind: EngineKind) async throws
    {
        let test = try await TestStore(kind)
        try await test.add(People.contact("ana"), People.contact("bea"))
        try await test.store.write(by: .by("Officer Two")) { try $0.note(.directoryRead, "ana") }
        let verdict = try await test.verdict()
        #expect(verdict.broken == nil)
        #expect(verdict.entries == 3)
        let entries = try await test.store.read { try $0.audit.entries(limit: 10) }
        #expect(entries.map(\.who) == ["test", "test", "Officer Two"])
        #expect(entries.map(\.position) == [1, 2, 3])
        #expect(
            try await test.store.read { try $0.audit.entries(about: ["ana"], limit: 10) }.map(\.verb) == [
                "directory.added", "directory.read",
            ])
    }

    @Test(arguments: EngineKind.here) func `a transaction that throws leaves no entry`(kind: EngineKind) async throws {
        let test = try await TestStore(kind)
        #expect(
            await refusal {
                try await test.store.write(by: .test) { records in
                    try records.note(.directoryRead, "ana")
                    throw Problem.locked
                }
            } == Refusal(.notAllowed))
        try await test.add(People.contact("ana"))
        #expect(try await test.verdict().entries == 1)
        #expect(try await test.verdict().broken == nil)
    }

    @Test func `an anchor is read back from the text around it`() throws {
        let anchor = AuditAnchor(store: "ab12", position: 7, mac: String(repeating: "0f", count: 32), at: People.now)
        #expect(try AuditAnchor.anchors(in: "Dear auditor,\n\n\(anchor.line)\nThank you") == [anchor])
        #expect(
            refusal { try AuditAnchor.anchors(in: "convoke-anchor 1 ab12 7 0f0f") } == Refusal(.badData, at: "line 1"))
    }

    /// A thousand changes by someone who can write to the database but does not have the vault's key; each must be seen.
    @Test func `every one of a thousand tamperings is detected`() async throws {
        let test = try await TestStore(.sqlite)
        for number in 0..<60 {
            let stamp = AuditStamp.by("w\(number % 3)", at: People.now.adding(.seconds(number)))
            try await test.store.write(by: stamp) { try $0.note(.directoryRead, "ct-\(number % 7)") }
        }
        let anchor = try await test.store.read { try $0.audit.end(at: People.now) }
        try await test.store.write(by: .test) { records in
            for number in 0..<10 { try records.note(.directoryRead, "late-\(number)") }
        }
        #expect(try await test.verdict([anchor]).broken == nil)
        let copy = try await test.store.read { try $0.rows("SELECT * FROM audit ORDER BY position") }.map(\.values)
        let head = try await test.store.read { try $0.rows("SELECT * FROM audit_head") }.map(\.values)
        var random = SeededGenerator(seed: 20_261_121), missed: [String] = [], kinds: [String: Int] = [:]
        for _ in 0..<1000 {
            let (name, statements) = Self.tampering(&random)
            kinds[name, default: 0] += 1
            for statement in statements { try await test.sql(statement) }
            let verdict = try await test.verdict([anchor])
            if verdict.broken == nil { missed.append(statements.joined(separator: "; ")) }
            try await test.store.engine.write { connection in
                _ = try connection.run("DELETE FROM audit")
                _ = try connection.run("DELETE FROM audit_head")
                try connection.insert(into: "audit", ["position", "at", "who", "verb", "subject_id", "mac"], copy)
                try connection.insert(into: "audit_head", ["id", "position", "mac", "next_key", "first_key"], head)
            }
        }
        #expect(missed.isEmpty)
        #expect(kinds.count == 8)
        #expect(try await test.verdict([anchor]).broken == nil)
    }

    private static func tampering(_ random: inout SeededGenerator) -> (String, [String]) {
        let place = Int.random(in: 1...60, using: &random), other = place % 60 + 1
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return ("edit", ["UPDATE audit SET subject_id = subject_id || 'x' WHERE position = \(place)"])
        case 1: return ("time", ["UPDATE audit SET at = at + 1 WHERE position = \(place)"])
        case 2: return ("who", ["UPDATE audit SET who = 'who-9' WHERE position = \(place)"])
        case 3: return ("delete", ["DELETE FROM audit WHERE position = \(place)"])
        case 4:
            return (
                "swap",
                [
                    "UPDATE audit SET position = -1 WHERE position = \(place)",
                    "UPDATE audit SET position = \(place) WHERE position = \(other)",
                    "UPDATE audit SET position = \(other) WHERE position = -1",
                ]
            )
        case 5:
            return (
                "close the gap",
                [
                    "DELETE FROM audit WHERE position = \(place)",
                    "UPDATE audit SET position = -position WHERE position > \(place)",
                    "UPDATE audit SET position = -position - 1 WHERE position < 0",
                ]
            )
        case 6:
            return (
                "cut off, with the end moved back",
                [
                    "DELETE FROM audit WHERE position >= \(place)",
                    "UPDATE audit_head SET position = \(place - 1), mac = COALESCE((SELECT mac FROM audit WHERE position = \(place - 1)), mac)",
                ]
            )
        default: return ("flip a bit of the code", ["UPDATE audit SET mac = zeroblob(32) WHERE position = \(place)"])
        }
    }
}
