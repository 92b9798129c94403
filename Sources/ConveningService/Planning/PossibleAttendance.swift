internal import Availability
internal import Coordination
internal import Installation
internal import Storage
internal import Zones

/// Who of an invitee list can come when, the officer among them.
struct PossibleAttendance {
    let convening: Convening
    /// Who may be invited.
    let people: [Invited]
    /// Of each of them, in the same order.
    let diaries: [Diary]
    let officer: Diary
    /// Other convenings and their meetings.
    let others: [(id: Convening.ID, spans: [TimeSpan])]
}

extension Convenings {
    /// - Parameter id: of the convening, whose own time takes nobody.
    func possibleAttendance(at id: Convening.ID) async throws -> PossibleAttendance {
        let gate = try await operation.gate()
        let people = try await operation.invitees.invited(to: id).filter { person in
            person.invitation.state != .withdrawn
                && gate.objection(to: person.contact, purpose: .invite, channel: .email, about: id.text) == nil
        }
        let (convening, booked, engagements) = try await operation.read { records in
            (
                try records.convenings.one(id), try records.convenings.booked(except: id),
                try people.map { try records.invitations.engagements(of: $0.contact.id, except: id) }
            )
        }
        let others = try booked.map { other in
            (id: other.id, spans: try operation.mailings.occurrences(of: other).filter { !$0.isCancelled }.map(\.span))
        }
        let spans = Dictionary(uniqueKeysWithValues: others.map { ($0.id, $0.spans) })
        // A country's holidays are read once, however many people live there.
        let calendars = try Set(people.map(\.contact.country)).reduce(into: [:]) {
            $0[$1] = try operation.facts.calendar(of: $1)
        }
        let diaries = try zip(people, engagements).map { person, engaged in
            try Diary(
                zone: operation.zones.zone(person.contact.zone),
                calendar: calendars[person.contact.country] ?? operation.facts.calendar(of: person.contact.country),
                hours: person.contact.hours, busy: person.contact.busy, engagements: engaged.flatMap { spans[$0] ?? [] }
            )
        }
        let officer = try Diary(
            zone: operation.zones.zone(operation.officer.zone),
            calendar: operation.facts.calendar(of: operation.officer.country), hours: .usual, busy: [],
            engagements: others.flatMap(\.spans))
        return PossibleAttendance(
            convening: convening, people: people, diaries: diaries, officer: officer, others: others)
    }
}
