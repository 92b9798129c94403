public import Coordination
internal import Storage

/// What closing a convening left behind.
public struct CloseReport: Sendable, Codable {
    public let convening: String
    public let actions: [Action]
}

extension Secretariat {
    /// Closes a convening with its minutes; every promise in them becomes an action.
    /// - Throws: `Problem.notAllowed` with the line where minutes name someone they must not name.
    public func close(_ id: Convening.ID, minutes text: String) async throws -> CloseReport {
        let minutes = try Minutes(parsing: text)
        let now = world.now(), who = who
        return try await store.write { [self] records in
            var convening = try records.convening(id)
            try minutes.checkAttribution(convening.attribution, people: try records.contacts())
            try convening.close(now: now)
            try records.update(convening)
            for invitation in try records.invitations(of: id) {
                try records.supersede(invitation.id, kinds: ["reminder", "update", "meeting", "place"], at: now)
            }
            try records.save(minutes, of: id, at: now)
            let actions = try minutes.commitments.map { commitment in
                let due = commitment.due.map {
                    Deadline(
                        name: "promised for", day: $0, source: "minutes of \(id), line \(commitment.line)",
                        isConfirmed: true)
                }
                let action = try Action(
                    id: newID("ac"), kind: .commitment, title: commitment.promise, owner: commitment.owner,
                    convening: id, due: due)
                try records.insert(action, at: now)
                return action
            }
            try records.note("convening.close", id.text, by: who, at: now)
            return CloseReport(convening: id.text, actions: actions)
        }
    }
}
