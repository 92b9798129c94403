import Coordination
import Fixtures
import Testing

@Suite struct MailingPlanTests {
    private func invitation(_ state: Invitation.State = .needsAction, sent: Int? = 0) -> Invitation {
        Invitation(
            id: Identifier(trusted: "iv-1"), convening: Identifier(trusted: "cv-1"),
            contact: Identifier(trusted: "ana"),
            uid: "u", state: state, sentSequence: sent)
    }

    private func plan(
        _ effect: Mailing.Effect, kind: MessageKind = .update, supersedes: Set<MessageKind> = [.update, .reminder],
        isUpdate: Bool = true, canCombine: Bool = false, to invitation: Invitation, exclusion: Exclusion? = nil,
        mayKnow: Bool = true, waiting: Set<MessageKind> = []
    ) -> MailingPlan.Step {
        let mailing = Mailing(
            kind: kind, effect: effect, supersedes: supersedes, isUpdate: isUpdate, canCombine: canCombine, sequence: 2)
        let recipient = MailingPlan.Recipient(
            invitation, exclusion: exclusion, mayKnow: mayKnow, waiting: waiting)
        return MailingPlan(mailing, to: [recipient]).steps[0]
    }

    @Test func `a new time asks again and takes the place of what waits`() {
        let old = invitation(.accepted)
        #expect(
            plan(.asksAgain(sequence: 2), to: old, waiting: [.update, .invitation])
                == .send(.own, superseding: [.update], next: old.asked(sequence: 2)))
    }

    @Test func `an update on its way and a further one are said at once`() {
        let old = invitation()
        #expect(
            plan(.informs(sequence: 2), canCombine: true, to: old, waiting: [.update])
                == .send(.combined, superseding: [.update], next: old.asked(sequence: 2)))
        #expect(
            plan(.informs(sequence: 2), canCombine: true, to: old)
                == .send(.own, superseding: [], next: old.asked(sequence: 2)))
    }

    @Test func `whom nothing can have reached gets the full invitation instead of an update`() {
        let old = invitation()
        #expect(
            plan(.asksAgain(sequence: 2), to: old, mayKnow: false) == .sendAnew(next: old.asked(sequence: 2)))
    }

    @Test func `whom nothing can have reached hears of no cancellation`() {
        let old = invitation(), step = plan(.cancels(sequence: 3), kind: .cancellation, to: old, mayKnow: false)
        guard case .giveUp(let next) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(next.state == .withdrawn && next.sentSequence == 3)
    }

    @Test func `whoever may not be written to is skipped, and an answer to the old time does not count`() {
        let old = invitation(.accepted), step = plan(.asksAgain(sequence: 2), to: old, exclusion: .consentWithdrawn)
        guard case .skip(.consentWithdrawn, let next) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(next.state == .needsAction && next.sentSequence == 0)
    }

    @Test func `a changed meeting of a series that somebody was not told of is told with the next invitation`() {
        let step = plan(.changesOneMeeting(sequence: 1), kind: .meeting, to: invitation(sent: 1), exclusion: .noConsent)
        #expect(step == .skip(.noConsent, next: invitation(sent: 0)))
    }

    @Test func `a first invitation supersedes nothing`() {
        let old = invitation(.listed, sent: nil)
        #expect(
            plan(
                .invites(sequence: 2), kind: .invitation, isUpdate: false, to: old, mayKnow: false, waiting: [.reminder]
            )
                == .send(.own, superseding: [], next: old.asked(sequence: 2)))
    }

    /// A kind of message without a consent would be judged by somebody else's.
    @Test func `every kind of message to a person has the consent that it needs`() {
        let purposes = Dictionary(
            uniqueKeysWithValues: MessageKind.allCases.map { kind -> (MessageKind, Consent.Purpose?) in
                if case .person(let purpose) = kind.audience { (kind, purpose) } else { (kind, nil) }
            })
        #expect(
            purposes == [
                .invitation: .invite, .update: .invite, .meeting: .invite, .cancellation: .invite, .reminder: .invite,
                .place: .invite, .refresh: .invite, .counterDeclined: .invite, .followUp: .followUp,
                .signOnRequest: .signOn, .auditAnchor: .share, .statement: nil, .test: nil,
            ])
    }

    @Test(arguments: MessageKind.allCases) func `the gate asks for the consent of the message's own kind`(
        kind: MessageKind
    ) throws {
        let gate = DisclosureGate(today: People.today), hidden = HiddenPeople([])
        guard case .person(let purpose) = kind.audience else {
            let draft = People.draft(to: try People.contact("ana"), kind: kind)
            #expect(refusal { try gate.clear(draft, hiding: hidden) } == Refusal(.notAllowed, at: "ana"))
            return
        }
        for other in Consent.Purpose.allCases {
            let contact = try People.contact("ana", consents: [People.consent(other)])
            let draft = People.draft(to: contact, kind: kind)
            let problem = refusal { try gate.clear(draft, hiding: hidden) }
            #expect(problem == (other == purpose ? nil : Refusal(.notAllowed, at: "ana")), "\(other)")
        }
    }
}
