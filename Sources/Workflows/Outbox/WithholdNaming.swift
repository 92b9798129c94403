internal import Foundation
internal import Coordination
internal import Storage

extension Secretariat {
    /// Gives up mails of open convenings that have not left and show someone who may not be shown any more, and writes them anew.
    /// - Returns: what could not be written anew.
    func withholdNaming() async throws -> [String] {
        var troubles: [String] = []
        let open = try await store.read { try $0.conveningsWithWaitingMails() }.filter { $0.visibility == .open }
        for convening in open {
            let everyone = try await invited(to: convening.id),
                objections = try objections(to: everyone, about: convening)
            let allowed = Set(
                everyone.filter { objections[$0.contact.id] == nil && $0.invitation.state != .withdrawn }
                    .map(\.contact.id.text))
            let now = world.now(), who = who
            let withheld = try await store.write { records in
                var withheld: Set<String> = []
                for mail in try records.unsentMails(about: convening.id) {
                    let shown = mail.ground.components(after: "; shows ")
                    guard shown.contains(where: { !allowed.contains($0) }),
                        try records.giveUp(mail.id, because: "it shows someone who may not be shown any more", at: now)
                    else { continue }
                    try records.untell(envelope: mail.id)
                    try records.note("envelope.withhold", mail.id, by: who, at: now)
                    withheld.insert(mail.order)
                }
                return withheld
            }
            guard !withheld.isEmpty, convening.state == .invited else { continue }
            do {
                var (round, _) = try await invitationRound(convening.id)
                round.recipients = round.recipients.filter { withheld.contains($0.invitation.id.text) }
                if !round.recipients.isEmpty { _ = try await send(round) }
            } catch let problem as Problem where problem.kind != .tryAgain {
                troubles.append(
                    "\(withheld.count) mails of \(convening.id) showed someone who may not be shown any more and could not be written anew: \(problem)"
                )
            }
        }
        return troubles
    }
}

extension String {
    /// The names behind a mark, parted by commas.
    fileprivate func components(after mark: String) -> [String] {
        guard let range = range(of: mark) else { return [] }
        return self[range.upperBound...].split(separator: ",").map(String.init)
    }
}
