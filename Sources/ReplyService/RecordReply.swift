internal import ConveningService
public import Coordination
internal import Installation
internal import Sealing
internal import Storage

extension Replies {
    /// Writes down an answer that was given by telephone, in person or in a plain mail.
    /// - Parameters:
    ///   - reference: the code of the invitation, its id, or the ticket of its link.
    ///   - day: one meeting of a series, by the day that the rule gives it.
    ///   - isFinal: the person declines whatever the time, and is not asked again when it changes.
    public func record(
        _ reference: String, _ state: Invitation.State, on day: CalendarDay? = nil, isFinal: Bool = false
    ) async throws -> ReplyImportReport {
        guard !isFinal || (state == .declined && day == nil) else {
            throw Problem(
                .usage, "only a whole convening can be declined for good",
                remedy: "Give declined, and no single meeting.")
        }
        guard [.accepted, .tentative, .declined, .needsAction].contains(state) else {
            throw Problem(
                .usage, "'\(state.rawValue)' is not a reply",
                remedy: "Give one of accepted, tentative, declined; or needs-action to take one back.")
        }
        if state == .needsAction {
            guard day == nil else {
                throw Problem(
                    .usage, "the reply for one meeting is recorded anew, not taken back",
                    remedy: "Record the right one.")
            }
            return try await named(try await takeBack(reference))
        }
        let (found, convening) = try await operation.read { [self] records in
            let invitation = try operation.invitations.one(named: reference, records)
            return (invitation, try records.convenings.one(invitation.convening))
        }
        guard convening.state == .invited, found.state != .withdrawn,
            let last = try operation.mailings.occurrences(of: convening).last, last.span.end > operation.now
        else {
            throw Problem(
                .notAllowed, at: found.id.text, "belongs to a convening that takes no replies now",
                remedy: "See \(.conveningShow, convening.id).")
        }
        let meeting = try day.map { try operation.invitations.meeting(of: convening, on: $0) }
        if let meeting, meeting.isCancelled {
            throw Problem(
                .notAllowed, at: found.id.text, "cannot reply for \(meeting.day), which was cancelled",
                remedy: "See the meetings with \(.conveningShow, convening.id).")
        }
        var moved = found
        let sequence = meeting?.sequence ?? convening.sequence
        let answered = Invitation.Answered(sequence: sequence, stamp: operation.now)
        moved.state = state
        moved.isFinal = isFinal
        moved.answered = answered
        let decision: ReplyDecision =
            meeting.map {
                .applyOnce(OccurrenceAnswer(invitation: found.id, day: $0.day, state: state, answered: answered))
            } ?? .apply(moved)
        let match = ReplyMatch(invitation: found, convening: convening, decision: decision)
        let answer = try await consequence(of: match)
        let report = try await operation.change { [self] records in
            guard try records.invitations.one(found.id) == found, try records.convenings.one(convening.id) == convening
            else {
                throw Problem.changedMeanwhile(convening.id)
            }
            let shown = try apply(match, records, at: operation.now)
            if let answer { try records.outbox.insert(answer, notBefore: operation.now) }
            try records.note(.replyRecord, found.id.text)
            return ReplyImportReport(
                file: reference, verdict: "applied", reason: nil, invitation: found.id, state: shown)
        }
        return try await named(report)
    }

    /// Makes an invitation one that was not replied to, as after a reply that was recorded by mistake. A later reply counts as before.
    private func takeBack(_ reference: String) async throws -> ReplyImportReport {
        try await operation.change { [self] records in
            var invitation = try operation.invitations.one(named: reference, records)
            let convening = try records.convenings.one(invitation.convening)
            guard convening.state == .invited, [.accepted, .tentative, .declined].contains(invitation.state) else {
                throw Problem(
                    .notAllowed, at: invitation.id.text, "has no reply that could be taken back",
                    remedy: "See it with \(.invitationList, convening.id).")
            }
            invitation.state = .needsAction
            invitation.answered = nil
            try records.invitations.update(invitation)
            try records.invitations.deleteAnswers(of: invitation.id)
            try records.note(.replyRecord, invitation.id.text)
            return ReplyImportReport(
                file: reference, verdict: "taken back", reason: nil, invitation: invitation.id,
                state: invitation.state.rawValue)
        }
    }
}
