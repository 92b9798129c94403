import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import Installation
@testable import PeopleService

@Suite struct GroupTests {
    @Test(arguments: EngineKind.here) func `a group keeps who belonged and a question is answered anew`(
        kind: EngineKind
    )
        async throws
    {
        let installation = try await TestInstallation(kind)
        var operation: Operation { installation.operation }
        let ana = Contact.ID(trusted: "demo-ana"), chosen = Group.ID(trusted: "like-minded")
        _ = try await operation.groups.save(Group(id: chosen, name: "Like-minded"))
        #expect(try await operation.groups.change(chosen, adding: [ana], removing: []).members == 1)
        installation.clock.advance(86_400 * 3)
        let left = try await operation.groups.change(chosen, adding: [], removing: [ana])
        #expect(left.members == 0)
        #expect(left.stays.first?.left == People.today.adding(days: 3))
        let asked = Group.ID(trusted: "media")
        let media = try await operation.groups.save(
            Group(id: asked, name: "Media", query: DirectoryQuery(sector: .media)))
        #expect(media.members > 0)
        #expect(
            await refusal {
                _ = try await operation.groups.change(asked, adding: [ana], removing: [])
            } == Refusal(.notAllowed, at: "media"))
        _ = try await operation.relations.move(
            ana, to: "demo-red-prensa", as: "Editor", on: nil)
        #expect(try await operation.groups.one(asked).members == media.members + 1)
        #expect(try await operation.directory.search(DirectoryQuery(group: asked)).contains { $0.id == ana.text })
    }

    @Test("a withdrawal names a group that there is, and only for sharing", arguments: EngineKind.here)
    func withdrawalsNameAGroup(kind: EngineKind) async throws {
        let installation = try await TestInstallation(kind)
        var operation: Operation { installation.operation }
        let ana = Contact.ID(trusted: "demo-ana"), group = Group.ID(trusted: "like-minded")
        func withdraw(_ purpose: Consent.Purpose, _ group: Group.ID?) async throws {
            _ = try await operation.consents.withdraw(of: ana, to: purpose, channel: nil, group: group)
        }
        #expect(await refusal { try await withdraw(.share, group) } == Refusal(.missingInput, at: "like-minded"))
        _ = try await operation.groups.save(Group(id: group, name: "Like-minded"))
        #expect(await refusal { try await withdraw(.invite, group) } == Refusal(.usage))
        try await withdraw(.share, group)
        try await withdraw(.invite, nil)
        let left = try await operation.read { try $0.contacts.one(ana).consents.map(\.purpose) }
        #expect(!left.isEmpty)
    }

    @Test("a country that there is not is refused where people are looked for") func unknownCountry() async throws {
        let operation = try await TestInstallation().operation
        let nowhere = try CountryCode(parsing: "XX")
        #expect(
            await refusal { _ = try await operation.directory.search(DirectoryQuery(country: nowhere)) }
                == Refusal(.badData))
    }
}
