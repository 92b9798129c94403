import ConveningService
import Coordination
import Delivery
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
}
