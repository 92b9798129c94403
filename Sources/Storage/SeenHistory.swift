internal import Coordination
internal import Synchronization

/// What this program, and others of the same home, have seen of a store's history.
final class SeenHistory: Sendable {
    private let mark: HighWaterMark?
    private let lineage: ServerLineage?
    private let last: Mutex<HighWaterMark.Position?>
    /// Whether what was seen has been compared with the store since that was opened.
    private let isCompared = Mutex(false)

    /// - Parameters:
    ///   - mark: where it is remembered; `nil` where nobody said where.
    ///   - lineage: of the servers; `nil` for a file.
    init(mark: HighWaterMark?, lineage: ServerLineage?) {
        self.mark = mark
        self.lineage = lineage
        last = Mutex(mark?.known)
    }

    var seen: HighWaterMark.Position? { last.withLock { $0 } }

    func saw(_ position: HighWaterMark.Position?) {
        guard var position else { return }
        position.server = lineage?.seen
        let isNews = last.withLock { last in
            // Who recorded no try does not forget the last one.
            if position.tried == nil, last?.history == position.history { position.tried = last?.tried }
            defer { last = position }
            return last != position
        }
        if isNews { mark?.note(position) }
    }

    /// Compares what was seen with what the store holds, once.
    /// - Throws: `LostHistory`.
    func compare(_ engine: Engine) async throws {
        guard !isCompared.withLock({ $0 }) else { return }
        let known = seen
        saw(try await engine.read { try LostHistory.check(against: known, $0) })
        isCompared.withLock { $0 = true }
    }

    /// What to say where a file lost something.
    func problemOfFile(_ lost: LostHistory) -> Problem {
        guard let known = mark?.known, known != lost.seen else { return lost.problem(removing: mark?.path ?? "") }
        // Another program has put it in place on purpose.
        last.withLock { $0 = known }
        return Problem(
            .tryAgain, at: "store", "was replaced by another program meanwhile", remedy: "Run the command again.")
    }
}
