public import Coordination
internal import Foundation
internal import Sealing
package import Storage

extension Operation {
    /// Long work that is staged, released and carried out in batches.
    public var rounds: Rounds { Rounds(operation: self) }
}

/// Long work that is staged, released and carried out in batches.
public struct Rounds: Sendable {
    let operation: Operation

    /// Parts that are written in one transaction, so that nobody waits long for it.
    package static let batch = 50
    /// After so long a transaction takes no more of them, and so many are taken before that is looked at.
    private static let turn = Duration.milliseconds(20), piece = 10
    /// How long a command goes on with what a program left that is gone, and how long others then leave it alone.
    private static let share = Duration.milliseconds(100), rest = Duration.seconds(1)
    /// How long a batch gives way at most.
    private static let courtesy = Duration.milliseconds(100)
    /// How long a program may be silent before another goes on with its round.
    private static let silence = Duration.seconds(30)

    /// After so many parts a server counts anew.
    private static let counts = [100, 400, 1600, 6400]

    /// Who holds a round that was cancelled, and one that was left.
    private static let cancelled = "cancelled", left = "left"

    /// About how many bytes one part takes on its way.
    private static func size(_ kind: Round.Kind) -> Int {
        switch kind {
        case .mailing: 24_000
        case .people: 6_000
        }
    }

    /// A digest by which two that mean the same are known.
    package static func digest(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Digest.sha256(Array(try encoder.encode(value)))
    }

    /// Those that are begun and not complete, the oldest first.
    public func all() async throws -> [RoundView] {
        try await operation.read { try $0.rounds.all() }.map {
            RoundView(
                id: $0.id, kind: $0.kind, subject: $0.subject, state: $0.isReleased ? .released : .staging,
                done: $0.done, total: $0.total, begun: $0.created, isAlive: !isAbandoned($0))
        }
    }

    /// Whether the program that worked on a round is gone, or has not been heard of.
    private func isAbandoned(_ round: Round) -> Bool { isAbandoned(by: round.holder, until: round.heldUntil) }

    private func isAbandoned(by holder: String, until: Instant) -> Bool {
        holder == Self.left || isFree(holder, until)
    }

    /// Whether a command may go on with it that is about something else.
    private func isFree(_ holder: String, _ until: Instant) -> Bool {
        ProgramMark(text: holder)?.isGone == true || until < operation.clock.now()
    }

    /// Does long work: stages it where nobody sees it, releases it in one short transaction, and carries it out.
    /// - Parameters:
    ///   - plan: by which it is known that another command means the same.
    ///   - staging: writes the parts, by `stage`.
    ///   - releasing: what else belongs into the transaction that releases it; may throw.
    /// - Throws: `Problem.tryAgain` where another program is at one about the same, or has cancelled this one.
    package func run<Plan: Codable & Equatable & Sendable>(
        _ kind: Round.Kind, about subject: String, total: Int, plan: Plan,
        _ progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
        staging: (Round.ID) async throws -> Void,
        releasing: @escaping @Sendable (Records) throws -> Void = { _ in }
    ) async throws {
        let id = try await begin(kind, about: subject, total: total, plan: plan)
        do {
            try await staging(id)
            try await stage(in: id) { records in
                try releasing(records)
                try records.rounds.release(id)
            }
        } catch {
            // Where the store cannot be reached, the next command about the same takes it away.
            try? await discard(id, heldBy: ProgramMark.own.text)
            throw error
        }
        guard let round = try await operation.read({ try $0.rounds.one(ifThere: id) }) else { return }
        try await complete(round, progress: progress)
    }

    /// Begins a round, or goes on with the one that was begun with the same plan and then abandoned.
    private func begin<Plan: Codable & Equatable & Sendable>(
        _ kind: Round.Kind, about subject: String, total: Int, plan: Plan
    ) async throws -> Round.ID {
        // Staged, then in its place, and both in the journal.
        try operation.store.checkRoom(for: total * Self.size(kind) + (1 << 20))
        let until = operation.clock.now().adding(Self.silence)
        for old in try await operation.read({ try $0.rounds.all(about: subject) }) {
            guard isAbandoned(old) else {
                throw Problem(
                    .tryAgain, at: subject, "is being worked on by another command, which takes long",
                    remedy: old.isReleased
                        ? "It is decided and will be completed: wait for its end; see \(.roundList)."
                        : "Wait for its end, or cancel it with \(.roundCancel, old.id); see \(.roundList).")
            }
            if old.isReleased {
                try await complete(old)
                continue
            }
            let isSame = try await operation.change { records in
                let isSame = try? records.rounds.plan(Plan.self, ifThere: old.id) == plan
                if isSame == true {
                    try records.rounds.hold(old.id, by: ProgramMark.own.text, until: until, from: old.holder)
                }
                return isSame == true
            }
            if isSame { return old.id }
            try await discard(old.id, heldBy: old.holder)
        }
        let id: Round.ID = operation.newID("rd")
        let round = Round(
            id: id, kind: kind, subject: subject, isReleased: false, isHeld: false, total: total, waiting: 0,
            created: operation.now, holder: ProgramMark.own.text, heldUntil: until)
        try await operation.change { try $0.rounds.begin(round, plan: plan) }
        return id
    }

    /// Lets others go first, before a batch.
    package static func giveWay() async { await GivingWay.pause(atMost: courtesy) }

    /// Stages a batch of a round that this program holds.
    /// - Throws: `Problem.tryAgain` where the round was cancelled meanwhile.
    package func stage(
        in id: Round.ID, _ work: @escaping @Sendable (Records) throws -> Void
    ) async throws {
        await Self.giveWay()
        let until = operation.clock.now().adding(Self.silence)
        try await operation.change { records in
            try records.rounds.hold(id, by: ProgramMark.own.text, until: until)
            try work(records)
        }
    }

    /// Takes away what was staged of a round; nothing of it was ever seen.
    private func discard(_ id: Round.ID, heldBy holder: String) async throws {
        while try await !operation.change({ try $0.rounds.discard(id, heldBy: holder) }) {}
    }

    /// Cancels a round before anything of it leaves.
    /// - Throws: `Problem.notAllowed` once it is released.
    public func cancel(_ id: Round.ID) async throws {
        let round = try await operation.read { try $0.rounds.one(id) }
        guard !round.isReleased else {
            throw Problem(
                .notAllowed, at: id.text, "is released and is being completed",
                remedy: round.kind == .people
                    ? "It cannot be cancelled any more; \(.roundList) shows when it is over."
                    : "What it has put into the outbox can be dropped there: \(.outboxDrop).")
        }
        try await operation.change { records in
            try records.rounds.hold(id, by: Self.cancelled, until: operation.now, from: round.holder)
            try records.note(.roundCancel, id.text)
        }
        try await discard(id, heldBy: Self.cancelled)
    }

    /// Completes all released rounds whose program has ended.
    /// - Returns: the rounds that are complete now.
    @discardableResult
    public func completeAbandoned() async throws -> [Round.ID] {
        try await completeAbandoned(isShared: false) { _, _ in }
    }

    /// Works for a tenth of a second on released rounds whose program has ended. Later commands and workers do the rest, so that each
    /// command waits only a short time.
    public func completeShareOfAbandoned(progress: @escaping @Sendable (Int, Int) -> Void) async throws {
        try await completeAbandoned(isShared: true, progress)
    }

    @discardableResult
    private func completeAbandoned(
        isShared: Bool, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> [Round.ID] {
        guard !operation.store.isLocked else { return [] }
        var complete: [Round.ID] = []
        for (id, holder, until) in try await operation.read({ try $0.rounds.released() })
        where isShared ? isFree(holder, until) : isAbandoned(by: holder, until: until) {
            let own = ProgramMark.own.text, now = operation.clock.now()
            // Of all who find a round abandoned one goes on with it, and the others need not wait.
            guard try await pass(id, from: holder, to: own, until: now.adding(Self.silence)),
                let round = try await operation.read({ try $0.rounds.one(ifThere: id) })
            else { continue }
            if try await self.complete(round, within: isShared ? Self.share : nil, progress: progress) {
                complete.append(id)
            } else {
                _ = try await pass(id, from: own, to: Self.left, until: now.adding(Self.rest))
                break
            }
        }
        return complete
    }

    /// Hands a round over from one holder to another.
    /// - Returns: whether nobody was quicker.
    private func pass(_ id: Round.ID, from before: String, to holder: String, until: Instant) async throws -> Bool {
        do {
            try await operation.change { try $0.rounds.hold(id, by: holder, until: until, from: before) }
            return true
        } catch let problem as Problem where problem.kind == .tryAgain {
            return false
        }
    }

    /// Carries a released round out. Others may do the same at once: each part is done once.
    /// - Returns: whether it has come to its end within the time.
    @discardableResult
    private func complete(
        _ round: Round, within limit: Duration? = nil, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Bool {
        guard let carrier = operation.installation.carriers.first(where: { $0.kind == round.kind }) else { return true }
        let end = limit.map { ContinuousClock.now + $0 }
        var done = round.done
        while end.map({ ContinuousClock.now < $0 }) ?? true {
            if limit == nil { await Self.giveWay() }
            let count = try await carrier.carryOut(round, operation, until: end)
            guard count > 0 else { return true }
            if Self.counts.contains(where: { done < $0 && $0 <= done + count }) {
                try await operation.share { try $0.rounds.recount(round.kind) }
            }
            done += count
            progress(done, round.total)
        }
        return false
    }

    /// A short transaction of a round that is being carried out.
    /// - Returns: `nil` where the round is over.
    package func step<Result: Sendable>(
        of round: Round, _ work: @escaping @Sendable (Records) throws -> Result
    ) async throws -> Result? {
        let until = operation.clock.now().adding(Self.silence)
        return try await operation.change { records in
            guard try records.rounds.claim(round.id, by: ProgramMark.own.text, until: until) else { return nil }
            return try work(records)
        }
    }

    /// Does so many pieces of work in one transaction as do not keep others waiting: what is quick beside a file takes its time on a
    /// server that is busy.
    /// - Parameter work: does so many parts at most, and says how many; 0 where none is left.
    /// - Returns: how many were done.
    package static func pieces(_ work: (Int) throws -> Int) rethrows -> Int {
        let end = ContinuousClock.now + turn
        var done = 0
        repeat {
            let count = try work(piece)
            guard count > 0 else { break }
            done += count
        } while done < batch && ContinuousClock.now < end
        return done
    }

    /// Carries out some parts of a released round in one transaction. With the last the round is over.
    /// - Parameter work: carries out some parts, and says how many; 0 where none is left.
    package func carryOut(
        _ round: Round, _ work: @escaping @Sendable (Records, _ now: Instant) throws -> Int
    ) async throws -> Int {
        let now = operation.clock.now()
        return try await step(of: round) { records in
            let count = try work(records, now)
            if count == 0 { _ = try records.rounds.end(round.id) }
            return count
        } ?? 0
    }
}

/// A round as it is shown.
public struct RoundView: View {
    public enum State: String, Sendable, Codable { case staging, released }

    public let id: Round.ID
    public let kind: Round.Kind
    public let subject: String
    /// `staging` until it is released; it can be cancelled then.
    public let state: State
    /// Parts that are staged, or carried out once it is released.
    public let done: Int
    public let total: Int
    public let begun: Instant
    /// Whether a program works on it.
    public let isAlive: Bool
}
