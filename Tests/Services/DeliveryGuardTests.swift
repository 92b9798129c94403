import ConveningService
import Coordination
import Delivery
import Fixtures
import Services
import Testing

@testable import Installation

@Suite struct DeliveryGuardTests {
    @Test("every kind of message has one that answers for it") func everyKindIsAnsweredFor() {
        for kind in MessageKind.allCases {
            #expect(DeliveryGuards.all.filter { $0.kinds.contains(kind) }.count == 1, "\(kind)")
        }
    }

    @Test("what nobody answers for stays in the outbox") func whatNobodyAnswersForStays() async throws {
        let installation = try await TestInstallation()
        let id = try await installation.invitedRoundtable()
        let sent = try installation.mails().count
        _ = try await installation.operation.invitations.cancel(id, reason: nil)
        let opened = installation.opened
        let alone = try await Installation.open(
            home: opened.home, resources: opened.resources, clock: opened.clock, random: opened.random,
            guards: DeliveryGuards.all.filter { !$0.kinds.contains(.cancellation) }, carriers: RoundCarriers.all
        ).operation(as: ActorName(trusted: "alone"))
        let report = try await alone.outbox.deliver()
        #expect(!report.attempts.isEmpty)
        #expect(report.attempts.allSatisfy { $0.state == "waiting" })
        #expect(try installation.mails().count == sent)
    }

    /// Keeps everybody out of the store's database, from the moment at which a mail is about to leave.
    private struct Outage: DeliveryGuard {
        let kinds = ConveningGuard().kinds
        let database: String

        func obstacle(
            to envelope: Envelope.ID, for contact: Contact, _ operation: Installation.Operation
        ) async throws -> Outcome? {
            try Self.run("ALTER DATABASE \(database) ALLOW_CONNECTIONS false")
            try Self.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database)'")
            return nil
        }

        static func run(_ sql: String) throws {
            _ = try SpawnedProgram.run([
                "psql", "-q", "-h", PostgresCluster.socket ?? "", "-U", PostgresCluster.user, "-d", "postgres", "-c",
                sql,
            ])
        }
    }

    @Test(.enabled(if: EngineKind.here.contains(.postgres), "PostgreSQL's server is not installed"))
    func `what was sent while the server went away is recorded when it is back`() async throws {
        let installation = try await TestInstallation(.postgres)
        let id = try await installation.invitedRoundtable()
        _ = try await installation.operation.outbox.deliver()
        _ = try await installation.operation.invitations.cancel(id, reason: nil)
        let waiting = try await installation.operation.outbox.lines(state: "waiting")
        let mail = try #require(waiting.first).envelope
        let url = try #require(installation.place?.url)
        let database = String(try #require(url.split(separator: "/").dropFirst(2).first?.split(separator: "?").first))
        let opened = installation.opened
        let worker = try await Installation.open(
            home: opened.home, resources: opened.resources, clock: .real, random: opened.random,
            guards: [Outage(database: database)], carriers: RoundCarriers.all
        ).operation(as: ActorName(trusted: "worker"))
        let back = Task {
            try await Task.sleep(for: .seconds(4))
            try Outage.run("ALTER DATABASE \(database) ALLOW_CONNECTIONS true")
        }
        let report = try await worker.outbox.deliver(only: mail)
        try await back.value
        #expect(report.sent == 1)
        let line = try #require(try await installation.operation.outbox.lines().first { $0.envelope == mail })
        #expect(line.state == "saved")
        #expect(line.attempts == 1)
    }
}
