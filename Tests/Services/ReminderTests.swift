import Coordination
import Fixtures
import Foundation
import Mail
import Storage
import Testing

@testable import Delivery
@testable import DirectoryFiles
@testable import FollowUpService
@testable import Installation

@Suite struct ReminderTests {
    /// Zones without summer time, by their hours from UTC, so that hours can be told by adding alone.
    static let places: [(zone: String, hours: Int, country: String)] = [
        ("America/Tegucigalpa", -6, "HN"), ("Asia/Tokyo", 9, "JP"), ("Africa/Nairobi", 3, "KE"),
    ]

    /// The day, the weekday from 1 for Monday, and the minute of a moment at a place.
    private static func local(_ now: Instant, _ place: Int) -> (day: CalendarDay, weekday: Int, minute: Int) {
        let seconds = Int(now.milliseconds / 1000) + places[place].hours * 3600
        let number = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return (CalendarDay(number: number), (number + 3) % 7 + 1, (seconds - number * 86_400) / 60)
    }

    private func follower(_ number: Int, consents: [Consent]? = nil) throws -> Contact {
        let place = Self.places[number % 3]
        var contact = Contact(
            id: try Contact.ID(parsing: "ct-\(number)"), name: "Follower Number\(number)x",
            country: try CountryCode(parsing: place.country), zone: try ZoneName(parsing: place.zone),
            languages: [[.english, .spanish, .french][number % 3]],
            channels: [SafeChannel(kind: .email, address: "follower\(number)@example.org")],
            consents: consents ?? [People.consent(.followUp, given: -30)])
        contact.hours = try WorkingHours(parsing: ["09:00-17:00", "08:00-12:00", "10:00-19:00"][number / 3 % 3])
        return contact
    }

    /// What a history did and what left in it.
    private struct History {
        var actions: [Action.ID] = []
        /// By contact, day and nothing else: how many notices.
        var daily: [String: Int] = [:]
        /// By contact, part of the mail and line: how often it was said.
        var said: [String: Int] = [:]
        var seen: Set<String> = []
        var delivered: Set<String> = []
        var sent = 0
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `in no history is anyone reminded twice against their will or out of hours`(seed: UInt64) async throws {
        let kind = seed == 6 ? EngineKind.here.last ?? .sqlite : .sqlite
        let installation = try await TestInstallation(
            kind, settings: "reminders:\n  before: [7]\n  escalation: [5, 9]\n")
        var random = SeededGenerator(seed: seed), history = History()
        let people = try (0..<9).map { try follower($0) }
        try await installation.operation.change { records in
            for person in people { _ = try records.contacts.save(person) }
        }
        for _ in 0..<90 {
            try await step(installation, &random, &history)
            try await remindAndCheck(installation, &history)
            if Bool.random(using: &random) { try await deliverAndCheck(installation, &history) }
        }
        #expect(history.sent > 20)
        for (line, count) in history.said { #expect(count == 1, "\(line)") }
    }

    private func step(
        _ installation: TestInstallation, _ random: inout SeededGenerator, _ history: inout History
    ) async throws {
        var operation: Operation { installation.operation }
        let today = try operation.today()
        installation.clock.advance(Int.random(in: 1800...60_000, using: &random))
        let person = Int.random(in: 0..<9, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0...4:
            var terms = ActionInput()
            terms.due = today.adding(days: Int.random(in: -12...12, using: &random))
            terms.chain = (0..<3).map { Contact.ID(trusted: "ct-\((person + $0 * 4) % 9)") }
            history.actions.append(
                try await operation.actions.add(
                    kind: .letter, title: "Write", owner: "Mission", from: ActionOrigin(), terms
                ).id)
        case 5:
            guard let id = history.actions.randomElement(using: &random) else { return }
            _ = try? await operation.actions.finish(
                id, evidence: "sent", feedback: Bool.random(using: &random) ? .given(today) : nil)
        case 6:
            guard let id = history.actions.randomElement(using: &random) else { return }
            var terms = ActionInput()
            terms.due = today.adding(days: Int.random(in: -3...9, using: &random))
            _ = try await operation.actions.edit(id, terms)
        case 7:
            guard let id = history.actions.randomElement(using: &random) else { return }
            _ = try? await operation.actions.close(id, as: .dropped, because: "not needed")
        default:
            // Somebody says no, or agrees again later, or is not to be contacted any more.
            let choice = Int.random(in: 0..<4, using: &random)
            try await operation.change { records in
                var contact = try records.contacts.one(Identifier(trusted: "ct-\(person)"))
                switch choice {
                case 0: _ = contact.withdraw(.followUp, channel: .email, group: nil, on: today)
                case 1:
                    contact.give(
                        Consent(purpose: .followUp, channel: .email, evidence: "by telephone", given: today))
                case 2: contact.isDoNotContact = person == 8
                default: contact.consents = [People.consent(.invite)]
                }
                _ = try records.contacts.save(contact)
            }
        }
    }

    private func remindAndCheck(_ installation: TestInstallation, _ history: inout History) async throws {
        var operation: Operation { installation.operation }
        let now = installation.clock.now
        _ = try await operation.reminders.send()
        // At once again nothing is new.
        #expect(try await operation.reminders.send().notices.isEmpty)
        let written = try await operation.read { try $0.outbox.all() }.filter { $0.kind == .followUp }
        for item in written where history.seen.insert(item.id.text).inserted {
            guard case .mail(let address, let id) = item.route, let number = Int(id.text.dropFirst(3)) else {
                Issue.record("a notice to nobody")
                continue
            }
            let contact = try await operation.read { try $0.contacts.one(id) }
            try check(contact, number, at: now, operation)
            #expect(address.rawValue == "follower\(number)@example.org")
            let day = Self.local(now, number % 3).day
            history.daily["\(id) \(day)", default: 0] += 1
            #expect(history.daily["\(id) \(day)"] == 1)
            history.sent += 1
            var part = ""
            for line in try MailReader.text(item.payload).split(separator: "\n") {
                if !line.hasPrefix("- ") {
                    part = String(line)
                } else if item.state == .saved || item.state == .waiting,
                    !part.contains("feedback") && !part.contains("informada") && !part.contains("informée")
                {
                    history.said["\(id) \(part) \(line)", default: 0] += 1
                }
            }
        }
    }

    private func check(_ contact: Contact, _ number: Int, at now: Instant, _ operation: Operation) throws {
        #expect(!contact.isDoNotContact)
        #expect(!contact.hasRefused(.followUp, .email))
        #expect(contact.consents.contains { $0.purpose == .followUp && $0.withdrawn == nil })
        let (day, weekday, minute) = Self.local(now, number % 3)
        #expect(weekday <= 5, "\(contact.id) on a weekend, \(day)")
        #expect((contact.hours.startMinute..<contact.hours.endMinute).contains(minute), "\(contact.id) at \(minute)")
        let holidays = try operation.facts.calendar(of: contact.country).holidays
        #expect(holidays[day] == nil, "\(contact.id) on a holiday, \(day)")
    }

    private func deliverAndCheck(_ installation: TestInstallation, _ history: inout History) async throws {
        var operation: Operation { installation.operation }
        _ = try await operation.outbox.deliver()
        for item in try await operation.read({ try $0.outbox.all(state: .saved) })
        where item.kind == .followUp && history.delivered.insert(item.id.text).inserted {
            guard case .mail(_, let id) = item.route, let number = Int(id.text.dropFirst(3)) else { continue }
            try check(
                try await operation.read { try $0.contacts.one(id) }, number, at: installation.clock.now,
                operation)
        }
    }

    @Test func `who is reminded of what follows the days`() throws {
        let rules = ReminderRules(before: [7, 1], escalation: [7, 14])
        let owner = Contact.ID(trusted: "a"), second = Contact.ID(trusted: "b"), third = Contact.ID(trusted: "c")
        let item = Reminder.Item(
            matter: .action, subject: "ac-1", due: People.today, chain: [owner, second, third, owner])
        func steps(_ contact: Contact.ID, _ days: ClosedRange<Int>) -> [String] {
            days.map { rules.reminder(of: item, to: contact, on: People.today.adding(days: $0))?.step ?? "-" }
        }
        #expect(steps(owner, -9 ... -6) == ["-", "-", "before-7", "before-7"])
        #expect(steps(owner, -2...2) == ["before-7", "before-1", "due", "overdue", "overdue"])
        #expect(steps(second, 5...8) == ["-", "-", "escalated-2", "escalated-2"])
        #expect(steps(third, 13...14) == ["-", "escalated-3"])
        #expect(steps(Contact.ID(trusted: "d"), -9...20).allSatisfy { $0 == "-" })
        #expect(rules.chain([]) == [])
        #expect(ReminderRules(chain: [second, third]).chain([owner]) == [owner, second, third])
        #expect(ReminderRules(chain: [third]).chain([owner, second, third]) == [owner, second, third])
    }

    /// An installation with one follower, whose clock stands at noon of a Thursday in Tegucigalpa.
    private func office(settings: String = "") async throws -> (TestInstallation, Contact) {
        let installation = try await TestInstallation(settings: settings), contact = try follower(0)
        installation.clock.advance(6 * 3600)
        try await installation.operation.change { _ = try $0.contacts.save(contact) }
        return (installation, contact)
    }

    private func mail(_ installation: TestInstallation) async throws -> String {
        let item = try await installation.operation.read { try $0.outbox.all() }.last {
            $0.kind == .followUp
        }
        return try MailReader.text(try #require(item).payload)
    }

    @Test func `a notice tells the title of a public act only`() async throws {
        let (installation, contact) = try await office()
        var terms = ActionInput()
        terms.chain = [contact.id]
        terms.due = People.today
        let quiet = try await installation.operation.actions.add(
            kind: .demarche, title: "Ask about the detained editor", owner: "Embassy", from: ActionOrigin(), terms)
        let open = try await installation.operation.actions.add(
            kind: .publicStatement, title: "Support the press", owner: "Embassy", from: ActionOrigin(), terms)
        terms.isQuiet = false
        let named = try await installation.operation.actions.add(
            kind: .letter, title: "Write to Ana Lucía Quintanilla", owner: "Embassy", from: ActionOrigin(), terms)
        #expect(try await installation.operation.reminders.send(isTrial: true).notices.first?.envelope == nil)
        let report = try await installation.operation.reminders.send()
        #expect(report.notices.map(\.contact) == [contact.id])
        let text = try await mail(installation)
        #expect(!text.contains("editor"))
        #expect(!text.contains("Quintanilla"))
        #expect(text.contains("Démarche (\(quiet.id.text), Embassy)"))
        #expect(text.contains("Public statement: Support the press (\(open.id.text), Embassy)"))
        #expect(text.contains("Letter (\(named.id.text), Embassy)"))
    }

    @Test func `silence and deadlines of a measure are told`() async throws {
        let (installation, contact) = try await office(settings: "reminders: {before: [3], escalation: []}\n")
        var operation: Operation { installation.operation }
        var draft = MeasureInput(
            reference: "MC-204-17", state: try CountryCode(parsing: "HN"), title: "The editor",
            day: People.today.adding(days: -200))
        draft.chain = [contact.id]
        let view = try await operation.measures.add(draft)
        #expect(view.need == .silence(days: 200))
        #expect(try await operation.reminders.send().notices.first?.subjects.count == 2)
        let text = try await mail(installation)
        #expect(
            text.contains("State reports on the measures: PM 204/17 (\(view.measure.id)/1, suggested, not confirmed)"))
        #expect(text.contains("Nothing has been recorded"))
        #expect(!text.contains("editor"))
        installation.clock.advance(86_400)
        #expect(try await operation.reminders.send().notices.isEmpty)
    }

    @Test func `what is done before its notice leaves is not sent`() async throws {
        let (installation, contact) = try await office()
        var operation: Operation { installation.operation }
        var terms = ActionInput()
        terms.chain = [contact.id]
        terms.due = People.today
        let action = try await operation.actions.add(
            kind: .letter, title: "Write", owner: "Embassy", from: ActionOrigin(), terms)
        _ = try await operation.reminders.send()
        // The night comes before anyone delivers.
        installation.clock.advance(12 * 3600)
        #expect(try await operation.outbox.deliver().attempts.map(\.state) == ["waiting"])
        _ = try await operation.actions.finish(action.id, evidence: "sent", feedback: .given(operation.today()))
        installation.clock.advance(9 * 3600)
        let report = try await operation.outbox.deliver()
        #expect(report.attempts.map(\.state) == ["failed"])
        #expect(report.attempts.first?.detail == "nothing in it is to be seen to any more")
        #expect(try installation.mails().isEmpty)
    }

    @Test func `others hear of it after the owner did`() async throws {
        let (installation, contact) = try await office()
        var operation: Operation { installation.operation }
        let second = try follower(3)
        try await operation.change { _ = try $0.contacts.save(second) }
        var terms = ActionInput()
        terms.chain = [contact.id, second.id]
        terms.due = People.today.adding(days: -30)
        let action = try await operation.actions.add(
            kind: .letter, title: "Write", owner: "Embassy", from: ActionOrigin(), terms)
        #expect(try await operation.reminders.send().notices.map(\.contact) == [contact.id])
        #expect(try await operation.reminders.send().notices.isEmpty)
        // The second works from eight to twelve; it is Friday, ten in the morning.
        installation.clock.advance(22 * 3600)
        #expect(try await operation.reminders.send().notices.map(\.contact) == [second.id])
        #expect(try await mail(installation).contains(action.id.text))
        // An owner who may not be written to keeps nobody from hearing of it.
        try await operation.change { records in
            var silent = contact
            silent.consents = []
            _ = try records.contacts.save(silent)
        }
        terms.due = People.today.adding(days: -40)
        let other = try await operation.actions.add(
            kind: .letter, title: "Write", owner: "Embassy", from: ActionOrigin(), terms)
        installation.clock.advance(3 * 86_400)
        #expect(try await operation.reminders.send().notices.map(\.subjects) == [[other.id.text]])
    }

    @Test func `who did not get their notice is told again`() async throws {
        let (installation, contact) = try await office()
        var operation: Operation { installation.operation }
        var terms = ActionInput()
        terms.chain = [contact.id]
        terms.due = People.today.adding(days: -2)
        _ = try await operation.actions.add(
            kind: .letter, title: "Write", owner: "Embassy", from: ActionOrigin(), terms)
        #expect(try await operation.reminders.send().notices.count == 1)
        try await operation.change { records in
            var moved = contact
            moved.channels = [SafeChannel(kind: .email, address: "elsewhere@example.org")]
            _ = try records.contacts.save(moved)
        }
        #expect(try await operation.outbox.deliver().attempts.map(\.state) == ["failed"])
        #expect(try await operation.reminders.send().notices.count == 1)
        #expect(try await operation.outbox.deliver().attempts.map(\.state) == ["saved"])
    }

    @Test func `a notice that nobody takes is not written again and others do not wait for it`() async throws {
        let (installation, contact) = try await office()
        var operation: Operation { installation.operation }
        let second = try follower(3)
        try await operation.change { _ = try $0.contacts.save(second) }
        var terms = ActionInput()
        terms.chain = [contact.id, second.id]
        terms.due = People.today.adding(days: -30)
        _ = try await operation.actions.add(
            kind: .letter, title: "Write", owner: "Embassy", from: ActionOrigin(), terms)
        let envelope = try #require(try await operation.reminders.send().notices.first?.envelope)
        // Its mail server refuses it for good.
        try await operation.change { try $0.mails.untell(envelope: envelope.text) }
        #expect(try await operation.reminders.send().notices.isEmpty)
        installation.clock.advance(22 * 3600)
        #expect(try await operation.reminders.send().notices.map(\.contact) == [second.id])
        for _ in 0..<3 {
            installation.clock.advance(86_400)
            #expect(try await operation.reminders.send().notices.isEmpty)
        }
    }

    @Test func `one who cannot be written to keeps nobody else from hearing`() async throws {
        let (installation, contact) = try await office()
        var operation: Operation { installation.operation }
        let second = try follower(3)
        try await operation.change { _ = try $0.contacts.save(second) }
        for reader in [contact, second] {
            var draft = MeasureInput(
                reference: "MC-\(reader.id == contact.id ? 1 : 2)-20", state: try CountryCode(parsing: "HN"),
                title: "t",
                day: People.today.adding(days: -9))
            draft.chain = [reader.id]
            let view = try await operation.measures.add(draft)
            _ = try await operation.measures.addDeadline(
                "Report on Ana Lucía Quintanilla", to: view.measure.id.text, term: .fixed(People.today), after: nil,
                calendar: .issuer, source: "letter")
        }
        let report = try await operation.reminders.send()
        #expect(report.notices.map(\.contact) == [contact.id])
        #expect(try await !mail(installation).contains("Quintanilla"))
        installation.clock.advance(22 * 3600)
        #expect(try await operation.reminders.send().notices.map(\.contact).contains(second.id))
    }

    @Test func `what nobody is reminded of is said`() async throws {
        let (installation, contact) = try await office()
        var operation: Operation { installation.operation }
        let alone = try await operation.actions.add(
            kind: .letter, title: "Write", owner: "Embassy", convening: nil, measure: nil, due: People.today)
        #expect(try await operation.reminders.send().unassigned == [alone.id.text])
        try await operation.change { records in
            var person = contact
            person.consents = []
            _ = try records.contacts.save(person)
        }
        var terms = ActionInput()
        terms.chain = [contact.id]
        _ = try await operation.actions.edit(alone.id, terms)
        let report = try await operation.reminders.send()
        #expect(report.notices.isEmpty)
        #expect(report.skipped[contact.id.text]?.hasPrefix("\(Exclusion.noConsent.meaning): \(alone.id)") == true)
    }
}
