import Coordination
import Fixtures
import Foundation
import Mail
import Storage
import Testing

@testable import CalendarFeeds
@testable import ConveningService
@testable import ReplyService
@testable import CustodyService
@testable import Delivery
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import ReportService
@testable import StatementService

/// A year of work, and everybody searched for in all that it wrote. `make crash` plays it with five hundred people.
@Suite struct YearTests {
    private let installation: TestInstallation
    private let people: WatchedPeople
    private var operation: Operation { installation.operation }
    private let isLong: Bool

    init() async throws {
        isLong = ProcessInfo.processInfo.environment["CONVOKE_HISTORIES"] != nil
        installation = try await TestInstallation()
        people = WatchedPeople(isLong ? 500 : 28, seed: 2026)
        let (contacts, organizations) = try people.records()
        try await operation.change { records in
            for organization in organizations { _ = try records.organizations.save(organization) }
            for contact in contacts { _ = try records.contacts.save(contact) }
        }
    }

    /// What was written, and what of it named somebody whom its reader must not learn of.
    private struct Tally {
        var documents = 0, refused = 0, kinds: [String: Int] = [:], faults: [String] = []

        mutating func note(_ kind: String, _ strangers: [String]) {
            documents += 1
            kinds[kind, default: 0] += 1
            if !strangers.isEmpty { faults.append("\(kind): \(strangers.prefix(3))") }
        }
    }

    /// A convening of the year, with the numbers of those on its list.
    private struct Meeting {
        let id: Convening.ID, visibility: Visibility, list: [Int], start: Instant, title: String
        var isOver = false
    }

    @Test func `a year of work shows nobody to anybody else`() async throws {
        var random = SeededGenerator(seed: 12), tally = Tally(), meetings: [Meeting] = []
        _ = try await operation.groups.save(Group(id: Identifier(trusted: "circle"), name: "Circle"))
        for month in 0..<12 {
            let first = meetings.count
            for number in 0..<(isLong ? 6 : 2) {
                meetings.append(try await invited(month * 100 + number, &random, &tally))
            }
            try await deliver(meetings, &tally)
            for place in first..<meetings.count { try await change(&meetings[place], &random, &tally) }
            for _ in 0..<4 {
                installation.clock.advance(86_400 * 6)
                try await deliver(meetings, &tally)
            }
            for place in first..<meetings.count where !meetings[place].isOver {
                installation.clock.advance(
                    max(0, Int((meetings[place].start.milliseconds - operation.now.milliseconds) / 1000) + 7_200))
                try await close(&meetings[place], &random, &tally)
            }
            _ = try await operation.reminders.send()
            try await deliver(meetings, &tally)
            try await export(month, meetings, &random, &tally)
            try await publish(month, &random, &tally)
        }
        // Each is a walk through the whole store.
        for someone in people.all where !isLong || someone.number % 5 == 0 { try await tellAll(someone, &tally) }
        if isLong {
            print(
                "a year: \(tally.documents) documents \(tally.kinds.sorted { $0.key < $1.key }), \(tally.refused) refused"
            )
        }
        #expect(tally.faults.isEmpty, "\(tally.faults.count) of \(tally.documents): \(tally.faults.prefix(5))")
        #expect(tally.documents >= (isLong ? 10_000 : 300) && tally.refused > 10)
    }

    /// Words in which somebody is named must be refused, and leave nothing behind.
    private func refusing(_ tally: inout Tally, _ what: String, _ work: () async throws -> Void) async throws {
        do {
            try await work()
            tally.faults.append("\(what) was taken")
        } catch let problem as Problem where problem.kind == .notAllowed {
            tally.refused += 1
        }
    }

    /// What somebody does who reads the words that are asked about, and finds nobody in them.
    private func agreed<Answer>(_ work: (Operation) async throws -> Answer) async throws -> Answer {
        do {
            return try await work(operation)
        } catch let problem as Problem {
            let text = "\(problem)"
            guard let place = text.firstRange(of: "--confirm ") else { throw problem }
            return try await work(operation.confirming(String(text[place.upperBound...].prefix(9))))
        }
    }

    private func invited(_ number: Int, _ random: inout SeededGenerator, _ tally: inout Tally) async throws -> Meeting {
        let visibility: Visibility =
            [.discreet, .discreet, .discreet, .stub, .open].randomElement(using: &random) ?? .stub
        let list = people.all.map(\.number).shuffled(using: &random).prefix(isLong ? 45 : 6)
        var form = ConveningInput()
        if visibility == .discreet, Bool.random(using: &random) { form.placeHours = 72 }
        if number % 5 == 4 { form.recurrence = try Recurrence(.weekly, count: 3) }
        let title = "Talks \(number)"
        let made = try await operation.convenings.create(
            blueprint: "consultation", title: title, zone: nil, first: nil, last: nil, venue: "Room \(number)",
            link: nil, visibility: visibility, form: form)
        _ = try await operation.invitees.add(
            to: made.id, named: list.map { people.all[$0].id }, sectors: [], countries: [], theme: nil)
        let start = operation.now.adding(.seconds(86_400 * Int.random(in: 12...20, using: &random)))
        _ = try await operation.convenings.book(made.id, at: start)
        _ = try await operation.invitations.invite(made.id)
        return Meeting(id: made.id, visibility: visibility, list: Array(list), start: start, title: title)
    }

    private func change(_ meeting: inout Meeting, _ random: inout SeededGenerator, _ tally: inout Tally) async throws {
        let id = meeting.id
        for entry in try await operation.invitations.all(to: id) where Int.random(in: 0..<3, using: &random) > 0 {
            let state =
                [Invitation.State.accepted, .accepted, .tentative, .declined].randomElement(using: &random) ?? .accepted
            _ = try await operation.replies.record(entry.code, state)
        }
        let other = people.all[meeting.list[Int.random(in: 1..<meeting.list.count, using: &random)]]
        let named =
            [other.name, other.address, other.family, other.pseudonym, other.house].randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            if meeting.visibility != .open {
                try await refusing(&tally, "a reason with '\(named)'") {
                    _ = try await operation.invitations.cancel(id, reason: "For \(named) is ill.")
                }
            }
            _ = try await operation.invitations.cancel(id, reason: "For somebody is ill.")
            meeting.isOver = true
        case 1:
            _ = try await operation.invitations.reschedule(id, to: meeting.start.adding(.seconds(3_600)), atOnce: true)
        case 2:
            _ = try await operation.invitees.remove(other.id, from: id)
        case 3:
            if meeting.visibility == .discreet, try await operation.convenings.show(id).convening.placeHours != nil {
                try await refusing(&tally, "a venue with '\(named)'") {
                    _ = try await operation.invitations.edit(id, ConveningEditInput(venue: "House of \(named)"))
                }
            }
            _ = try await operation.invitations.edit(id, ConveningEditInput(venue: "Garden"), atOnce: true)
        default:
            installation.clock.advance(86_400 + 3_600)
            _ = try await operation.invitations.remind(id, states: [.needsAction, .tentative, .accepted], sectors: [])
        }
        try await deliver([meeting], &tally)
    }

    private func close(_ meeting: inout Meeting, _ random: inout SeededGenerator, _ tally: inout Tally) async throws {
        meeting.isOver = true
        let id = meeting.id, day = try operation.today().adding(days: 3)
        let present = try await operation.invitees.invited(to: id).first { $0.invitation.state != .withdrawn }
        let other = try #require(people.someone(at: present?.contact.email?.rawValue ?? ""))
        let named = [other.name, other.family, other.pseudonym].randomElement(using: &random) ?? ""
        try await refusing(&tally, "minutes with '\(named)'") {
            _ = try await operation.convenings.close(id, minutes: "# M\n\(named) spoke.\n")
        }
        _ = try await operation.convenings.close(
            id,
            minutes:
                "# M\n- [ ] Mission of Eastland: write to the ministry (due \(day))\n- [ ] \(other.id): ask again (due \(day))\n"
        )
    }

    /// Delivers, reads what left and takes it away.
    private func deliver(_ meetings: [Meeting], _ tally: inout Tally) async throws {
        _ = try await operation.outbox.deliver()
        let titles = Dictionary(
            uniqueKeysWithValues: meetings.filter { $0.visibility == .open }.map { ($0.title, Set($0.list)) })
        for (name, mail) in try installation.mails() {
            let head = String(decoding: mail, as: UTF8.self).replacing("\r\n ", with: " ")
            let line = head.split(separator: "\r\n").first { $0.hasPrefix("To: ") } ?? ""
            let address = line.split(separator: "<").last?.prefix { $0 != ">" } ?? ""
            guard let reader = people.someone(at: address) else {
                tally.faults.append("a mail to \(address)")
                continue
            }
            let text = try MailReader.text(mail)
            let open = titles.filter { text.contains("\($0.key)\r") || text.contains("\($0.key)\n") }.reduce(
                into: Set<Int>()
            ) { $0.formUnion($1.value) }
            tally.note(
                "mail",
                people.strangers(inMail: mail, but: open.union([reader.number]))
                    + people.strangers(in: text, but: open.union([reader.number])))
            try FileManager.default.removeItem(atPath: "\(installation.mailFolder)/\(name)")
        }
    }

    private func export(
        _ month: Int, _ meetings: [Meeting], _ random: inout SeededGenerator, _ tally: inout Tally
    ) async throws {
        let folder = installation.folder.path, group = Group.ID(trusted: "circle")
        func read(_ path: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        }
        for language in Language.shipped {
            try await operation.reports.write(to: "\(folder)/r.html", in: language)
            tally.note("report", people.strangers(in: try read("\(folder)/r.html")))
        }
        let duty = try await operation.reports.document(operation.reports.duties(from: nil, through: nil))
        try await operation.reports.write(duty, to: "\(folder)/d.html")
        tally.note("report", people.strangers(in: try read("\(folder)/d.html")))
        _ = try await operation.feeds.export(of: .all, hasTasks: true, to: "\(folder)/all.ics")
        let open = Set(meetings.filter { $0.visibility == .open }.flatMap(\.list))
        tally.note("calendar", people.strangers(in: try read("\(folder)/all.ics").replacing("\r\n ", with: "")))
        for someone in people.all.shuffled(using: &random).prefix(isLong ? 500 : 6) {
            let path = "\(folder)/\(someone.id).ics"
            // Whoever was asked to nothing has no calendar.
            do { _ = try await operation.feeds.export(of: .contact(someone.id), to: path) } catch is Problem {
                continue
            }
            tally.note(
                "calendar",
                people.strangers(in: try read(path).replacing("\r\n ", with: ""), but: open.union([someone.number])))
        }
        let joined = people.all.shuffled(using: &random).prefix(people.all.count / 3)
        _ = try await operation.groups.change(group, adding: joined.map(\.id), removing: [])
        for ending in ["csv", "vcf"] {
            let path = "\(folder)/shared.\(ending)"
            let report = try await agreed {
                try await $0.directory.export(to: path, for: group.text, label: .amber, query: DirectoryQuery())
            }
            let text = try read(path).replacing("\r\n ", with: ""),
                shown = people.all.filter { text.contains($0.address) }
            #expect(report.people == shown.count)
            tally.note("export", people.strangers(in: text, but: Set(shown.map(\.number))))
        }
    }

    private func publish(_ month: Int, _ random: inout SeededGenerator, _ tally: inout Tally) async throws {
        let signers = people.all.shuffled(using: &random).prefix(4)
        let named = signers.randomElement(using: &random).map { [$0.name, $0.family, $0.pseudonym] } ?? []
        let bad = try await operation.statements.draft(
            title: "Call \(month)", texts: [.english: "We stand with \(named.randomElement(using: &random) ?? "")."],
            embargo: nil, tlp: .clear)
        try await refusing(&tally, "a statement with one of \(named)") {
            _ = try await operation.statements.open(bad.id, asking: signers.map(\.id))
        }
        let good = try await operation.statements.draft(
            title: "Call \(month)", texts: [.english: "We stand with the defenders."], embargo: nil, tlp: .clear)
        _ = try await operation.statements.open(good.id, asking: signers.map(\.id))
        try await deliver([], &tally)
    }

    /// Everything that is kept of somebody, as that person gets it.
    private func tellAll(_ someone: WatchedPeople.Someone, _ tally: inout Tally) async throws {
        for path in try await operation.subjects.export(someone.id, to: installation.folder.path) {
            let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            tally.note("subject", people.strangers(in: text, but: [someone.number]))
        }
    }
}
