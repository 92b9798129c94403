import Coordination
import Fixtures
import Testing

@Suite struct ReplyDecisionTests {
    let address: EmailAddress
    let convening: Convening
    let invitation: Invitation
    let now = People.now.adding(.seconds(3600))

    init() throws {
        address = try EmailAddress(parsing: "ana@example.org")
        convening = try Self.convening(.discreet)
        invitation = Invitation(
            id: Identifier(trusted: "iv-1"), convening: convening.id, contact: Identifier(trusted: "ana"), uid: "u",
            token: "secret", state: .needsAction, sentSequence: 1)
    }

    private static func convening(_ visibility: Visibility) throws -> Convening {
        var convening = try People.convening(visibility: visibility)
        try convening.book(People.now.adding(.seconds(864_000)), now: People.now)
        _ = try convening.invite(now: People.now)
        try convening.book(People.now.adding(.seconds(950_400)), now: People.now)
        return convening
    }

    private func reply(
        _ answer: Reply.Answer = .accepted, sequence: Int = 1, secondsLater: Int = 0,
        attendee: String = "ANA@example.org", method: Reply.Method = .reply, occurrence: String? = nil,
        sentBy: EmailAddress? = nil
    ) throws -> Reply {
        Reply(
            method: method, uid: "u",
            attendees: [.init(address: try EmailAddress(parsing: attendee), answer: answer, sentBy: sentBy)],
            sequence: sequence, stamp: People.now.adding(.seconds(secondsLater)),
            occurrence: occurrence.flatMap { CalendarTime($0) })
    }

    private func only(_ convening: Convening) throws -> Occurrence {
        let span = try #require(convening.span)
        return Occurrence(
            day: CalendarDay(number: 20_000), recurrenceID: span.start, recurrenceIDInUTC: span.start, span: span,
            isCancelled: false,
            isMoved: false, sequence: convening.sequence)
    }

    private func decide(
        _ reply: Reply, _ invitation: Invitation? = nil, from origin: ReplyOrigin = .file, convening: Convening? = nil
    ) throws -> ReplyDecision {
        let convening = convening ?? self.convening
        return ReplyDecision.decide(
            reply, from: origin, invitation: invitation ?? self.invitation, address: address, convening: convening,
            occurrence: try only(convening), token: self.invitation.token, now: now)
    }

    @Test func `a genuine answer moves its invitation`() throws {
        guard case .apply(let moved) = try decide(try reply(.declined), from: ReplyOrigin(from: address)) else {
            Issue.record("not applied")
            return
        }
        #expect(moved.state == .declined)
        #expect(moved.answered?.sequence == 1)
    }

    @Test func `what is not the person's own current reply is held`() throws {
        let stranger = try EmailAddress(parsing: "stranger@example.net")
        #expect(try decide(try reply(), from: ReplyOrigin(from: stranger)) == .hold(.senderDiffers))
        #expect(try decide(try reply(attendee: "other@example.org")) == .hold(.notTheInvitee))
        #expect(try decide(try reply(sequence: 0)) == .hold(.earlierRevision))
        #expect(try decide(try reply(sequence: 2)) == .hold(.unknownRevision))
        #expect(try decide(try reply(method: .counter)) == .hold(.counterProposal))
        #expect(try decide(try reply(sequence: 0, method: .counter)) == .hold(.earlierRevision))
        #expect(try decide(try reply(.delegated)) == .hold(.delegation))
        #expect(try decide(try reply(.needsAction)) == .hold(.noAnswer))
        #expect(try decide(try reply(method: .refresh)) == .sendAgain)
        let two = Reply(
            method: .reply, uid: "u",
            attendees: [.init(address: address, answer: .accepted), .init(address: stranger, answer: .accepted)],
            sequence: 1, stamp: People.now)
        #expect(try decide(two) == .hold(.severalAttendees))
        var over = convening
        try over.cancel()
        #expect(try decide(try reply(), convening: over) == .hold(.ended))
    }

    /// RFC 5546 section 3.2.2.3 has a second ATTENDEE, the delegate; its table has one.
    @Test func `a delegation is held with the delegate or without`() throws {
        let delegate = try EmailAddress(parsing: "helper@example.org")
        let delegator = Reply.Attendee(address: address, answer: .delegated, delegatedTo: [delegate])
        for others in [[], [Reply.Attendee(address: delegate, answer: .needsAction, delegatedFrom: [address])]] {
            let reply = Reply(
                method: .reply, uid: "u", attendees: others + [delegator], sequence: 1, stamp: People.now)
            #expect(try decide(reply) == .hold(.delegation))
        }
    }

    @Test func `in an open convening everyone knows the UID, so the sender must be proven`() throws {
        let open = try Self.convening(.open)
        func verdict(_ authentication: ReplyOrigin.Authentication, token: String? = nil) throws -> ReplyDecision {
            try decide(
                try reply(),
                from: ReplyOrigin(from: address, authentication: authentication, tokens: token.map { [$0] } ?? []),
                convening: open)
        }
        #expect(try verdict(.none) == .hold(.senderUnproven))
        #expect(try verdict(.none, token: "guessed") == .hold(.senderUnproven))
        #expect(try verdict(.fail, token: "secret") == .hold(.authenticationFailed))
        #expect(try decide(try reply(), convening: open) == .hold(.senderUnknown))
        for origin in [(ReplyOrigin.Authentication.pass, nil as String?), (.none, "secret")] {
            guard case .apply = try verdict(origin.0, token: origin.1) else {
                Issue.record("\(origin) was not applied")
                continue
            }
        }
    }

    @Test func `a forged sender is held even if the UID is known`() throws {
        let forged = ReplyOrigin(from: address, authentication: .fail)
        #expect(try decide(try reply(), from: forged) == .hold(.authenticationFailed))
    }

    @Test func `an assistant's reply waits for review`() throws {
        let assistant = try EmailAddress(parsing: "desk@example.org")
        let reply = try reply(sentBy: assistant)
        #expect(try decide(reply, from: ReplyOrigin(from: assistant)) == .hold(.sentByAnother))
    }

    /// Older revisions, older stamps, duplicates, late ones, another letter case, a stamp from the future and answers of the same
    /// second: in whatever order they come, the end is the same.
    @Test func `answers converge whatever the order they arrive in`() throws {
        var generator = SeededGenerator(seed: 20_261_121)
        let replies = [
            try reply(.accepted, secondsLater: 10),
            try reply(.tentative, secondsLater: 20, attendee: "ana@EXAMPLE.org"),
            try reply(.accepted, secondsLater: 30), try reply(.declined, secondsLater: 30),
            try reply(.accepted, sequence: 0, secondsLater: 40), try reply(.accepted, secondsLater: 10),
            try reply(.tentative, secondsLater: 900_000), try reply(.accepted, secondsLater: 1_000_000),
            try reply(.needsAction, secondsLater: 50),
        ]
        func end(_ order: [Reply]) throws -> Invitation {
            try order.reduce(invitation) { current, reply in
                if case .apply(let moved) = try decide(reply, current) { moved } else { current }
            }
        }
        let expected = try end(replies)
        #expect(expected.state == .accepted)
        #expect(expected.answered?.stamp == now)
        for _ in 0..<1500 {
            let order = (replies + replies).shuffled(using: &generator)
            #expect(try end(order) == expected)
        }
    }

    @Test func `a stamp from the future does not block later answers`() throws {
        guard case .apply(let moved) = try decide(try reply(.accepted, secondsLater: 1_000_000)) else {
            Issue.record("not applied")
            return
        }
        let later = ReplyDecision.decide(
            try reply(.declined, secondsLater: 7200), from: .file, invitation: moved, address: address,
            convening: convening, occurrence: try only(convening), now: People.now.adding(.seconds(7300)))
        guard case .apply(let last) = later else {
            Issue.record("blocked")
            return
        }
        #expect(last.state == .declined)
    }

    @Test func `the same answer twice is a duplicate`() throws {
        guard case .apply(let moved) = try decide(try reply()) else {
            Issue.record("not applied")
            return
        }
        #expect(try decide(try reply(), moved) == .duplicate)
    }

    @Test func `an answer for one meeting moves that meeting alone`() throws {
        var series = try People.convening()
        try series.repeats(try Recurrence(.weekly, count: 4))
        try series.book(People.now.adding(.seconds(864_000)), now: People.now)
        _ = try series.invite(now: People.now)
        var asked = invitation
        asked.sentSequence = 0
        let meeting = try only(series)
        let reply = try reply(.declined, sequence: 0, occurrence: "20260315T120000Z")
        func decide(_ occurrence: Occurrence?, _ earlier: OccurrenceAnswer? = nil) -> ReplyDecision {
            ReplyDecision.decide(
                reply, from: .file, invitation: asked, address: address, convening: series, occurrence: occurrence,
                earlier: earlier, now: now)
        }
        guard case .applyOnce(let answer) = decide(meeting) else {
            Issue.record("not applied")
            return
        }
        #expect(answer.state == .declined)
        #expect(asked.state(on: meeting, answers: [answer]) == .declined)
        #expect(decide(meeting, answer) == .duplicate)
        #expect(decide(nil) == .hold(.unknownOccurrence))
        // Once that meeting is moved, the answer for its old time does not count, nor does the one for the series.
        let moved = Occurrence(
            day: meeting.day, recurrenceID: meeting.recurrenceID, recurrenceIDInUTC: meeting.recurrenceID,
            span: meeting.span,
            isCancelled: false,
            isMoved: true, sequence: 1)
        #expect(decide(moved) == .hold(.earlierRevision))
        asked.state = .accepted
        #expect(asked.state(on: moved, answers: [answer]) == .needsAction)
    }
}
