public import Coordination
internal import Storage

/// What a worker has to say beside its work, each thing once.
public enum WorkerNews: Hashable, Sendable {
    /// The vault is locked; nothing is done until it is opened.
    case locked
    /// The store cannot be reached, or not be written now; the worker waits for it.
    case waiting(Problem)
    /// A round could not be done; the worker goes on.
    case failed(Problem)
    /// What was told last is over.
    case over
}

/// Work that is done in rounds, again and again, for as long as the program runs. It outlives its store: a server that fails, stops or
/// starts, refuses connections or has another take its place is waited for.
public struct Worker: Sendable {
    /// Opens the installation, at first and for as long as that did not succeed.
    let open: @Sendable () async throws -> Installation
    let tell: @Sendable (WorkerNews) -> Void

    public init(
        opening open: @escaping @Sendable () async throws -> Installation,
        tell: @escaping @Sendable (WorkerNews) -> Void
    ) {
        self.open = open
        self.tell = tell
    }

    /// Goes on until the task is cancelled.
    /// - Parameters:
    ///   - pause: waits between two rounds.
    ///   - round: one round, with the vault open; says whether there is more to do at once.
    /// - Throws: what keeps the installation from being opened at all, such as settings that are wrong.
    package func run(
        pause: (Installation) async throws -> Void, round: (Installation) async throws -> Bool
    ) async throws {
        var installation: Installation?
        var outage = Outage(), told: WorkerNews?
        func say(_ news: WorkerNews) {
            if news != told { tell(news) }
            told = news
        }
        while !Task.isCancelled {
            do {
                let here: Installation
                if let known = installation { here = known } else { here = try await open() }
                installation = here
                let store = here.store
                if here.home.isLocked { store.lock() } else { try await Installation.unlockQuietly(store, here.home) }
                var isMore = false
                if store.isLocked {
                    say(.locked)
                } else {
                    isMore = try await round(here)
                    if let before = told, before != .over { say(.over) }
                }
                outage = Outage()
                if !isMore { try await pause(here) }
            } catch is CancellationError {
                return
            } catch let problem as Problem {
                let isPassing = problem.kind == .unavailable || problem.kind == .tryAgain
                guard isPassing || installation != nil else { throw problem }
                // The store may have been given a new key: opened anew, it goes on.
                installation?.store.lock()
                let isKnown: Bool
                if case .waiting = told { isKnown = isPassing } else { isKnown = false }
                if !isKnown { say(isPassing ? .waiting(problem) : .failed(problem)) }
                do { try await Task.sleep(for: outage.nextWait(jitter: RandomSource.machine.jitter)) } catch { return }
            }
        }
    }
}
