import Coordination
import Fixtures
import Testing

@Suite struct DisclosureTests {
    let gate = DisclosureGate(today: People.today)

    @Test func onlyConsentThatHoldsTodayOpensTheGate() throws {
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

    @Test func doNotContactWinsOverConsent() throws {
        let contact = try People.contact("ana", isDoNotContact: true)
        #expect(gate.objection(to: contact, purpose: .invite, channel: .email) == .doNotContact)
    }

    @Test func aChannelThatWasNotNamedAsSafeIsNotUsed() throws {
        var contact = try People.contact("ana")
        contact.channels = [SafeChannel(kind: .signal, address: "+504 0000")]
        #expect(gate.objection(to: contact, purpose: .invite, channel: .email) == .noSafeChannel)
    }

    @Test(arguments: ["Remarks by IXCHEL  TZOC Ramírez", "see ixchel@example.org", "Ixchel\nTzoc Ramírez"])
    func aMailThatNamesAnotherInviteeDoesNotPass(text: String) throws {
        let ana = try People.contact("ana"), ixchel = try People.contact("ixchel", name: "Ixchel Tzoc Ramírez")
        #expect(throws: Problem.self) {
            try gate.pass(mailTo: ana, purpose: .invite, text: text, hiding: [ana, ixchel])
        }
    }

    @Test func aMailMayNameItsOwnRecipient() throws {
        let ana = try People.contact("ana")
        let pass = try gate.pass(mailTo: ana, purpose: .invite, text: "Dear Ana Lucía Quintanilla", hiding: [ana])
        #expect(pass.ground == "consent: invite by email")
    }

    @Test func onlyClearStatementsPastTheirEmbargoArePublished() throws {
        let edition = try Edition(version: 1, texts: [.english: "words"]) { _ in "digest" }
        let later = People.now.adding(.seconds(60))
        for (tlp, embargo) in [(TLP.amber, nil), (.green, nil), (.clear, later)] as [(TLP, Instant?)] {
            let statement = try Statement(id: Identifier(trusted: "st-1"), title: "t", tlp: tlp, embargo: embargo, edition: edition)
            #expect(throws: Problem.self) { try gate.pass(publicationOf: statement, now: People.now) }
        }
        let statement = try Statement(id: Identifier(trusted: "st-1"), title: "t", embargo: later, edition: edition)
        #expect(throws: Never.self) { try gate.pass(publicationOf: statement, now: later) }
    }

    @Test func namesOfAWithheldRollAreNotExported() throws {
        let convening = try People.convening()
        #expect(throws: Problem.self) { try gate.pass(exportOf: convening, withNames: true) }
        #expect(throws: Never.self) { try gate.pass(exportOf: convening, withNames: false) }
    }
}
