import Fixtures
import Testing

@testable import Sealing

@Suite struct SealingTests {
    let place = SealedPlace(table: "contacts", column: "record", row: "ct-1")
    let text = Array("Ana Lucía Quintanilla".utf8)

    @Test func `what is sealed opens at its place and nowhere else`() throws {
        let key = RecordKey()
        let sealed = try key.seal(text, at: place)
        #expect(try key.open(sealed, at: place) == text)
        for other in [
            SealedPlace(table: "contacts", column: "record", row: "ct-2"),
            SealedPlace(table: "contacts", column: "recor", row: "dct-1"),
            SealedPlace(table: "holds", column: "record", row: "ct-1"),
        ] {
            #expect(throws: SealingError.altered) { try key.open(sealed, at: other) }
        }
        #expect(throws: SealingError.altered) { try RecordKey().open(sealed, at: place) }
    }

    @Test func `every changed byte and every cut is noticed`() throws {
        let key = RecordKey()
        let sealed = try key.seal(text, at: place)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealingError.self) { try key.open(changed, at: place) }
            #expect(throws: SealingError.self) { try key.open(Array(sealed[..<index]), at: place) }
        }
    }

    @Test func `the same text never looks the same`() throws {
        let key = RecordKey()
        #expect(try Set((0..<100).map { _ in try key.seal(text, at: place) }).count == 100)
    }

    @Test func `a key opens for its owner only`() throws {
        let vault = VaultKey()
        let wrapped = try vault.wrap(RecordKey(), of: "contact/a")
        _ = try vault.unwrap(wrapped, of: "contact/a")
        #expect(throws: SealingError.altered) { try vault.unwrap(wrapped, of: "contact/b") }
        #expect(throws: SealingError.altered) { try VaultKey().unwrap(wrapped, of: "contact/a") }
    }

    @Test func `equal words give equal numbers under one key and kind`() {
        let key = RecordKey()
        let one = BlindIndex(key), two = BlindIndex(key)
        #expect(one.token("ana", kind: "contact") == two.token("ana", kind: "contact"))
        #expect(one.token("ana", kind: "contact") != one.token("ana", kind: "organization"))
        #expect(one.token("ana", kind: "contact") != BlindIndex(RecordKey()).token("ana", kind: "contact"))
        #expect(one.token("ana", kind: "contact") >= 0)
    }
}

@Suite struct KeySlotTests {
    let vault = VaultKey()

    private func slot(_ secret: VaultSecret) throws -> KeySlot {
        try KeySlot(id: "slot-1", secret: secret, vault: vault, cost: 1 << 10)
    }

    @Test func `each kind of secret opens its own slot`() throws {
        let file = VaultSecret.freshKeyFile(), words = VaultSecret.passphrase("correct horse battery")
        let printed = VaultSecret.recovery(RecoveryKey())
        for secret in [file, words, printed] {
            #expect(try slot(secret).open(with: secret).bytes == vault.bytes)
        }
        #expect(throws: SealingError.altered) { try slot(words).open(with: .passphrase("correct horse batterz")) }
        #expect(throws: SealingError.altered) { try slot(file).open(with: .freshKeyFile()) }
        #expect(throws: SealingError.altered) { try slot(file).open(with: words) }
    }

    @Test func `the same passphrase in another composition opens`() throws {
        let composed = "contrase\u{F1}a muy larga", decomposed = "contrasen\u{303}a muy larga"
        #expect(try slot(.passphrase(composed)).open(with: .passphrase(decomposed)).bytes == vault.bytes)
    }

    @Test func `a short passphrase is refused`() {
        #expect(throws: SealingError.self) { try slot(.passphrase("fourteen chars")) }
    }

    @Test func `a new vault key needs no secret but only reaches genuine slots`() throws {
        let secret = VaultSecret.passphrase("correct horse battery"), next = VaultKey()
        let moved = try slot(secret).resealed(from: vault, to: next)
        #expect(try moved.open(with: secret).bytes == next.bytes)
        #expect(moved.isGenuine(under: next))
        let forged = try KeySlot(id: "slot-9", secret: .freshKeyFile(), vault: VaultKey(), cost: 1 << 10)
        #expect(throws: SealingError.altered) { try forged.resealed(from: vault, to: next) }
    }

    @Test func `the cost of scrypt is what OWASP asks`() { #expect(KeySlot.scryptCost == 131_072) }

    @Test func `a recovery key is read as it was printed and typing errors are found`() throws {
        let key = RecoveryKey()
        #expect(key.printed.count == 69)
        #expect(try RecoveryKey(parsing: key.printed) == key)
        let sloppy = key.printed.lowercased().replacing("-", with: " ").replacing("0", with: "o").replacing(
            "1", with: "l")
        #expect(try RecoveryKey(parsing: sloppy) == key)
        var letters = Array(key.printed)
        letters[7] = letters[7] == "A" ? "B" : "A"
        #expect(throws: SealingError.unfit("the recovery key has a typing error")) {
            try RecoveryKey(parsing: String(letters))
        }
        #expect(throws: SealingError.self) { try RecoveryKey(parsing: "U" + key.printed.dropFirst()) }
        #expect(throws: SealingError.self) { try RecoveryKey(parsing: String(key.printed.dropLast())) }
    }
}

@Suite struct ChainTests {
    @Test func `a chain is repeated from its first key only`() {
        var first = AuditChain()
        let key = first.keyBytes, start = first.mac
        let codes = (0..<5).map { first.append(Int64($0), ["who", "verb", "id-\($0)"]) }
        var again = AuditChain(position: 0, mac: start, key: key)
        #expect((0..<5).map { again.append(Int64($0), ["who", "verb", "id-\($0)"]) } == codes)
        #expect(first.keyBytes != key, "a used key is gone")
        var moved = AuditChain(position: 0, mac: start, key: key)
        #expect(moved.append(0, ["who", "verbi", "d-0"]) != codes[0], "fields have their own length")
    }

    @Test func `pieces of a stream cannot be changed moved or cut off`() throws {
        let key = RecordKey(), pieces = [[UInt8](1...40), [], [7, 7, 7]]
        var writer = SealedStream(key)
        let sealed = try pieces.enumerated().map { try writer.seal($0.element, isLast: $0.offset == 2) }
        var reader = SealedStream(key)
        for (index, piece) in sealed.enumerated() {
            #expect(try reader.open(piece, isLast: index == 2) == pieces[index])
        }
        var swapped = SealedStream(key)
        #expect(throws: SealingError.altered) { try swapped.open(sealed[1], isLast: false) }
        var cut = SealedStream(key)
        #expect(throws: SealingError.altered) { try cut.open(sealed[0], isLast: true) }
    }
}
