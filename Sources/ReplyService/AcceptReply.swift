internal import ConveningService
internal import Coordination
internal import Installation
internal import Storage

extension Replies {
    /// Lets a held message count, by the officer's word that it is genuine: the answer moves, the proposed time is taken, or the
    /// delegate is invited.
    public func accept(_ name: String) async throws -> ReplyImportReport {
        try await named(try await accepted(name))
    }

    private func accepted(_ name: String) async throws -> ReplyImportReport {
        let stored = try await waiting(name)
        let reading = try await operation.parser.read(stored.source, readingOrder)
        guard let reason = stored.reason, reason.isAcceptable, !reading.replies.isEmpty else {
            throw Problem(
                .notAllowed, at: name, "cannot be accepted: \((stored.reason ?? .unreadable).meaning)",
                remedy: "Record what the person meant with \(.replyRecord), then discard it.")
        }
        let matches = try await operation.read { [self] in
            try self.matches(reading, $0, now: operation.now, trusted: reason)
        }
        // What the officer has to decide goes before what can count, and that before what cannot.
        func place(where isWanted: (HoldReason?) -> Bool) -> Int? {
            matches.firstIndex { match in
                if case .hold(let reason) = match.decision { return isWanted(reason) }
                return match.decision != .duplicate && isWanted(nil)
            }
        }
        let place = place { $0?.isAcceptable ?? false } ?? place { $0 == nil } ?? place { $0 != nil } ?? 0
        let match = matches[place], reply = reading.replies[place]
        guard let invitation = match.invitation, let convening = match.convening else {
            throw Problem(
                .notAllowed, at: name, "belongs to no invitation any more", remedy: "Discard it.")
        }
        let isDoubted = reason != .counterProposal && reason != .delegation
        switch match.decision {
        case .hold(let now)
        where isDoubted && now != reason && [.counterProposal, .delegation, .odd, .unknownRevision].contains(now):
            // That it is genuine says nothing yet of what it asks for.
            try await relabel(stored, now)
            return ReplyImportReport(
                file: name, verdict: "held", reason: now.meaning, invitation: invitation.id,
                state: "\(now.meaning): accept it once more for that", quarantine: name)
        case .hold(.counterProposal):
            let mailing = try await reschedule(convening, as: reply)
            try await settle(stored)
            return report(stored, invitation, "rescheduled, \(mailing.queued) mails are in the outbox")
        case .hold(.delegation):
            let id = try await delegate(reply, invitation, convening, stored)
            return report(stored, invitation, "delegated to \(id)")
        case .hold(let other):
            throw Problem(
                .notAllowed, at: name, "cannot be accepted: \(other.meaning)",
                remedy: "Record the reply with \(.replyRecord, invitation.code), or discard this one.")
        case .duplicate:
            try await settle(stored)
            return report(stored, invitation, nil)
        case .apply, .applyOnce, .sendAgain:
            var answers: [Envelope] = []
            for match in matches { if let answer = try await consequence(of: match) { answers.append(answer) } }
            let letters = answers
            return try await operation.change { [self] records in
                let current = try self.matches(reading, records, now: operation.now, trusted: reason)
                guard current == matches, try records.replies.one(named: stored.digest).verdict == stored.verdict
                else { throw Problem.changedMeanwhile(convening.id) }
                let states = try matches.compactMap { try apply($0, records, at: operation.now) }
                for letter in letters { try records.outbox.insert(letter, notBefore: operation.now) }
                try records.replies.decide(stored, .accepted)
                try records.note(.replyAccept, invitation.id.text)
                return report(stored, invitation, states.joined(separator: "; "))
            }
        }
    }

    /// Takes the proposed time for everyone, or for the one meeting of a series.
    private func reschedule(_ convening: Convening, as reply: Reply) async throws -> MailingReport {
        guard let time = reply.start else {
            throw Problem(
                .badData, at: "proposal", "names no time", remedy: "Ask the person, and reschedule it yourself.")
        }
        guard time.isUTC || time.isDay || time.zone == nil || known(time.zone) != nil || time.offset != nil
        else {
            throw Problem(
                .badData, at: "proposal", "is in a zone that nobody knows",
                remedy: "Look at it with \(.replyQuarantineShow), and reschedule it yourself.")
        }
        let length = convening.span.map { $0.end.duration(since: $0.start) }
        let proposed = try reply.end.map {
            try instant(of: $0, in: convening.zone).duration(since: instant(of: time, in: convening.zone))
        }
        let days = reply.end.map { $0.wall.day.number - time.wall.day.number }
        let isSameLength =
            time.isDay ? days == nil || days == convening.wholeDays : proposed == nil || proposed == length
        guard time.isDay == (convening.wholeDays != nil), isSameLength else {
            throw Problem(
                .notAllowed, at: "proposal", "is for another length or for whole days",
                remedy: "Look at it with \(.replyQuarantineShow), and reschedule it yourself.")
        }
        let start = try instant(of: time, in: convening.zone)
        guard start < operation.now.adding(.seconds(2 * 366 * 86_400)) else {
            throw Problem(.badData, at: "proposal", "is more than two years ahead", remedy: "Decline it.")
        }
        if let named = reply.occurrence, convening.recurrence != nil {
            let instant = try instant(of: named, in: convening.zone)
            guard
                let meeting = try operation.mailings.occurrences(of: convening).first(where: {
                    $0.recurrenceID == instant || $0.recurrenceIDInUTC == instant
                })
            else {
                throw Problem(.badData, at: "proposal", "is for no meeting of the series", remedy: "Decline it.")
            }
            return try await operation.invitations.reschedule(convening.id, meeting: meeting.day, to: start)
        }
        return try await operation.invitations.reschedule(convening.id, to: start, atOnce: true)
    }

    /// Invites the person whom an invitee sends in their place.
    /// - Returns: the delegate's contact.
    private func delegate(
        _ reply: Reply, _ invitation: Invitation, _ convening: Convening, _ stored: StoredReply
    ) async throws -> Contact.ID {
        guard let address = reply.mover?.delegatedTo.first else {
            throw Problem(.badData, at: "reply", "names no delegate", remedy: "Ask the person who is to come.")
        }
        guard reply.occurrence == nil || convening.recurrence == nil else {
            throw Problem(
                .notAllowed, at: invitation.id.text, "is delegated for one meeting of a series only",
                remedy: "Record 'declined' for that meeting, and invite the delegate to a meeting of its own.")
        }
        // Whatever stands against inviting now stands before anything is recorded.
        let person = try await operation.read { records in
            try records.names.people(reachedAt: address).first.map {
                Invited(invitation: invitation, contact: $0, organization: try records.organizations.one(of: $0))
            }
        }
        try await operation.invitations.checkDelegate(person, of: convening)
        let gate = try await operation.gate()
        let id = try await operation.change { [self] records in
            guard let known = try records.names.people(reachedAt: address).first else {
                throw Problem(
                    .notAllowed, at: invitation.id.text, "names a delegate who is not in the directory",
                    remedy: "Add the person and their consent, then accept this again.")
            }
            if let objection = gate.objection(
                to: known, purpose: .invite, channel: .email, about: convening.id.text)
            {
                throw Problem(
                    .notAllowed, at: known.id.text, "may not be invited: \(objection.meaning)",
                    remedy: objection.remedy)
            }
            let present = try records.invitations.all(of: convening.id)
            guard try records.invitations.one(invitation.id) == invitation,
                !present.contains(where: { $0.contact == known.id })
            else {
                throw Problem(
                    .notAllowed, at: known.id.text, "is on the list of \(convening.id) already",
                    remedy: "Record this person's reply as 'declined' with \(.replyRecord).")
            }
            var sender = invitation
            sender.state = .delegated
            sender.answered = Invitation.Answered(
                sequence: convening.sequence, stamp: min(reply.stamp, operation.now), claim: reply.stamp)
            try records.invitations.update(sender)
            let uid = convening.visibility == .open ? invitation.uid : operation.freshUID()
            try records.invitations.insert(
                Invitation(
                    id: operation.newID("iv"), convening: convening.id, contact: known.id, role: invitation.role,
                    uid: uid,
                    token: operation.freshToken(), delegatedFrom: invitation.contact))
            try records.replies.decide(stored, .accepted)
            try records.note(.replyAccept, invitation.id.text)
            return known.id
        }
        try await operation.invitations.invite(id, to: convening.id)
        return id
    }

    private func relabel(_ stored: StoredReply, _ reason: HoldReason) async throws {
        try await operation.change { records in
            try records.replies.relabel(stored, reason)
            try records.note(.replyBelieve, stored.invitation?.text ?? "unknown")
        }
    }

    private func settle(_ stored: StoredReply) async throws {
        try await operation.change { records in
            try records.replies.decide(stored, .accepted)
            try records.note(.replyAccept, stored.invitation?.text ?? "unknown")
        }
    }

    private func report(_ stored: StoredReply, _ invitation: Invitation, _ state: String?) -> ReplyImportReport {
        ReplyImportReport(
            file: String(stored.digest.prefix(12)), verdict: state == nil ? "duplicate" : "applied", reason: nil,
            invitation: invitation.id, state: state)
    }
}
