internal import Calendars
internal import ConveningService
internal import Coordination
internal import CustodyService
internal import Foundation
internal import Installation
internal import Mail
internal import ReplyService

extension Demonstration {
    struct Answers {
        let applied: Int
        let held: Int
        let states: [String: Int]

        var summary: String {
            let counts = states.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            return (counts + ["\(held) in quarantine"]).joined(separator: ", ")
        }
    }

    /// Plays the invitees' calendar programs: writes their answers as mails, then imports the folder.
    ///
    /// One of the answers is a forgery, sent from another address than its attendee's; it must be held back.
    func answers(_ operation: Operation, _ id: Convening.ID, round: Int) async throws -> Answers {
        let inbox = "\(folder)/replies/round-\(round)"
        try Home(path: inbox).create()
        let convening = try await operation.convenings.show(id).convening
        guard let span = convening.span else { return Answers(applied: 0, held: 0, states: [:]) }
        let people = try await operation.invitees.invited(to: id)
        let choices: [Reply.Answer] = [.accepted, .accepted, .accepted, .tentative, .accepted, .declined]
        for (index, person) in people.enumerated() where index != people.count - 1 {
            guard let address = person.contact.email else { continue }
            let sender =
                index == people.count - 2 ? EmailAddress(rawValue: "someone.else@hostile.invalid") ?? address : address
            let mail = try await answer(
                choices[index % choices.count], of: person, address: address, sender: sender, convening, span,
                operation)
            try Home.write(mail, to: "\(inbox)/\(person.contact.id).eml")
        }
        let reports = try await operation.replies.importFiles([inbox])
        let applied = reports.filter { $0.verdict == "applied" }
        return Answers(
            applied: applied.count, held: reports.filter { $0.verdict == "held" }.count,
            states: Dictionary(applied.compactMap(\.state).map { ($0, 1) }, uniquingKeysWith: +))
    }

    private func answer(
        _ answer: Reply.Answer, of person: Invited, address: EmailAddress, sender: EmailAddress,
        _ convening: ConveningDetails,
        _ span: TimeSpan, _ operation: Operation
    ) async throws -> [UInt8] {
        let officer = operation.officer, now = clock.now()
        let calendar = try await operation.calendars.template(
            EventMessage(
                method: .reply, sequence: convening.sequence, stamp: now, span: span, zone: convening.zone,
                summary: "Re")
        ).bytes(
            uid: person.invitation.uid, organizer: operation.organizer,
            attendees: [
                .init(name: person.contact.name, address: address, role: person.invitation.role, answer: answer)
            ])
        return try MailWriter.write(
            MailMessage(
                id: "reply-\(person.contact.id)-\(convening.sequence)",
                from: .init(name: person.contact.name, address: sender),
                to: .init(name: officer.name, address: officer.address), date: now, subject: "Re",
                text: "\(answer.rawValue)\n",
                html: "<p>\(answer.rawValue)</p>", language: .english,
                calendar: .init(bytes: calendar, method: EventMessage.Method.reply.rawValue)))
    }
}
