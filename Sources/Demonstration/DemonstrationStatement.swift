internal import Coordination
internal import Delivery
internal import Foundation
internal import Installation
internal import Sealing
internal import StatementService
internal import Subprocess
internal import SystemPackage

extension Demonstration {
    /// Signs a joint statement and publishes it to a receiver in another process, which verifies the signature itself.
    /// - Returns: how many statements the receiver kept.
    func statement(_ operation: Operation, _ tell: @escaping @Sendable (String, String) -> Void) async throws -> Int {
        let statement = try await operation.statements.draft(
            title: "Joint statement on reprisals against river defenders (demonstration)",
            texts: [.english: try text("statement.en.md"), .spanish: try text("statement.es.md")], embargo: nil,
            tlp: .clear)
        let signatories = [
            ("demo-rio-vivo", "demo-ana"), ("demo-abogadas", "demo-marisol"), ("demo-tierra-comun", "demo-ixchel"),
            ("demo-floresta", "demo-beatriz"),
        ]
        _ = try await operation.statements.open(statement.id, asking: signatories.map { Contact.ID(trusted: $0.1) })
        for (organization, person) in signatories {
            _ = try await operation.statements.sign(
                statement.id, organization: Organization.ID(trusted: organization),
                signatory: Contact.ID(trusted: person))
        }
        tell("Signing a joint statement", "\(signatories.count) organizations under one digest")
        let secret = WebhookSecret.text(of: random.bytes(32)), secretFile = "\(folder)/partner.secret"
        try Home.write("\(secret)\n".utf8, to: secretFile)
        return try await withReceiver(secretFile: secretFile) { url in
            let partner: Partner.ID = Identifier(trusted: "demo-partner")
            _ = try await operation.partners.add(id: partner, name: "Partner (demonstration)", url: url, secret: secret)
            _ = try await operation.statements.publish(statement.id)
            let report = try await operation.outbox.deliver()
            let taken = report.attempts.filter { $0.kind == .statement && $0.state == "delivered" }.count
            guard taken == 1 else {
                throw Problem(
                    .unavailable, at: url, "did not take the statement",
                    remedy: "Run \(.outboxList, options: "--home \(folder)").")
            }
            tell("Publishing it to a partner's webhook", "verified and kept by the receiver")
            return taken
        }
    }

    /// Runs `convoke receive` beside the work and ends it afterwards.
    private func withReceiver(secretFile: String, _ work: (String) async throws -> Int) async throws -> Int {
        let result = try await run(
            .path(.init(program)),
            arguments: ["receive", "--secret-file", secretFile, "--out", "\(folder)/received", "--port", "0"],
            input: .none, output: .sequence, error: .discarded
        ) { execution in
            var address: String?
            for try await line in execution.standardOutput.strings() {
                address = line.trimmingCharacters(in: .whitespacesAndNewlines)
                break
            }
            do {
                guard let address, address.hasPrefix("http://") else {
                    throw Problem(
                        .unavailable, "the receiver did not start", remedy: "Run \(.receive, options: "--help").")
                }
                let count = try await work(address)
                await execution.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))])
                return count
            } catch {
                await execution.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))])
                throw error
            }
        }
        return result.closureResult
    }
}
