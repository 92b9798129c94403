import Fixtures
import Testing

@testable import Coordination

/// What a person still reads as the same name, address or number.
@Suite struct FoldingTests {
    @Test(arguments: [
        ("Carlos Ruiz", "https://x.example/?n=Carlos%20Ruiz"), ("Carlos Ruiz", "meet.example/CarlosRuiz"),
        ("Carlos Ruiz", "meet.example/carlosruiz"), ("Carlos Ruiz", "meet.example/mesa-carlosruiz2"),
        ("Carlos Ruiz", "#CarlosRuiz"), ("Carlos Ruiz", "a Carlos\u{200D}Ruiz"), ("Carlos Ruiz", "a Carlos\u{AD}Ruiz"),
        ("Carlos Ruiz", "@carlosruiz_hn"), ("Carlos Ruiz", "C\u{430}rlos Ruiz"),
        ("Carlos Ruiz", "CАRLOS RUIZ"), ("Carlos Ruiz", "Carlos\u{FE0F} Ruiz"), ("Carlos Ruiz", "Car\u{34F}los Ruiz"),
        ("Carlos Ruiz", "Carlos\u{3164} Ruiz"), ("Carlos Ruiz", "𝐂𝐚𝐫𝐥𝐨𝐬 𝐑𝐮𝐢𝐳"), ("Carlos Ruiz", "Ⓒⓐⓡⓛⓞⓢ Ⓡⓤⓘⓩ"),
        ("Carlos Ruiz", "Car&#108;os&nbsp;Ruiz"), ("Carlos Ruíz", "Carlos Ru&iacute;z"), ("Carlos Ruiz", "C4rl0s Ru1z"),
        ("Carlos Ruiz", "CarIos Ruiz"), ("Carlos Ruiz", "Carlos_Ruiz"), ("Carlos Ruiz", "Ruiz·Carlos"),
        ("Ana María Paz", "meet.example/AnaMaríaPaz"), ("Ana María Paz", "meet.example/anamariapaz"),
        ("Li Wei", "meet.example/LiWei"), ("김민수 (Kim Min-su)", "김민수 댁"), ("김민수 (Kim Min-su)", "Home of Kim Min-su"),
        ("王芳 Wang Fang", "和王芳见面"), ("王芳 Wang Fang", "with Wang Fang"), ("김민수", "\u{1100}\u{1175}\u{11B7}민수"),
        ("佐々木希", "佐々木希さん"), ("محمد الأحمد", "محمد الاحمد"), ("محمد الأحمد", "مـحـمـد الاحمد"), ("هدى علي", "هدي علی"),
        ("فاطمة حسن", "فاطمه حسن"), ("محمد حسن", "\u{FEE3}\u{FEA4}\u{FEE4}\u{FEAA} حسن"), ("מרים כהן", "מרים כהנ"),
        ("Þóra Guðmundsdóttir", "Thora Gudmundsdottir"), ("Анна Соколова", "AННA COКOЛOBA"),
        ("Ｃarlos Ruiz", "carlos ruiz"), ("Nguyễn Văn An", "Nguyen Van An"), ("Ramón Iglesias", "Ram\u{F3}n IgIesias"),
    ])
    func `a name is found in every form that a person still reads`(name: String, text: String) throws {
        let contact = try People.contact("one", name: name)
        #expect(Redaction.firstDisclosed(in: text, of: [contact]) == contact.id)
        // Whoever is found has a key in common with the text, so that the index finds the person, too.
        #expect(Self.haveKeyInCommon(contact, text))
    }

    @Test(arguments: [
        "carlos+x@two.example", "CARLOS@TWO.EXAMPLE", "carlos%40two.example", "\"carlos\"@two.example",
        "carlos＠two.example", "carlos (at) two.example", "carlos[at]two[dot]example", "carlos @ two.example",
        "car\u{200B}los@two.example", "car\u{AD}los@two.exam\u{200D}ple", "mailto:carlos@two.example?subject=x",
        "https://x.example/?to=carlos%40two.example", "c\u{430}rlos@two.example", "carlos&#64;two.example",
    ])
    func `an address is found in every form that a person still reads`(text: String) throws {
        let contact = try People.contact("one", name: "X", email: "carlos@two.example")
        #expect(Redaction.firstDisclosed(in: text, of: [contact]) == contact.id)
        #expect(Self.haveKeyInCommon(contact, text))
    }

    @Test func `an address with a tag is found without it`() throws {
        let contact = try People.contact("one", name: "X", email: "carlos+convoke@two.example")
        #expect(Redaction.firstDisclosed(in: "carlos@two.example", of: [contact]) == contact.id)
        #expect(Self.haveKeyInCommon(contact, "carlos@two.example"))
    }

    @Test(arguments: [
        "9999–1111", "9999‑1111", "9999‒1111", "9999−1111", "9999\u{2009}1111", "9999\u{202F}1111", "9999\u{200B}1111",
        "9999_1111", "9999·1111", "99.99.11.11", "(504) 9999/1111", "९९९९ ११११", "٩٩٩٩ ١١١١", "９９９９　１１１１",
        "9\u{FE0F}\u{20E3}9\u{FE0F}\u{20E3}9\u{FE0F}\u{20E3}9\u{FE0F}\u{20E3}1\u{FE0F}\u{20E3}1\u{FE0F}\u{20E3}1\u{FE0F}\u{20E3}1",
    ])
    func `a number is found whatever stands between its digits`(text: String) throws {
        var contact = try People.contact("one", name: "X")
        contact.channels.append(SafeChannel(kind: .phone, address: "+504 9999 1111"))
        #expect(Redaction.firstDisclosed(in: text, of: [contact]) == contact.id)
        #expect(Self.haveKeyInCommon(contact, text))
    }

    @Test(arguments: [
        ("Ana Paz", "the panapazza"), ("Rosa Marta", "rosamarts and crafts"),
        ("Carlos Ruiz", "Carlos went. Later Ruiz"),
        ("王芳", "王先生和芳草"), ("Ana Paz", "100 % Ana, 7 & Paz"),
    ])
    func `what only has letters in common is not taken for a name`(name: String, text: String) throws {
        #expect(Redaction.firstDisclosed(in: text, of: [try People.contact("x", name: name)]) == nil)
    }

    @Test func `folding twice changes nothing`() {
        for code in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(code) else { continue }
            let once = Redaction.skeleton(String(Character(scalar)))
            #expect(Redaction.skeleton(once) == once, "\(String(code, radix: 16))")
            let plain = Redaction.plain(String(Character(scalar)))
            #expect(Redaction.plain(plain) == plain, "\(String(code, radix: 16))")
        }
    }

    private static func haveKeyInCommon(_ contact: Contact, _ text: String) -> Bool {
        let own = DisclosureKeys(of: contact), found = DisclosureKeys(in: text)
        return !own.pairs.isDisjoint(with: found.pairs) || !own.addresses.isDisjoint(with: found.addresses)
            || !own.others.isDisjoint(with: found.others)
    }

    @Test func `an address that was taken off a record still tells who it is`() throws {
        var ana = try People.contact("ana")
        ana.channels = []
        ana.formerChannels = [SafeChannel(kind: .email, address: "old@work.example")]
        #expect(Redaction.firstDisclosed(in: "Write to old@work.example.", of: [ana]) == ana.id)
        #expect(DisclosureKeys(of: ana).addresses.contains("old@work.example"))
    }
}
