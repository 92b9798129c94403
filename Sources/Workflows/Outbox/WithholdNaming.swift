internal import Coordination
internal import Mail
internal import Storage

extension Secretariat {
    /// Gives up mails of open convenings that wait and name someone who may not be named any more, and writes them anew.
    /// - Returns: what could not be written anew.
    func withholdNaming() async throws -> [String] {
        var troubles: [String] = []
        for convening in try await store.read({ try $0.conveningsWithWaitingMails() })
        where convening.visibility == .open {
            let everyone = try await invited(to: convening.id)
            let objections = try objections(to: everyone, about: convening)
            let barred = everyone.filter { objections[$0.contact.id] != nil || $0.invitation.state == .withdrawn }
            guard !barred.isEmpty else { continue }
            let hidden = HiddenPeople(barred.map(\.contact)), now = world.now(), who = who
            let withheld = try await store.write { records in
                var withheld: Set<Contact.ID> = []
                for item in try records.waitingMails(about: convening.id) where item.attempts == 0 {
                    guard let person = everyone.first(where: { $0.invitation.id.text == item.envelope.order }),
                        item.envelope.kind != "cancellation"
                    else { continue }
                    // What is encrypted cannot be searched any more.
                    let isSealed = person.contact.publicKey != nil
                    let text = (try? MailReader.text(item.envelope.payload)) ?? ""
                    let unfolded = text.replacing("\r\n ", with: "").replacing("\n ", with: "")
                    guard isSealed || hidden.firstDisclosed(in: unfolded, to: person.contact) != nil,
                        try records.giveUp(
                            item.envelope.id.text, because: "it names someone who may not be named any more", at: now)
                    else { continue }
                    var invitation = try records.invitation(person.invitation.id)
                    invitation.sentSequence = nil
                    if invitation.answered == nil, invitation.state == .needsAction { invitation.state = .listed }
                    try records.update(invitation)
                    try records.note("envelope.withhold", item.envelope.id.text, by: who, at: now)
                    withheld.insert(person.contact.id)
                }
                return withheld
            }
            guard !withheld.isEmpty else { continue }
            do {
                var (round, _) = try await invitationRound(convening.id)
                round.recipients = round.recipients.filter { withheld.contains($0.contact.id) }
                if !round.recipients.isEmpty { _ = try await send(round) }
            } catch let problem as Problem where problem.kind != .tryAgain {
                troubles.append(
                    "\(withheld.count) mails of \(convening.id) named someone who may not be named any more and could not be written anew: \(problem)"
                )
            }
        }
        return troubles
    }
}
