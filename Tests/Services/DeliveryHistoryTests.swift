import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import CustodyService
@testable import Delivery
@testable import Installation
@testable import PeopleService

/// Random histories of invitations, changes, refusals and deliveries. `make crash` plays a thousand.
@Suite struct DeliveryHistoryTests {
    /// Somebody outside, and what they want.
    private struct Someone {
        let id: Contact.ID, address: String
        /// Whether they may be written to about convenings: asked for, and not refused since.
        var isWilling = true
        var isErased = false
        var hasRefused = false
    }

    @Test(arguments: 0..<4) func `nobody who refused is written to, whatever was waiting`(part: Int) async throws {
        let count = ProcessInfo.processInfo.environment["CONVOKE_HISTORIES"].flatMap { Int($0) } ?? 40
        let installation = try await TestInstallation()
        var mails = 0, earlier: [String: Bool] = [:]
        for history in 0..<(count / 4) {
            mails += try await play(part * 1_000_000 + history, installation, &earlier)
        }
        #expect(mails >= count / 4)
    }

    /// - Parameter earlier: who of the histories before may be written to, by address: their mails may still leave.
    /// - Returns: how many mails left.
    private func play(
        _ history: Int, _ installation: TestInstallation, _ earlier: inout [String: Bool]
    ) async throws -> Int {
        var random = SeededGenerator(seed: UInt64(history) &+ 991), mails = 0
        let names = ["Alda Quiroz", "Beno Urrutia", "Celia Zamorano", "Dario Yanes", "Elba Villeda"]
        var people = names.indices.map { number in
            Someone(
                id: Contact.ID(trusted: "ct-d\(history)x\(number)"), address: "d\(number)of\(history)@people.example")
        }
        let fresh = try zip(people, names).map { someone, name in
            var contact = try People.contact(
                someone.id.text, name: "\(name) \(Self.letters(history))", email: someone.address)
            contact.organization = nil
            return contact
        }
        try await installation.operation.change { records in
            for contact in fresh { _ = try records.contacts.save(contact) }
        }
        var meetings: [Convening.ID] = []
        for step in 0..<16 {
            let operation = installation.operation, chosen = Int.random(in: people.indices, using: &random)
            let someone = people[chosen].id, isThere = !people[chosen].isErased
            func invitations() -> Invitations { operation.invitations }
            let meeting = meetings.randomElement(using: &random)
            switch Int.random(in: 0..<13, using: &random) {
            case 0, 1:
                let isOpen = Bool.random(using: &random)
                let made = try await operation.convenings.create(
                    blueprint: "consultation", title: "Talks", zone: nil, first: nil, last: nil, venue: "Garden",
                    link: nil, visibility: isOpen ? .open : .discreet,
                    form: ConveningInput(placeHours: !isOpen && Bool.random(using: &random) ? 24 * 7 : nil))
                let list = people.filter { !$0.isErased }.map(\.id)
                guard !list.isEmpty else { continue }
                _ = try? await operation.invitees.add(
                    to: made.id, named: list, sectors: [], countries: [], theme: nil)
                _ = try await operation.convenings.book(made.id, at: operation.now.adding(.seconds(86_400 * 15)))
                if (try? await operation.invitations.invite(made.id)) != nil { meetings.append(made.id) }
            case 2 where meeting != nil:
                let time = operation.now.adding(.seconds(86_400 * 10 + step * 3_600))
                _ = try? await invitations().reschedule(meeting!, to: time, atOnce: Bool.random(using: &random))
            case 3 where meeting != nil:
                _ = try? await invitations().edit(
                    meeting!, ConveningEditInput(venue: "Room \(step)"), atOnce: Bool.random(using: &random))
            case 4 where meeting != nil: _ = try? await invitations().cancel(meeting!, reason: nil)
            case 5 where meeting != nil:
                _ = try? await invitations().remind(
                    meeting!, states: [.needsAction, .accepted], sectors: [], again: true)
            case 6 where meeting != nil:
                let codes = try await invitations().all(to: meeting!).map(\.code)
                if let code = codes.randomElement(using: &random) {
                    _ = try? await operation.replies.record(
                        code, [.accepted, .declined].randomElement(using: &random)!)
                }
            case 7 where isThere:
                _ = try await operation.consents.withdraw(of: someone, to: .invite, channel: nil, group: nil)
                people[chosen].isWilling = false
                people[chosen].hasRefused = true
            case 8 where isThere:
                _ = try await operation.consents.setDoNotContact(true, for: someone)
                people[chosen].isWilling = false
                people[chosen].hasRefused = true
            // Asked again, on a later day.
            case 9 where isThere && people[chosen].hasRefused:
                installation.clock.advance(86_400 * 2)
                let later = installation.operation
                if Bool.random(using: &random) {
                    _ = try await later.consents.setDoNotContact(false, for: someone)
                    let asked = try await later.consents.record(
                        Consent(purpose: .invite, channel: .email, evidence: "asked", given: try later.today()),
                        of: someone)
                    people[chosen].isWilling = asked == nil
                } else {
                    // A consent from before the refusal changes nothing.
                    _ = try? await later.consents.record(People.consent(.invite, given: -20), of: someone)
                }
            case 10 where isThere:
                _ = try await operation.subjects.erase(someone)
                people[chosen].isErased = true
                people[chosen].isWilling = false
            case 11 where meeting != nil && isThere:
                try? await operation.consents.overrideConsent(
                    of: someone, to: .invite, about: meeting!.text, reason: "urgent")
            default: installation.clock.advance([60, 3_600, 86_400].randomElement(using: &random)!)
            }
            for someone in people { earlier[someone.address] = someone.isWilling }
            mails += try await deliver(earlier, installation, "history \(history), step \(step)")
        }
        return mails
    }

    private func deliver(
        _ willing: [String: Bool], _ installation: TestInstallation, _ place: String
    ) async throws -> Int {
        _ = try await installation.operation.outbox.deliver()
        let mails = try installation.mails()
        for (name, mail) in mails {
            let text = String(decoding: mail, as: UTF8.self).replacing("\r\n ", with: " ")
            let line = text.split(separator: "\r\n").first { $0.hasPrefix("To: ") } ?? ""
            let address = line.split(separator: "<").last?.prefix { $0 != ">" } ?? ""
            #expect(willing[String(address)] == true, "\(place): a mail to \(line)")
            try FileManager.default.removeItem(atPath: "\(installation.mailFolder)/\(name)")
        }
        return mails.count
    }

    private static func letters(_ number: Int) -> String {
        String(String(number).compactMap { $0.wholeNumberValue.map { Array("abcdefghij")[$0] } }).capitalized
    }
}
