import Coordination
import Fixtures
import Testing

@Suite struct DisclosureTests {
    let gate = DisclosureGate(today: People.today)

    @Test func `only consent that holds today opens the gate`() throws {
        let cases: [([Consent], Exclusion?)] = [
            ([People.consent()], nil), ([], .noConsent), ([People.consent(.signOn)], .noConsent),
            ([People.consent(expires: -1)], .consentExpired), ([People.consent(expires: 0)], nil),
            ([People.consent(withdrawn: 0)], .consentWithdrawn), ([People.consent(given: 1)], .consentExpired),
        ]
        for (consents, expected) in cases {
            let contact = try People.contact("ana", consents: consents)
            #expect(gate.objection(to: contact, purpose: .invite, channel: .email) == expected)
        }
    }

    @Test func `do not contact wins over consent`() throws {
        let contact = try People.contact("ana", isDoNotContact: true)
        #expect(gate.objection(to: contact, purpose: .invite, channel: .email) == .doNotContact)
    }

    @Test func `a channel that was not named as safe is not used`() throws {
        var contact = try People.contact("ana")
        contact.channels = [SafeChannel(kind: .signal, address: "+504 0000")]
        #expect(gate.objection(to: contact, purpose: .invite, channel: .email) == .noSafeChannel)
    }

    @Test(arguments: ["Remarks by IXCHEL  TZOC Ramírez", "see ixchel@example.org", "Ixchel\nTzoc Ramírez"])
    func `a mail that names another invitee does not pass`(text: String) throws {
        let ana = try People.contact("ana"), ixchel = try People.contact("ixchel", name: "Ixchel Tzoc Ramírez")
        #expect(
            refusal {
                try gate.clear(People.draft(to: ana, text: text), hiding: HiddenPeople([ana, ixchel]))
            } == Refusal(.notAllowed, at: "ana"))
    }

    @Test(arguments: [
        ("Li Wei", "met li WEI there"), ("Ana María López Pérez", "Ana López said"),
        ("Ana María López Pérez", "López, Ana"),
        ("María da Silva", "Silva Maria"), ("Lê An", "with le an."), ("José Ibáñez", "*Jose* _Ibanez_"),
        ("Ana", "+502 5555-1234"),
    ])
    func `people are found however they are written`(name: String, text: String) throws {
        var person = try People.contact("x", name: name)
        person.channels.append(SafeChannel(kind: .signal, address: "+50255551234"))
        #expect(Redaction.firstDisclosed(in: text, of: [person]) == person.id)
    }

    @Test(arguments: ["call 418 656-9254", "+1-418-656-9254 ext. 102", "4186569254x9"])
    func `a number with an extension is found with and without it`(text: String) throws {
        var person = try People.contact("x", name: "Ana")
        person.channels.append(SafeChannel(kind: .phone, address: "+1-418-656-9254 ext. 102"))
        #expect(Redaction.firstDisclosed(in: text, of: [person]) == person.id)
    }

    @Test(arguments: [
        ("Ana de la Cruz", "at Hotel La Cruz"), ("Maria da Silva", "da Silva v. Brazil"), ("Li Wei", "online weighing"),
        ("Grant Whitlock", "a grant"),
    ])
    func `ordinary words are not taken for people`(name: String, text: String) throws {
        #expect(Redaction.firstDisclosed(in: text, of: [try People.contact("x", name: name)]) == nil)
    }

    @Test func `a mail may name its own recipient`() throws {
        let ana = try People.contact("ana")
        let draft = People.draft(to: ana, text: "Dear Ana Lucía Quintanilla")
        let cleared = try gate.clear(draft, hiding: HiddenPeople([ana]))
        #expect(cleared.ground == "consent: invite by email")
        #expect(cleared.content == draft)
    }

    @Test func `only clear statements past their embargo are published`() throws {
        let edition = try Edition(version: 1, title: "t", texts: [.english: "words"]) { _ in "digest" }
        let later = People.now.adding(.seconds(60))
        for (tlp, embargo) in [(TLP.amber, nil), (.green, nil), (.clear, later)] as [(TLP, Instant?)] {
            let statement = Statement(id: Identifier(trusted: "st-1"), tlp: tlp, embargo: embargo, edition: edition)
            #expect(
                refusal { try gate.check(statement, hiding: [], now: People.now) }
                    == Refusal(.notAllowed, at: "st-1"))
        }
        let statement = Statement(id: Identifier(trusted: "st-1"), embargo: later, edition: edition)
        #expect(throws: Never.self) { try gate.check(statement, hiding: [], now: later) }
    }

    @Test func `a statement names only who consented to it`() throws {
        let edition = try Edition(
            version: 1, title: "t", texts: [.english: "We stand with Ana Lucía\n**Quintanilla**."]
        ) { _ in "digest" }
        let statement = Statement(id: Identifier(trusted: "st-1"), edition: edition)
        let silent = try People.contact("ana"),
            outspoken = try People.contact("ana", consents: [People.consent(.publishName)])
        #expect(
            refusal { try gate.check(statement, hiding: [silent], now: People.now) }
                == Refusal(.notAllowed, at: "st-1"))
        #expect(throws: Never.self) { try gate.check(statement, hiding: [outspoken], now: People.now) }
    }

    @Test func `a shared mailbox and a place in plain words disclose nobody`() throws {
        let ana = try People.contact("ana", email: "press_office@example.org")
        var other = try People.contact("other", name: "Other Person", email: "press_office@example.org")
        other.channels.append(SafeChannel(kind: .inPerson, address: "library"))
        #expect(throws: Never.self) {
            try gate.clear(
                People.draft(to: ana, text: "to press_office@example.org, at the library"),
                hiding: HiddenPeople([other]))
        }
    }

    @Test func `the recipients own name is not taken for anothers that shares two surnames`() throws {
        let recipient = try People.contact("one", name: "Selvin Vásquez Banegas")
        let other = try People.contact("two", name: "Selvin Pineda Vásquez")
        let gate = DisclosureGate(today: People.today)
        _ = try gate.clear(
            People.draft(to: recipient, text: "Dear Selvin Vásquez Banegas, please come."),
            hiding: HiddenPeople([other]))
        #expect(
            refusal {
                try gate.clear(
                    People.draft(to: recipient, text: "Dear Selvin Vásquez Banegas, meet Selvin Vásquez."),
                    hiding: HiddenPeople([other]))
            } == Refusal(.notAllowed, at: "one"))
    }

    @Test(arguments: [
        ("Ana Paz", "meet Ana Paz"), ("Wilhelmina", "ask Wilhelmina"), ("王小明", "昨天王小明来了"),
        ("Rosa Lima", "x.example/rosalima"),
    ]) func `of several with one name the first is found who may not be shown`(name: String, text: String) throws {
        let people = try ["one", "two", "three"].map { try People.contact($0, name: name) }
        let hidden = HiddenPeople(people)
        #expect(hidden.firstDisclosed(in: text) == people[0].id)
        #expect(hidden.firstDisclosed(in: text, except: [people[0].id]) == people[1].id)
        #expect(hidden.firstDisclosed(in: text, except: Set(people.map(\.id))) == nil)
        // The recipient's own name is no other's; a single word may be.
        let isOwn = name != "Wilhelmina"
        #expect(hidden.firstDisclosed(in: "Dear \(name), come.", to: people[1]) == (isOwn ? nil : people[0].id))
        let twice = "Dear \(name), come. \(text)"
        #expect(hidden.firstDisclosed(in: twice, to: try People.contact("four", name: "Other One")) == people[0].id)
    }

    @Test(arguments: [
        ("Carmen Rosa Diaz", "Rosa Diaz", "We stand with Carmen Rosa Diaz."),
        ("Juan Pérez Gómez", "Juan Pérez", "Dear Juan Pérez, meet Juan Pérez Gómez."),
        ("Rosa Paz", "Rosa", "Dear Rosa, meet Rosa Paz."),
    ]) func `a name that reaches beyond the recipients own is found`(other: String, own: String, text: String) throws {
        let contact = try People.contact("two", name: other), recipient = try People.contact("one", name: own)
        #expect(Redaction.firstDisclosed(in: text, of: [contact], to: recipient) == contact.id)
    }

    @Test(arguments: [
        ("Awa N'Diaye", "awa n´diaye was there"), ("Андрей Соколов", "Андреи\u{306} Соколов"),
        ("Μαρία Παπαδοπούλου", "ΜΑΡΙΑ ΠΑΠΑΔΟΠΟΥΛΟΥ"), ("Семён Белов", "Семен Белов"), ("Işıl Yılmaz", "ISIL YILMAZ"),
        ("Ana Weiß", "Ana Weiss"), ("Ana Paz", "Ａｎａ　Ｐａｚ"), ("Ana Quintanilla", "Ana Quin\u{AD}tanilla"),
        ("王小明", "昨天王小明来了"), ("김민수", "김민수는"), ("สมชาย ใจดี", "พบกับสมชายใจดีวันนี้"),
    ]) func `a name is found however it is written`(name: String, text: String) throws {
        let contact = try People.contact("one", name: name)
        #expect(Redaction.firstDisclosed(in: text, of: [contact]) == contact.id)
    }

    @Test(arguments: [
        ("ana@vx.org", "write to mariana@vx.org", false), ("ana@vx.org", "write to ana@vx.org.", true),
        ("ana@vx.org", "x.ana@vx.org", false), ("ana@vx.org", "ana@vx.org.example", false),
        ("ana@vx.org", "<ANA@VX.ORG>", true),
    ]) func `an address is found as a whole`(address: String, text: String, isFound: Bool) throws {
        let contact = try People.contact("one", name: "X", email: address)
        #expect((Redaction.firstDisclosed(in: text, of: [contact]) != nil) == isFound)
    }
}
