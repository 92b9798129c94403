internal import Coordination
internal import Installation
internal import Storage

extension Mailings {
    /// Gives up mails of open convenings that have not left and show someone who may not be shown any more, and writes them anew.
    /// - Returns: what could not be written anew.
    func withholdNaming() async throws -> [String] {
        var troubles: [String] = []
        let open = try await operation.read { try $0.mails.conveningsWithWaitingMails() }.filter {
            $0.visibility == .open
        }
        for convening in open {
            let everyone = try await operation.invitees.invited(to: convening.id),
                objections = try await objections(to: everyone, about: convening)
            let allowed = Set(
                everyone.filter { objections[$0.contact.id] == nil && $0.invitation.state != .withdrawn }
                    .map(\.contact.id))
            let withheld = try await operation.change { records in
                var withheld: Set<Invitation.ID> = []
                for mail in try records.mails.unsentMails(about: convening.id) {
                    guard !mail.shows.isSubset(of: allowed),
                        try records.mails.giveUp(
                            mail.id, because: "it shows someone who may not be shown any more", at: operation.now)
                    else { continue }
                    try records.mails.untell(envelope: mail.id)
                    try records.note(.envelopeWithhold, mail.id)
                    withheld.insert(mail.invitation)
                }
                return withheld
            }
            guard !withheld.isEmpty, convening.state == .invited else { continue }
            do {
                var (mailing, _) = try await operation.invitations.invitationMailing(convening.id)
                mailing.recipients = mailing.recipients.filter { withheld.contains($0.invitation.id) }
                if !mailing.recipients.isEmpty { _ = try await send(mailing) }
            } catch let problem as Problem where problem.kind != .tryAgain {
                troubles.append(
                    "\(withheld.count) mails of \(convening.id) showed someone who may not be shown any more and could not be written anew: \(problem)"
                )
            }
        }
        return troubles
    }
}
