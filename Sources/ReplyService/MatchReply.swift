internal import ConveningService
internal import Coordination
internal import Installation
internal import Storage
internal import Zones

/// A message and the invitation that it is about.
struct ReplyMatch: Hashable, Sendable {
    var invitation: Invitation?
    var convening: Convening?
    var decision: ReplyDecision

    /// Whether something may have to be sent along with it. Most answers need nothing, and then nobody else has to be looked at.
    var mayNeedLetter: Bool {
        switch decision {
        case .sendAgain: true
        case .apply, .applyOnce: convening?.placeToldFor != nil
        case .duplicate, .hold: false
        }
    }
}

extension Replies {
    /// Finds the invitation that a message is about, and decides what is to be done.
    /// - Parameters:
    ///   - trusted: the reason for which it was held, which the officer has looked at.
    ///   - now: one moment for the first look and the decision, for an answer's stamp is compared with it.
    func match(_ reading: ParsedMessage, _ records: Records, now: Instant, trusted: HoldReason? = nil) throws
        -> ReplyMatch
    {
        if let trouble = reading.trouble {
            return ReplyMatch(invitation: try mentioned(reading, records), decision: .hold(trouble))
        }
        guard let reply = reading.reply else { return ReplyMatch(decision: .hold(.unreadable)) }
        let candidates = try records.invitations.all(uid: reply.uid)
        let people = try candidates.compactMap { candidate -> (Invitation, EmailAddress)? in
            let contact = try records.contacts.one(ifThere: candidate.contact.text)
            return contact?.email(answering: reply).map { (candidate, $0) }
        }
        guard let mover = reply.mover else { return ReplyMatch(decision: .hold(.severalAttendees)) }
        // Two people of an open convening who share a mailbox cannot be told apart.
        let owners = people.filter { mover.address == $0.1 }
        guard owners.count < 2 else { return ReplyMatch(decision: .hold(.severalAttendees)) }
        guard let (invitation, address) = owners.first ?? (people.count == 1 ? people.first : nil) else {
            return ReplyMatch(decision: .hold(people.isEmpty ? .unknownInvitation : .notTheInvitee))
        }
        let convening = try records.convenings.one(invitation.convening)
        let meeting = try self.meeting(of: convening, answeredBy: reply)
        let earlier = try meeting.flatMap { try records.invitations.occurrenceAnswer(of: invitation.id, on: $0.day) }
        var origin = reading.origin, said = reply.lookingUp { known($0) != nil }
        if let trusted {
            origin = ReplyOrigin(from: address, authentication: .pass)
            said = said.trustingSender()
            // What is odd about it is known once the officer has accepted that, and only then.
            let isSeen = [.odd, .unknownRevision, .counterProposal, .delegation].contains(trusted)
            if isSeen { said = said.trusted(latest: max(invitation.sentSequence ?? 0, convening.latestSequence)) }
        }
        var decision = ReplyDecision.decide(
            said, from: origin, invitation: invitation, address: address, convening: convening, occurrence: meeting,
            earlier: earlier, token: invitation.token, now: now)
        if decision == .sendAgain, let last = try records.mails.lastEnvelope(of: .refresh, for: invitation.id),
            last.adding(.seconds(3600)) > now
        {
            decision = .duplicate
        }
        return ReplyMatch(invitation: invitation, convening: convening, decision: decision)
    }

    /// The same for every part of a message; parts that turn out to be for one meeting are held.
    func matches(
        _ reading: ParsedMessage, _ records: Records, now: Instant, trusted: HoldReason? = nil
    ) throws -> [ReplyMatch] {
        var matches = try reading.parts.map { try match($0, records, now: now, trusted: trusted) }
        let keys = matches.map { match -> String? in
            switch match.decision {
            case .apply(let moved): moved.id.text
            case .applyOnce(let answer): "\(answer.invitation) \(answer.day)"
            case .sendAgain, .duplicate, .hold: nil
            }
        }
        for (place, key) in keys.enumerated() where key != nil && keys.count(where: { $0 == key }) > 1 {
            matches[place].decision = .hold(.unreadable)
        }
        return matches
    }

    /// The meeting that an answer is for: the named one, else the last, after whose end nothing can be answered.
    private func meeting(of convening: Convening, answeredBy reply: Reply) throws -> Occurrence? {
        let all = try operation.mailings.occurrences(of: convening)
        guard let time = reply.occurrence else { return all.last { !$0.isCancelled } ?? all.last }
        guard convening.recurrence != nil else { return nil }
        guard !time.isDay else { return all.first { $0.day == time.wall.day } }
        let instant = try self.instant(of: time, in: convening.zone)
        return all.first { $0.recurrenceID == instant } ?? all.first { $0.recurrenceIDInUTC == instant }
    }

    /// When a time of a calendar program is. A zone that nobody knows is what the message defines it to be, else the convening's own:
    /// programs send back the times that they were sent.
    func instant(of time: CalendarTime, in zone: ZoneName) throws -> Instant {
        if let instant = time.instant { return instant }
        if let known = known(time.zone) { return try operation.zones.zone(known).instant(of: time.wall) }
        return try time.instantByMessage ?? operation.zones.zone(zone).instant(of: time.wall)
    }

    /// An IANA name, also behind a library's prefix such as `/freeassociation.sourceforge.net/Europe/Paris`, or the one for the name that
    /// Windows programs use.
    func known(_ name: String?) -> ZoneName? {
        guard let name, !name.contains("..") else { return nil }
        let parts = name.split(separator: "/")
        let tails = name.hasPrefix("/") ? [3, 2, 1].map { parts.suffix($0).joined(separator: "/") } : []
        if let zone = ([name] + tails).lazy.compactMap(operation.zones.known).first { return zone }
        if name.lowercased() == "tzone://microsoft/utc" { return .utc }
        return operation.facts.windowsZone(name)
    }

    /// The invitation of the first message of ours that is mentioned. A report that quotes none is about the last mail to the address
    /// that it names, an automatic reply about the last to its sender.
    private func mentioned(_ reading: ParsedMessage, _ records: Records) throws -> Invitation? {
        for id in reading.mentions {
            if let invitation = try records.mails.invitation(ofEnvelope: id) { return invitation }
        }
        let addresses =
            switch reading.trouble {
            case .bounce: reading.failed
            case .automatic, .plainMail: [reading.origin.from].compactMap { $0 }
            default: [EmailAddress]()
            }
        for address in addresses {
            let last = try records.names.people(reachedAt: address).compactMap {
                try records.mails.lastInvitation(to: $0.id)
            }
            if let found = last.max(by: { $0.created < $1.created }) { return found.invitation }
        }
        return nil
    }

    /// What is to be sent along with an answer that counts: the present version to who asks for it, the place to who now comes.
    func consequence(of match: ReplyMatch) async throws -> Envelope? {
        guard match.mayNeedLetter, let convening = match.convening, let invitation = match.invitation else {
            return nil
        }
        let everyone = try await operation.invitees.invited(to: convening.id).filter {
            $0.invitation.state != .withdrawn
        }
        guard let person = everyone.first(where: { $0.invitation.id == invitation.id }) else { return nil }
        switch match.decision {
        case .sendAgain:
            return try await operation.mailings.refresh(person, of: convening, everyone: everyone)
        case .apply(let moved):
            guard ![.accepted, .tentative].contains(invitation.state) else { return nil }
            let answering = Invited(invitation: moved, contact: person.contact, organization: person.organization)
            let answers = try await operation.read { try $0.invitations.occurrenceAnswers(of: convening.id) }
            return try await operation.mailings.placeNotice(
                for: answering, of: convening, everyone: everyone, answers: answers)
        case .applyOnce(let answer):
            let answers = try await operation.read { try $0.invitations.occurrenceAnswers(of: convening.id) }
            let old = answers.first { $0.invitation == answer.invitation && $0.day == answer.day }
            guard ![.accepted, .tentative].contains(old?.state ?? invitation.state) else { return nil }
            return try await operation.mailings.placeNotice(
                for: person, of: convening, everyone: everyone, answers: [answer] + answers.filter { $0 != old })
        case .duplicate, .hold: return nil
        }
    }
}

extension Contact {
    /// The address of the person that an answer names, else the one that is written to: a record that took in another has several,
    /// and the invitation may have gone to any.
    fileprivate func email(answering reply: Reply) -> EmailAddress? {
        let own = channels.filter { $0.kind == .email }.compactMap { EmailAddress(rawValue: $0.address) }
        return own.first { $0 == reply.mover?.address } ?? email
    }
}
