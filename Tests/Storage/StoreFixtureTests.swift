import Coordination
import Fixtures
import Foundation
import Sealing
import Testing

@testable import Storage

/// Stores that releases wrote are brought up to date without loss, on both engines.
///
/// `CONVOKE_RECORD=1 swift test --filter StoreFixtureTests` writes anew what they become; read the difference.
@Suite struct StoreFixtureTests {
    private static let cases = EngineKind.here.flatMap { kind in (1...5).map { (kind, $0) } }

    @Test(arguments: cases) func `a store of an earlier schema keeps its content`(kind: EngineKind, version: Int)
        async throws
    {
        let place = try StorePlace(kind), folder = try TemporaryFolder()
        let store = try await StoreFixture(version).migrated(at: place, keeping: folder.path)
        let content = try await StoreFixture.content(of: store)
        let path = "\(StoreFixture.folder)/schema-\(version).today.txt"
        if ProcessInfo.processInfo.environment["CONVOKE_RECORD"] == "1" {
            try content.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let known = try String(contentsOfFile: path, encoding: .utf8)
        for (line, wanted) in zip(content.split(separator: "\n"), known.split(separator: "\n")) {
            #expect(line == wanted)
        }
        #expect(content.count == known.count)
        let verdict = try await store.read { try $0.audit.verify(against: [], at: People.now) }
        #expect(verdict.broken == nil)
    }

    /// The test above would see a single byte that differs.
    @Test(arguments: [
        ("organizations", "o-river"), ("contacts", "ct-one1"), ("convenings", "cv-"), ("invitations", "iv-"),
        ("envelopes", "msg-"), ("audit", "i:7"), ("record_keys", "contact/ct-two2"),
    ])
    func `a changed byte of a fixture is found`(table: String, row: String) async throws {
        let text = try String(contentsOfFile: "\(StoreFixture.folder)/schema-3.txt", encoding: .utf8)
        var isThere = false, hasChanged = false
        let changed = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            if line.hasPrefix("@table ") { isThere = line.hasPrefix("@table \(table) ") }
            guard isThere, !hasChanged, line.dropFirst(2).hasPrefix(row) || line.hasPrefix("\(row)\t") else {
                return String(line)
            }
            hasChanged = true
            var cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            // The record, or what else is long: some columns are derived anew.
            guard let last = cells.indices.max(by: { cells[$0].count < cells[$1].count }) else { return String(line) }
            let place = cells[last].index(cells[last].startIndex, offsetBy: cells[last].count / 2)
            let letter = cells[last][place] == "A" ? "B" : "A"
            cells[last].replaceSubrange(place...place, with: letter)
            return cells.joined(separator: "\t")
        }.joined(separator: "\n")
        #expect(hasChanged)
        let place = try StorePlace(.sqlite), folder = try TemporaryFolder()
        let known = try String(contentsOfFile: "\(StoreFixture.folder)/schema-3.today.txt", encoding: .utf8)
        do {
            let store = try await StoreFixture(3, text: changed).migrated(at: place, keeping: folder.path)
            let isBroken = try await store.read { try $0.audit.verify(against: [], at: People.now) }.broken != nil
            let content = try await StoreFixture.content(of: store)
            #expect(isBroken || content != known)
        } catch {
            // It does not open.
        }
    }
}
