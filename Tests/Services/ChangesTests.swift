import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import ReplyService
@testable import Delivery
@testable import Installation
@testable import PeopleService

/// What changes after people were told: each is told once, in full, and nobody is asked in vain.
@Suite struct ChangesTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }
    private let ana = Contact.ID(trusted: "demo-ana"), hector = Contact.ID(trusted: "demo-hector")

    init() async throws { installation = try await TestInstallation() }

    private func code(_ person: Contact.ID, _ id: Convening.ID) async throws -> String {
        try #require(try await operation.invitations.all(to: id).first { $0.contact == person }).code
    }

    /// A discreet meeting whose place was told to Ana, who comes; Héctor has not replied.
    private func told(_ seen: inout Set<String>) async throws -> (Convening.ID, Instant) {
        let id = try await installation.convening(
            form: ConveningInput(placeHours: 48), venue: "Casa Azul", people: [ana, hector])
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        _ = try await operation.replies.record(try await code(ana, id), .accepted)
        let start = try #require(try await operation.convenings.show(id).convening.span).start
        installation.clock.advance(
            Int(start.adding(.seconds(-86_400)).duration(since: operation.now).components.seconds))
        _ = try await installation.left(&seen)
        return (id, start)
    }

    @Test func `a place that changes after it was told is sent as a change, once, to those who come`() async throws {
        var seen: Set<String> = []
        let (id, _) = try await told(&seen)
        _ = try await operation.invitations.edit(id, ConveningEditInput(venue: "Casa Verde"), atOnce: true)
        let left = try await installation.left(&seen)
        #expect(left.count == 1)
        let mail = try #require(left["ana@rio-vivo.example"])
        #expect(mail.contains("Ha cambiado el lugar") && mail.contains("Casa Verde"))
        #expect(try await installation.left(&seen).isEmpty)
    }

    @Test func `a new time keeps the place for whom it was told, and for nobody else`() async throws {
        var seen: Set<String> = []
        let (id, start) = try await told(&seen)
        _ = try await operation.invitations.reschedule(id, to: start.adding(.seconds(3600)), atOnce: true)
        let left = try await installation.left(&seen)
        #expect(left["ana@rio-vivo.example"]?.contains("LOCATION:Casa Azul") == true)
        #expect(left["ana@rio-vivo.example"]?.contains("- Dónde: Casa Azul") == true)
        #expect(left["hector@red-prensa.example"]?.contains("Casa Azul") == false)
        // Asked anew, she must not go to the old place if it changes meanwhile.
        _ = try await operation.invitations.edit(id, ConveningEditInput(venue: "Casa Roja"), atOnce: true)
        let moved = try await installation.left(&seen)
        #expect(moved["ana@rio-vivo.example"]?.contains("Casa Roja") == true && moved.count == 1)
        // Whoever says yes to the new time is told it then.
        _ = try await operation.replies.record(try await code(hector, id), .accepted)
        #expect(try await installation.left(&seen)["hector@red-prensa.example"]?.contains("Casa Roja") == true)
    }

    @Test func `nobody is reminded of what they were told within the last day`() async throws {
        let id = try await installation.convening(people: [ana, hector])
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        let refusal = await refusal { try await operation.invitations.remind(id, states: []) }
        #expect(refusal == Refusal(.notAllowed, at: "cv-*"))
        #expect(try await operation.invitations.remind(id, states: [], again: true).queued == 2)
        installation.clock.advance(86_400)
        _ = try await operation.outbox.deliver()
        installation.clock.advance(3600)
        let again = await self.refusal { try await operation.invitations.remind(id, states: []) }
        #expect(again == Refusal(.notAllowed, at: "cv-*"))
        installation.clock.advance(86_400)
        #expect(try await operation.invitations.remind(id, states: []).queued == 2)
    }

    private func refusal(_ work: () async throws -> some Any) async -> Refusal? {
        await Fixtures.refusal { _ = try await work() }
    }

    @Test func `whoever declined for good is not asked again`() async throws {
        let id = try await installation.convening(people: [ana, hector])
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        _ = try await operation.replies.record(try await code(hector, id), .declined, isFinal: true)
        let start = try #require(try await operation.convenings.show(id).convening.span).start
        #expect(
            try await operation.invitations.reschedule(id, to: start.adding(.seconds(3600)), atOnce: true).queued == 1)
        let entry = try #require(try await operation.invitations.all(to: id).first { $0.contact == hector })
        #expect(entry.state == .declined && entry.notes.contains("declined for good"))
        #expect(
            await refusal { try await operation.invitations.invite(id) } == Refusal(.notAllowed, at: "cv-*"))
        // A later word of theirs counts.
        _ = try await operation.replies.record(try await code(hector, id), .accepted)
        let later = try #require(try await operation.invitations.all(to: id).first { $0.contact == hector })
        #expect(later.state == .accepted && !later.notes.contains("declined for good"))
    }

    @Test func `the list of a closed convening stays as it was, whatever people refuse later`() async throws {
        func standing(_ id: Convening.ID) async throws -> (state: Invitation.State?, excluded: String?, people: Int) {
            let view = try await operation.invitees.list(of: id)
            let entry = view.entries.first { $0.contact == hector }
            return (entry?.state, entry?.excluded, view.balance.people)
        }
        let open = try await installation.convening(people: [ana, hector])
        let closed = try await installation.convening(people: [ana, hector])
        for id in [open, closed] {
            _ = try await operation.invitations.invite(id)
            _ = try await operation.outbox.deliver()
            _ = try await operation.replies.record(try await code(hector, id), .accepted)
        }
        installation.clock.advance(86_400 * 40)
        _ = try await operation.convenings.close(closed, CloseInput(minutes: "# M\n"))
        let before = try await standing(closed)
        _ = try await operation.consents.setDoNotContact(true, for: hector)
        #expect(try await standing(closed) == before)
        #expect(before.state == .accepted && before.people == 2)
        let now = try await standing(open)
        #expect(now.state == .accepted && now.excluded != nil && now.people == 1)
    }

    @Test func `who answered the time before is seen once everyone is asked again`() async throws {
        let id = try await installation.convening(people: [ana, hector])
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        _ = try await operation.replies.record(try await code(ana, id), .accepted)
        let start = try #require(try await operation.convenings.show(id).convening.span).start
        for hours in [1, 2] {
            _ = try await operation.invitations.reschedule(
                id, to: start.adding(.seconds(hours * 3600)), atOnce: true)
        }
        // The first notice was never tried: it did not fail, it was not needed any more.
        #expect(try await operation.outbox.lines(state: "superseded").count == 2)
        #expect(try await operation.outbox.lines(state: "failed").isEmpty)
        let entries = try await operation.invitations.all(to: id)
        #expect(entries.first { $0.contact == ana }?.notes.contains("accepted for the time before") == true)
        #expect(entries.first { $0.contact == hector }?.notes.contains { $0.contains("time before") } == false)
        _ = try await operation.replies.record(try await code(ana, id), .tentative)
        let later = try await operation.invitations.all(to: id).first { $0.contact == ana }
        #expect(later?.state == .tentative && later?.notes.contains { $0.contains("time before") } == false)
    }

    @Test func `a clock that was ahead leaves no mail waiting`() async throws {
        let id = try await installation.convening(people: [ana])
        installation.clock.advance(86_400 * 20)
        _ = try await operation.invitations.invite(id)
        installation.clock.advance(-86_400 * 20)
        #expect(try await operation.outbox.deliver().sent == 1)
    }
}
