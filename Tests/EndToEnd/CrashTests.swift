import Fixtures
import Foundation
import Testing

/// The program is killed over and over. `make crash` does it a thousand times; here it is a few dozen.
@Suite struct CrashTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["CONVOKE_SEED"].flatMap(UInt64.init) ?? 20_261_121

    private static func kills(_ kind: EngineKind) -> Int {
        let name = kind == .sqlite ? "CONVOKE_KILLS" : "CONVOKE_KILLS_POSTGRES"
        return environment[name].flatMap(Int.init) ?? (kind == .sqlite ? 25 : 10)
    }

    @Test(arguments: EngineKind.here) func `kills lose nothing acknowledged and repeat at most one message`(
        kind: EngineKind
    )
        async throws
    {
        let run = try await CrashRun(kind, seed: Self.seed)
        try await run.run(kills: Self.kills(kind))
        let deeds = run.killsByDeed.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
        print(
            "\(kind): \(run.kills) kills (\(deeds)), \(run.acknowledged) acknowledged, \(run.repeated) repeated, seed \(Self.seed)"
        )
        #expect(run.faults.isEmpty)
    }

    /// A test that has never failed proves nothing.
    @Test func `a program that marks before it sends is found out`() async throws {
        let run = try await CrashRun(.sqlite, seed: Self.seed, plant: "mark-sent-before-send")
        var isFound: Bool { run.faults.contains { $0.contains("marked as sent but never arrived") } }
        // A kill has to fall between the mark and the sending; on a busy machine many fall elsewhere.
        for _ in 0..<5 where !isFound { try await run.run(kills: 60, deeds: [.delivering]) }
        #expect(isFound)
    }
}
