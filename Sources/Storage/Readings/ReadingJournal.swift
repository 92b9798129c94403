internal import Coordination

/// Keeps the notes of readings until a writer takes them into the audit. Those who read at the same time share one wait for the disk.
actor ReadingJournal {
    private let store: @Sendable ([SealedReading]) async throws -> Void
    private var waiting: [(readings: [SealedReading], reader: CheckedContinuation<Void, any Error>)] = []
    private var isStoring = false

    /// - Parameter store: puts a group of notes where a stop does not lose them.
    init(_ store: @escaping @Sendable ([SealedReading]) async throws -> Void) { self.store = store }

    /// Returns once the notes are on the disk.
    func append(_ readings: [SealedReading]) async throws {
        try await withCheckedThrowingContinuation { reader in
            waiting.append((readings, reader))
            guard !isStoring else { return }
            isStoring = true
            Task { await storeAll() }
        }
    }

    private func storeAll() async {
        while !waiting.isEmpty {
            let group = waiting
            waiting = []
            do {
                try await store(group.flatMap(\.readings))
                for item in group { item.reader.resume() }
            } catch {
                for item in group { item.reader.resume(throwing: error) }
            }
        }
        isStoring = false
    }
}
