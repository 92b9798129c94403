import Coordination
import Fixtures
import Testing

@Suite struct StatementTests {
    private func statement() throws -> Statement {
        let edition = try Edition(version: 1, title: "t", texts: [.english: "words", .spanish: "palabras"]) {
            "\($0.count)"
        }
        return Statement(id: Identifier(trusted: "st-1"), edition: edition)
    }

    private func signature(_ organization: String, _ digest: String) -> Signature {
        Signature(
            organization: Identifier(trusted: organization), signatory: Identifier(trusted: "ana"), digest: digest,
            signedAt: People.now)
    }

    @Test func `a signature holds for exact words once for each organization`() throws {
        var statement = try statement()
        let digest = statement.edition.digest
        #expect(refusal { try statement.sign(signature("one", digest)) } == Refusal(.notAllowed, at: "st-1"))
        try statement.open()
        #expect(refusal { try statement.sign(signature("one", "other words")) } == Refusal(.notAllowed, at: "st-1"))
        try statement.sign(signature("one", digest))
        #expect(refusal { try statement.sign(signature("one", digest)) } == Refusal(.notAllowed, at: "st-1"))
        #expect(statement.signatures.count == 1)
    }

    @Test func `it is published once and only with a signature`() throws {
        var statement = try statement()
        #expect(refusal { try statement.publish(at: People.now) } == Refusal(.notAllowed, at: "st-1"))
        try statement.open()
        #expect(refusal { try statement.publish(at: People.now) } == Refusal(.notAllowed, at: "st-1"))
        try statement.sign(signature("one", statement.edition.digest))
        try statement.publish(at: People.now)
        #expect(statement.publishedAt == People.now)
        #expect(refusal { try statement.publish(at: People.now) } == Refusal(.notAllowed, at: "st-1"))
    }

    @Test func `the digest covers every language without ambiguity`() throws {
        func bytes(_ texts: [Language: String]) throws -> [UInt8] {
            nonisolated(unsafe) var seen: [UInt8] = []
            _ = try Edition(version: 1, title: "t", texts: texts) {
                seen = $0
                return ""
            }
            return seen
        }
        #expect(try bytes([.english: "a", .spanish: "b"]) == Array("title\n1\nten\n1\naes\n1\nb".utf8))
        #expect(try bytes([.english: "a\nes\n1\nb"]) != bytes([.english: "a", .spanish: "b"]))
    }

    @Test func `disguised or empty words are refused`() {
        for text in ["", "  \n", "safe\u{202E}txt"] {
            #expect(
                refusal { try Edition(version: 1, title: "t", texts: [.english: text]) { _ in "" } }
                    == Refusal(.badData, at: "text (en)"))
        }
    }
}
