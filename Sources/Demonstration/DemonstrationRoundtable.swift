internal import ConveningService
internal import Coordination
internal import Delivery
internal import Foundation
internal import Installation
internal import PeopleService
internal import ReportService

extension Demonstration {
    struct RoundtableResult {
        let convening: Convening.ID
        let invited: Int
        let updated: Int
        let applied: Int
        let held: Int
    }

    /// Plans, invites, takes answers, moves the time and takes answers again.
    func roundtable(
        _ operation: Operation, _ tell: @escaping @Sendable (String, String) -> Void
    ) async throws -> RoundtableResult {
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "River defenders and companies in the north", zone: nil, first: nil,
            last: nil, venue: "Residence, library", link: nil, visibility: nil)
        tell("Planning a roundtable", "\(convening.id), \(convening.firstDay) to \(convening.lastDay)")
        try await suggestion(operation, convening.id, tell)
        let people = try await operation.directory.search(DirectoryQuery())
            .filter { $0.kind == "contact" }.map { Contact.ID(trusted: $0.id) }
        let list = try await operation.invitees.add(
            to: convening.id, named: people, sectors: [], countries: [], theme: nil)
        let excluded = list.entries.filter { $0.excluded != nil }
        tell(
            "Choosing invitees",
            "\(list.entries.count - excluded.count) on the list, \(excluded.count) left out for want of consent or safety"
        )
        let times = try await operation.convenings.findTimes(for: convening.id, count: 3)
        guard times.proposals.count >= 2 else {
            throw Problem(
                .unavailable, at: convening.id.text, "found no two times", remedy: "Run the demonstration again.")
        }
        tell(
            "Finding times across zones and holidays",
            "\(times.proposals[0].local), \(times.proposals[0].attending) of \(times.invited) can come")
        _ = try await operation.convenings.book(convening.id, at: times.proposals[0].start)
        let invited = try await operation.invitations.invite(convening.id)
        _ = try await operation.outbox.deliver()
        tell("Inviting", "\(invited.queued) mails, each to one person and about nobody else")
        let first = try await answers(operation, convening.id, round: 1)
        tell("Importing replies", first.summary)
        let updated = try await operation.invitations.reschedule(
            convening.id, to: times.proposals[1].start, atOnce: true)
        _ = try await operation.outbox.deliver()
        tell("Moving the time", "\(updated.queued) updates, everyone is asked for a new reply")
        let second = try await answers(operation, convening.id, round: 2)
        tell("Importing replies again", second.summary)
        return RoundtableResult(
            convening: convening.id, invited: invited.queued, updated: updated.queued,
            applied: first.applied + second.applied, held: first.held + second.held)
    }

    /// Another meeting that is called off after its invitations went out.
    func cancelledConsultation(
        _ operation: Operation, _ tell: @Sendable (String, String) -> Void
    ) async throws -> Int {
        let convening = try await operation.convenings.create(
            blueprint: "consultation", title: "Strategy on defenders", zone: nil, first: nil, last: nil, venue: nil,
            link: nil, visibility: nil)
        _ = try await operation.invitees.add(
            to: convening.id, named: [], sectors: [.civilSociety, .media], countries: [], theme: nil)
        let times = try await operation.convenings.findTimes(for: convening.id, count: 1)
        guard let best = times.proposals.first else {
            throw Problem(.unavailable, at: convening.id.text, "found no time", remedy: "Run the demonstration again.")
        }
        _ = try await operation.convenings.book(convening.id, at: best.start)
        _ = try await operation.invitations.invite(convening.id)
        _ = try await operation.outbox.deliver()
        let round = try await operation.invitations.cancel(convening.id, reason: nil)
        _ = try await operation.outbox.deliver()
        tell("Cancelling another meeting", "\(round.queued) cancellations")
        return round.queued
    }
}
