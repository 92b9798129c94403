public import Coordination
public import Installation
internal import Storage

/// Carries out files of many people that were staged and released.
public struct PeopleCarrier: RoundCarrier {
    public let kind = Round.Kind.people

    public init() {}

    public func carryOut(_ round: Round, _ operation: Installation.Operation) async throws -> Int {
        try await operation.rounds.carryOut(round) { limit, records, _ in
            let parts = try records.rounds.nextParts(ImportPlan.Part.self, of: round.id, atMost: limit)
            for (_, part) in parts {
                // The audit tells of what was left as somebody else made it meanwhile.
                if let id = try part.save(records) { try records.note(.directoryRefused, id) }
            }
            try records.rounds.removeParts(upTo: parts.last?.number ?? 0, of: round.id)
            return parts.count
        }
    }
}
