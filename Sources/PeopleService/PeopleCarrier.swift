public import Coordination
public import Installation
internal import Storage

/// Carries out files of many people that were staged and released.
///
/// The records of some thousands are written in batches, and then the rows of the search index that these need, in the index's own
/// order: one by one they would be spread over the whole of it. Only then are the parts over; what is done twice after a stop changes nothing.
public struct PeopleCarrier: RoundCarrier {
    public let kind = Round.Kind.people
    /// Parts whose index rows are written together, and rows in one transaction.
    private static let chunk = 10_000, rows = 5_000

    public init() {}

    public func carryOut(
        _ round: Round, _ operation: Installation.Operation, until end: ContinuousClock.Instant?
    ) async throws -> Int {
        var last = 0, count = 0, index: [IndexRow] = []
        while count == 0 || count < Self.chunk && end.map({ ContinuousClock.now < $0 }) ?? true {
            if end == nil { await Rounds.giveWay() }
            let before = last
            let done = try await operation.rounds.step(of: round) { records in
                try Self.save(partsOf: round, after: before, records)
            }
            guard let done else { return 0 }
            if done.count == 0 { break }
            (last, count) = (done.last, count + done.count)
            index += done.rows
        }
        index.sort()
        for start in stride(from: 0, to: index.count, by: Self.rows) {
            let part = index[start..<min(start + Self.rows, index.count)]
            guard try await operation.rounds.step(of: round, { try $0.search.insert(part) }) != nil else { return 0 }
        }
        let through = last, all = count
        return try await operation.rounds.carryOut(round) { records, _ in
            try records.rounds.removeParts(upTo: through, of: round.id)
            return all
        }
    }

    private static func save(
        partsOf round: Round, after number: Int, _ records: Records
    ) throws -> (last: Int, count: Int, rows: [IndexRow]) {
        var last = number, count = 0
        let rows = try records.rounds.indexingLater {
            count = try Rounds.pieces { limit in
                let parts = try records.rounds.nextParts(of: round.id, after: last, atMost: limit)
                for part in parts {
                    // The audit tells of what was left as somebody else made it meanwhile.
                    let id = try ImportPlan.Part(part, records).save(records)
                    if let id { try records.note(.directoryRefused, id) }
                }
                last = parts.last?.number ?? last
                return parts.count
            }
        }
        return (last, count, rows)
    }
}
