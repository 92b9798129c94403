import Coordination
import Fixtures
import Testing

@Suite struct ConsentTests {
    let gate = DisclosureGate(today: People.today)

    private func objection(_ consents: [Consent], _ overrides: [ConsentOverride] = [], about: String? = nil) throws
        -> Exclusion?
    {
        var contact = try People.contact("ana", consents: consents)
        contact.overrides = overrides
        return gate.objection(to: contact, purpose: .invite, channel: .email, about: about)
    }

    private func override(_ subject: String) -> ConsentOverride {
        ConsentOverride(
            purpose: .invite, channel: .email, subject: subject, reason: "Asked by phone", day: People.today,
            by: "officer")
    }

    @Test func `a refusal stands against an earlier consent on record twice`() throws {
        #expect(
            try objection([People.consent(given: -20), People.consent(given: -10, withdrawn: -5)]) == .consentWithdrawn)
        #expect(try objection([People.consent(given: -10, withdrawn: -5), People.consent(given: -2)]) == nil)
    }

    @Test func `an override counts for its subject alone and never against a refusal`() throws {
        #expect(try objection([], [override("cv-1")], about: "cv-1") == nil)
        #expect(try objection([], [override("cv-1")], about: "cv-2") == .noConsent)
        #expect(try objection([], [override("cv-1")]) == .noConsent)
        #expect(try objection([People.consent(expires: -1)], [override("cv-1")], about: "cv-1") == nil)
        #expect(try objection([People.consent(withdrawn: -1)], [override("cv-1")], about: "cv-1") == .consentWithdrawn)
    }

    @Test func `a withdrawal ends what holds and leaves what ended`() throws {
        var contact = try People.contact(
            "ana", consents: [People.consent(expires: -1), People.consent(), People.consent(.signOn)])
        #expect(contact.withdraw(.invite, channel: nil, group: nil, on: People.today) == 1)
        #expect(contact.consents.map(\.withdrawn) == [nil, People.today, nil])
        #expect(contact.withdraw(.invite, channel: nil, group: nil, on: People.today) == 0)
        #expect(contact.consents.count == 3)
        #expect(contact.lastInvitableDay == nil)
    }

    @Test func `sharing is for the group that was named and under a label that allows it`() throws {
        let group = Group.ID(trusted: "like-minded"), other = Group.ID(trusted: "others")
        func consent(_ group: Group.ID?) -> Consent {
            Consent(
                purpose: .share, channel: .inPerson, group: group, evidence: "in person",
                given: People.today.adding(days: -1))
        }
        var contact = try People.contact("ana", consents: [consent(group)])
        #expect(gate.objection(toSharing: contact, with: group, label: .amber) == nil)
        #expect(gate.objection(toSharing: contact, with: other, label: .amber) == .noConsent)
        #expect(gate.objection(toSharing: contact, with: group, label: .green) == .label)
        contact.tlp = .red
        #expect(gate.objection(toSharing: contact, with: group, label: .red) == .label)
        // Agreeing to be shared with a group is no agreement to be sent the audit.
        contact.tlp = .amber
        contact.consents = [
            Consent(purpose: .share, channel: .email, group: group, evidence: "in person", given: People.today)
        ]
        #expect(gate.objection(to: contact, purpose: .share, channel: .email) == .noConsent)
        #expect(
            refusal {
                try gate.clear(
                    SharedRecords([contact], saying: [:], with: other, label: .amber, bytes: []),
                    hiding: HiddenPeople([]))
            }
                == Refusal(.notAllowed, at: "ana")
        )
    }

    @Test func `a refusal without a consent is a refusal and ends an override`() throws {
        let group = Group.ID(trusted: "g"), day = People.today
        var contact = try People.contact("ana", consents: [])
        contact.overrides = [override("cv-1")]
        #expect(contact.withdraw(.invite, channel: nil, group: nil, on: day) == 0)
        #expect(gate.objection(to: contact, purpose: .invite, channel: .email, about: "cv-1") == .consentWithdrawn)
        contact.consents = [
            Consent(purpose: .share, channel: .inPerson, evidence: "in person", given: day.adding(days: -9))
        ]
        _ = contact.withdraw(.share, channel: nil, group: group, on: day)
        #expect(gate.objection(toSharing: contact, with: group, label: .amber) == .consentWithdrawn)
        #expect(gate.objection(toSharing: contact, with: Group.ID(trusted: "other"), label: .amber) == nil)
        contact.isDoNotContact = true
        #expect(gate.objection(toSharing: contact, with: Group.ID(trusted: "other"), label: .amber) == .doNotContact)
    }

    @Test func `a file never takes back a refusal`() throws {
        let given = People.consent(given: 0)
        var kept = try People.contact("ana", consents: [given], isDoNotContact: true)
        kept.tlp = .red
        _ = kept.withdraw(.invite, channel: nil, group: nil, on: People.today)
        var file = try People.contact("ana", consents: [given])
        file.overrides = [override("cv-1")]
        let taken = file.guarded(by: kept)
        #expect(taken.isDoNotContact)
        #expect(taken.tlp == .red)
        #expect(taken.consents == kept.consents)
        #expect(taken.overrides.isEmpty)
        #expect(file.guarded(by: nil).overrides.isEmpty)
        kept.isDoNotContact = false
        // Neither the same consent once more nor another of the same day stands against it.
        kept.give(given)
        #expect(kept.consents.count == 1)
        kept.give(Consent(purpose: .invite, channel: .email, evidence: "a table", given: People.today))
        #expect(gate.objection(to: kept, purpose: .invite, channel: .email) == .consentWithdrawn)
    }

    @Test func `another spelling of a name is found in a text`() throws {
        var contact = try People.contact("ana", name: "Ana Quintanilla")
        contact.otherNames = ["Anita Quintanilla Paz"]
        #expect(Redaction.firstDisclosed(in: "so says ANITA QUINTANILLA.", of: [contact]) == contact.id)
    }

    @Test func `a no is for mail to even if only another channel held`() throws {
        let signal = Consent(
            purpose: .invite, channel: .signal, evidence: "in person", given: People.today.adding(days: -9))
        var contact = try People.contact("ana", consents: [People.consent(expires: -1), signal])
        contact.overrides = [override("cv-1")]
        #expect(contact.withdraw(.invite, channel: nil, group: nil, on: People.today) == 1)
        #expect(gate.objection(to: contact, purpose: .invite, channel: .email, about: "cv-1") == .consentWithdrawn)
    }

    @Test func `the later of two refusals stands`() throws {
        let given = People.consent(given: -30)
        var kept = try People.contact("ana", consents: [given, People.consent(given: -20)])
        kept.consents[0].withdrawn = People.today.adding(days: -5)
        var file = try People.contact("ana", consents: [given, People.consent(given: -20)])
        file.consents[0].withdrawn = People.today.adding(days: -25)
        let taken = file.guarded(by: kept)
        #expect(gate.objection(to: taken, purpose: .invite, channel: .email) == .consentWithdrawn)
    }
}
