internal import Coordination
internal import Storage

extension Secretariat {
    /// Writes the place of every discreet meeting that is near enough to those who come, once.
    /// - Returns: the convenings of which it was told.
    @discardableResult
    func tellPlaces() async throws -> [RoundReport] {
        let now = world.now()
        let near = try await store.read { try $0.conveningsAhead(of: now) }.filter { convening in
            guard let hours = convening.placeHours, let span = convening.span, convening.visibility == .discreet else {
                return false
            }
            let isTold = convening.placeToldFor == span.start
            return !isTold && (convening.venue ?? convening.link) != nil
                && span.start.adding(.seconds(-hours * 3600)) <= now
        }
        var reports: [RoundReport] = []
        for original in near {
            guard let span = original.span else { continue }
            var convening = original
            convening.placeToldFor = span.start
            let everyone = try await invited(to: original.id).filter { $0.invitation.state != .withdrawn }
            let coming = everyone.filter {
                $0.invitation.sentSequence == original.sequence
                    && [.accepted, .tentative].contains($0.invitation.state)
            }
            reports.append(
                try await send(
                    Round(
                        notice: .place, convening: convening, original: original, span: span, recipients: coming,
                        everyone: everyone, release: now)))
        }
        return reports
    }

    /// Tells a person who said yes after the place was told to the others.
    func placeNotice(
        for person: Invited, of convening: Convening, everyone: [Invited]
    ) async throws -> Envelope? {
        guard let span = convening.span, convening.placeToldFor == span.start,
            [.accepted, .tentative].contains(person.invitation.state),
            try gate().objection(to: person.contact, purpose: .invite, channel: .email, about: convening.id.text) == nil
        else { return nil }
        return try await writer(
            .place, convening, span: span, recipients: [person], shown: [person], everyone: everyone
        ).envelope(to: person, id: newSecretID("msg"))
    }
}
