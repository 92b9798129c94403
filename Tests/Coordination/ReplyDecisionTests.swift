import Coordination
import Fixtures
import Testing

@Suite struct ReplyDecisionTests {
    let address: EmailAddress
    let convening: Convening
    let invitation: Invitation

    init() throws {
        address = try EmailAddress(parsing: "ana@example.org")
        var convening = try People.convening()
        try convening.book(People.now.adding(.seconds(864_000)), now: People.now)
        _ = try convening.invite(now: People.now)
        try convening.book(People.now.adding(.seconds(950_400)), now: People.now)
        self.convening = convening
        invitation = Invitation(
            id: Identifier(trusted: "iv-1"), convening: convening.id, contact: Identifier(trusted: "ana"), uid: "u",
            state: .needsAction, sentSequence: 1)
    }

    private func reply(
        _ answer: Reply.Answer = .accepted, sequence: Int = 1, secondsLater: Int = 0, from: EmailAddress? = nil,
        attendee: String = "ANA@example.org", method: Reply.Method = .reply
    ) throws -> Reply {
        Reply(
            method: method, uid: "u", attendees: [(try EmailAddress(parsing: attendee), answer)], sequence: sequence,
            stamp: People.now.adding(.seconds(secondsLater)), from: from)
    }

    private func decide(_ reply: Reply, _ invitation: Invitation? = nil, convening: Convening? = nil) -> ReplyDecision {
        ReplyDecision.decide(
            reply, invitation: invitation ?? self.invitation, address: address, convening: convening ?? self.convening,
            now: People.now.adding(.seconds(3600)))
    }

    @Test func aGenuineAnswerMovesItsInvitation() throws {
        guard case .apply(let moved) = decide(try reply(.declined, from: address)) else {
            Issue.record("not applied")
            return
        }
        #expect(moved.state == .declined)
        #expect(moved.replySequence == 1)
    }

    @Test func whatIsNotThePersonsOwnCurrentAnswerIsHeld() throws {
        let stranger = try EmailAddress(parsing: "stranger@example.net")
        #expect(decide(try reply(from: stranger)) == .hold(.senderDiffers))
        #expect(decide(try reply(attendee: "other@example.org")) == .hold(.notTheInvitee))
        #expect(decide(try reply(sequence: 0)) == .hold(.earlierRevision))
        #expect(decide(try reply(sequence: 2)) == .hold(.unknownRevision))
        #expect(decide(try reply(method: .counter)) == .hold(.counterProposal))
        #expect(decide(try reply(.delegated)) == .hold(.delegation))
        #expect(decide(try reply(.needsAction)) == .hold(.noAnswer))
        let two = Reply(
            method: .reply, uid: "u", attendees: [(address, .accepted), (stranger, .accepted)], sequence: 1,
            stamp: People.now, from: nil)
        #expect(decide(two) == .hold(.severalAttendees))
        var over = convening
        try over.cancel()
        #expect(decide(try reply(), convening: over) == .hold(.ended))
    }

    @Test func answersConvergeWhateverTheOrderTheyArriveIn() throws {
        let replies = [
            try reply(.accepted, secondsLater: 10), try reply(.tentative, secondsLater: 20),
            try reply(.declined, secondsLater: 30), try reply(.accepted, sequence: 0, secondsLater: 40),
        ]
        for order in Self.permutations(replies) {
            var current = invitation
            for reply in order + order {
                if case .apply(let moved) = decide(reply, current) { current = moved }
            }
            #expect(current.state == .declined)
        }
    }

    @Test func aStampFromTheFutureDoesNotBlockLaterAnswers() throws {
        guard case .apply(let moved) = decide(try reply(.accepted, secondsLater: 1_000_000)) else {
            Issue.record("not applied")
            return
        }
        let later = ReplyDecision.decide(
            try reply(.declined, secondsLater: 7200), invitation: moved, address: address, convening: convening,
            now: People.now.adding(.seconds(7300)))
        guard case .apply(let last) = later else {
            Issue.record("blocked")
            return
        }
        #expect(last.state == .declined)
    }

    @Test func theSameAnswerTwiceIsADuplicate() throws {
        guard case .apply(let moved) = decide(try reply()) else {
            Issue.record("not applied")
            return
        }
        #expect(decide(try reply(), moved) == .duplicate)
    }

    private static func permutations<Element>(_ list: [Element]) -> [[Element]] {
        guard list.count > 1 else { return [list] }
        return list.indices.flatMap { index in
            var rest = list
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }
}
