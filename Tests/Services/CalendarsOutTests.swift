import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import CalendarFeeds
@testable import ConveningService
@testable import Delivery
@testable import DirectoryFiles
@testable import FollowUpService
@testable import Installation
@testable import PeopleService

@Suite struct CalendarsOutTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }

    init() async throws { installation = try await TestInstallation() }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8).replacing("\r\n ", with: "")
    }

    @Test func `a feed is the same bytes until something changes and gone once it is revoked`() async throws {
        let id = try await installation.invitedRoundtable()
        let feed = try await operation.feeds.make(of: .all)
        let first = try Data(contentsOf: URL(filePath: feed.path))
        installation.clock.advance(86_400)
        _ = try await operation.outbox.deliver()
        #expect(try Data(contentsOf: URL(filePath: feed.path)) == first)
        let text = try text(feed.path)
        #expect(text.contains("METHOD:PUBLISH") && text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H"))
        #expect(!text.contains("ATTENDEE") && !text.contains("River") && !text.contains("Residence"))
        let times = try await operation.convenings.findTimes(for: id, count: 2)
        _ = try await operation.invitations.reschedule(id, to: times.proposals[1].start, atOnce: true)
        _ = try await operation.outbox.deliver()
        #expect(try Data(contentsOf: URL(filePath: feed.path)) != first)
        _ = try await operation.feeds.revoke(feed.id)
        #expect(!FileManager.default.fileExists(atPath: feed.path))
        _ = try await operation.outbox.deliver()
        #expect(!FileManager.default.fileExists(atPath: feed.path))
        #expect(await refusal { _ = try await operation.feeds.revoke(feed.id) } == Refusal(.missingInput, at: "*"))
    }

    @Test func `a person's calendar has their own UIDs and ends with their consent`() async throws {
        let id = try await installation.invitedRoundtable()
        let ana = Contact.ID(trusted: "demo-ana")
        let feed = try await operation.feeds.make(of: .contact(ana))
        let uid = try #require(try await operation.invitees.invited(to: id).first { $0.contact.id == ana }).invitation
            .uid
        #expect(try text(feed.path).contains("UID:\(uid)"))
        _ = try await operation.consents.withdraw(of: ana, to: .invite, channel: nil, group: nil)
        let report = try await operation.outbox.deliver()
        #expect(report.troubles.count == 1)
        #expect(!FileManager.default.fileExists(atPath: feed.path))
    }

    @Test func `a groups calendar holds only open meetings of all its members`() async throws {
        let members = ["demo-ana", "demo-hector"].map { Contact.ID(trusted: $0) }
        _ = try await operation.groups.save(Group(id: Identifier(trusted: "likeminded"), name: "Like-minded"))
        _ = try await operation.groups.change(Identifier(trusted: "likeminded"), adding: members, removing: [])
        let path = "\(installation.folder.path)/group.ics"
        _ = try await installation.invitedRoundtable()
        #expect(
            await refusal {
                _ = try await operation.feeds.export(of: .group(Identifier(trusted: "likeminded")), to: path)
            } == Refusal(.missingInput))
        _ = try await installation.invitedRoundtable(visibility: .open)
        #expect(try await operation.feeds.export(of: .group(Identifier(trusted: "likeminded")), to: path) == 1)
    }

    @Test func `tasks stand in it without names`() async throws {
        _ = try await operation.actions.add(
            kind: .letter, title: "Write to Ana Lucía Quintanilla", owner: "Embassy", convening: nil, measure: nil,
            due: CalendarDay(year: 2026, month: 4, day: 1))
        let path = "\(installation.folder.path)/tasks.ics"
        #expect(try await operation.feeds.export(of: .all, hasTasks: true, to: path) == 1)
        let text = try text(path)
        #expect(text.contains("BEGIN:VTODO") && text.contains("DUE;VALUE=DATE:20260401"))
        #expect(!text.contains("Quintanilla"))
    }
}
