package import Coordination
internal import Installation
internal import Storage

extension Mailings {
    /// Writes the place of every discreet meeting that is near enough to those who come, once for each meeting.
    /// - Returns: what could not be told, and why. One that fails keeps no other from being told.
    func tellPlaces() async throws -> [String] {
        var troubles: [String] = []
        for original in try await operation.read({ try $0.convenings.invitedConvenings() }) {
            do {
                _ = try await tellPlace(of: original)
            } catch let problem as Problem where problem.kind != .tryAgain {
                troubles.append("\(original.id): its venue was not sent: \(problem)")
            }
        }
        return troubles
    }

    /// - Parameter before: the convening as it was told until now.
    /// - Returns: `nil` where there is nothing to tell now.
    func tellPlace(of original: Convening, insteadOf before: Convening? = nil) async throws -> MailingReport? {
        guard let mailing = try await placeMailing(of: original, insteadOf: before) else { return nil }
        return try await send(mailing)
    }

    /// The mailing that tells the place of the next meeting now; `nil` where it is not yet time, or told already.
    /// - Parameter isEarly: whether it is looked at before its time.
    func placeMailing(
        of original: Convening, insteadOf before: Convening? = nil, isEarly: Bool = false
    ) async throws -> ConveningMailing? {
        guard let hours = original.placeHours, original.visibility == .discreet, original.place != nil,
            let next = try occurrences(of: original).first(where: { !$0.isCancelled && $0.span.start > operation.now }),
            isEarly || next.span.start.adding(.seconds(-hours * 3600)) <= operation.now,
            original.placeToldFor != next.span.start
        else { return nil }
        var convening = original
        convening.placeToldFor = next.span.start
        let everyone = try await operation.invitees.invited(to: original.id).filter {
            $0.invitation.state != .withdrawn
        }
        let answers = try await operation.read { try $0.invitations.occurrenceAnswers(of: original.id) }
        // Of this very meeting; who comes to another was told no other place.
        let isChanged = before?.placeToldFor == next.span.start
        let told = try await operation.read { records in
            isChanged ? try records.mails.tellingPlace(of: original.id) : []
        }
        let coming = everyone.filter { person in
            guard person.invitation.sentSequence == original.sequence else { return false }
            // Who was told a place and is asked anew must not go to the old one.
            return person.comes(to: next, answers)
                || (told.contains(person.invitation.id) && person.invitation.state == .needsAction)
        }
        return ConveningMailing(
            notice: .place(next, isChanged: isChanged), convening: convening, original: original, span: next.span,
            recipients: coming, everyone: everyone, release: operation.now)
    }

    /// Tells a person who said yes after the place was told to the others.
    /// - Parameter answers: with the one that is about to count.
    package func placeNotice(
        for person: Invited, of convening: Convening, everyone: [Invited], answers: [OccurrenceAnswer]
    ) async throws -> Envelope? {
        let told = try occurrences(of: convening).first { $0.span.start == convening.placeToldFor && !$0.isCancelled }
        guard let told, told.span.start > operation.now, person.comes(to: told, answers),
            try await objections(to: [person], about: convening).isEmpty
        else { return nil }
        return try await writer(
            .place(told, isChanged: false), convening, span: told.span, recipients: [person], shown: [person],
            everyone: everyone
        ).envelope(to: person, id: operation.newSecretID("msg"))
    }
}

extension Invited {
    fileprivate func comes(to meeting: Occurrence, _ answers: [OccurrenceAnswer]) -> Bool {
        [.accepted, .tentative].contains(invitation.state(on: meeting, answers: answers))
    }
}
