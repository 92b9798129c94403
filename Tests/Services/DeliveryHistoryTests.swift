import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import ReplyService
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
        var installation = try await TestInstallation()
        var mails = 0, earlier: [String: Bool] = [:], done: [Int: Int] = [:]
        for history in 0..<(count / 4) {
            mails += try await play(part * 1_000_000 + history, installation, &earlier, &done)
            // A round costs more the more convenings are still to come.
            if history % 10 == 9 { installation = try await TestInstallation() }
        }
        #expect(mails >= count / 4 && (2...6).allSatisfy { (done[$0] ?? 0) > 0 }, "\(mails) mails, \(done)")
    }

    /// - Parameters:
    ///   - earlier: who of the histories before may be written to, by address: their mails may still leave.
    ///   - done: how many changes of each kind were not refused.
    /// - Returns: how many mails left.
    private func play(
        _ history: Int, _ installation: TestInstallation, _ earlier: inout [String: Bool], _ done: inout [Int: Int]
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
            let kind = Int.random(in: 0..<13, using: &random)
            switch kind {
            case 0, 1:
                let list = people.filter { !$0.isErased }.map(\.id)
                if let made = try await invited(list, isOpen: Bool.random(using: &random), operation) {
                    meetings.append(made)
                }
            case 2...6:
                guard let meeting = meetings.randomElement(using: &random) else { continue }
                try await change(meeting, kind, step, operation, &random, &done)
            case 7...11 where !people[chosen].isErased:
                try await change(&people[chosen], kind, about: meetings.last, installation, &random)
            default: installation.clock.advance([60, 3_600, 86_400][step % 3])
            }
            for someone in people { earlier[someone.address] = someone.isWilling }
            mails += try await deliver(earlier, installation, "history \(history), step \(step)")
        }
        return mails
    }

    /// - Returns: `nil` where nobody may be invited.
    private func invited(_ list: [Contact.ID], isOpen: Bool, _ operation: Operation) async throws -> Convening.ID? {
        guard !list.isEmpty else { return nil }
        let made = try await operation.convenings.create(
            blueprint: "consultation", title: "Talks", zone: nil, first: nil, last: nil, venue: "Garden", link: nil,
            visibility: isOpen ? .open : .discreet, form: ConveningInput(placeHours: isOpen ? nil : 24 * 7))
        _ = try await operation.invitees.add(to: made.id, named: list, sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(made.id, at: operation.now.adding(.seconds(86_400 * 15)))
        return (try? await operation.invitations.invite(made.id)) == nil ? nil : made.id
    }

    /// What an officer does about a convening; what is refused is refused.
    private func change(
        _ meeting: Convening.ID, _ kind: Int, _ step: Int, _ operation: Operation, _ random: inout SeededGenerator,
        _ done: inout [Int: Int]
    ) async throws {
        let invitations = operation.invitations, atOnce = Bool.random(using: &random)
        switch kind {
        case 2:
            let time = operation.now.adding(.seconds(86_400 * 10 + step * 3_600))
            if (try? await invitations.reschedule(meeting, to: time, atOnce: atOnce)) != nil {
                done[kind, default: 0] += 1
            }
        case 3:
            let edit = ConveningEditInput(venue: "Room \(step)")
            if (try? await invitations.edit(meeting, edit, atOnce: atOnce)) != nil { done[kind, default: 0] += 1 }
        case 4: if (try? await invitations.cancel(meeting, reason: nil)) != nil { done[kind, default: 0] += 1 }
        case 5:
            let told = try? await invitations.remind(
                meeting, states: [.needsAction, .accepted], sectors: [], again: true)
            if told != nil { done[kind, default: 0] += 1 }
        default:
            guard let code = try await invitations.all(to: meeting).map(\.code).randomElement(using: &random) else {
                return
            }
            if (try? await operation.replies.record(code, atOnce ? .accepted : .declined)) != nil {
                done[kind, default: 0] += 1
            }
        }
    }

    /// What somebody wants, and what the mission notes of it.
    private func change(
        _ someone: inout Someone, _ kind: Int, about meeting: Convening.ID?, _ installation: TestInstallation,
        _ random: inout SeededGenerator
    ) async throws {
        let operation = installation.operation
        switch kind {
        case 7:
            _ = try await operation.consents.withdraw(of: someone.id, to: .invite, channel: nil, group: nil)
            someone.isWilling = false
            someone.hasRefused = true
        case 8:
            _ = try await operation.consents.setDoNotContact(true, for: someone.id)
            someone.isWilling = false
            someone.hasRefused = true
        case 9 where someone.hasRefused:
            // Asked again, on a later day; or an older consent turns up, which changes nothing.
            installation.clock.advance(86_400 * 2)
            let later = installation.operation
            guard Bool.random(using: &random) else {
                _ = try? await later.consents.record(People.consent(.invite, given: -20), of: someone.id)
                return
            }
            _ = try await later.consents.setDoNotContact(false, for: someone.id)
            let objection = try await later.consents.record(
                Consent(purpose: .invite, channel: .email, evidence: "asked", given: try later.today()), of: someone.id)
            someone.isWilling = objection == nil
        case 10:
            _ = try await operation.subjects.erase(someone.id)
            someone.isErased = true
            someone.isWilling = false
        default:
            guard let meeting else { return }
            try? await operation.consents.overrideConsent(
                of: someone.id, to: .invite, about: meeting.text, reason: "urgent")
        }
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
