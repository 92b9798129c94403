internal import Coordination
internal import Mail
internal import Storage

extension Secretariat {
    /// Gives up mails of open convenings that wait and name someone who may not be named any more; they are to be written anew.
    /// - Returns: what the officer has to do.
    func withholdNaming() async throws -> [String] {
        var troubles: [String] = []
        for convening in try await store.read({ try $0.conveningsWithWaitingMails() })
        where convening.visibility == .open {
            let everyone = try await invited(to: convening.id)
            let objections = try objections(to: everyone, about: convening)
            let barred = everyone.filter { objections[$0.contact.id] != nil || $0.invitation.state == .withdrawn }
            guard !barred.isEmpty else { continue }
            let hidden = HiddenPeople(barred.map(\.contact)), now = world.now(), who = who
            let count = try await store.write { records in
                var count = 0
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
                    try records.update(invitation)
                    try records.note("envelope.withhold", item.envelope.id.text, by: who, at: now)
                    count += 1
                }
                return count
            }
            if count > 0 {
                troubles.append(
                    "\(count) mails of \(convening.id) named someone who may not be named any more and were given up: write them anew with 'convoke convening invite \(convening.id)'"
                )
            }
        }
        return troubles
    }
}
