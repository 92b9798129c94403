internal import Coordination
internal import CustodyService
internal import Installation

extension Demonstration {
    struct Custody {
        let rows: Int
        let entries: Int
        let backup: String
    }

    /// Gives a person her record, anchors the audit, and makes a backup that is read back whole.
    func custody(_ operation: Operation, _ tell: @Sendable (String, String) -> Void) async throws -> Custody {
        try Home(path: "\(folder)/subject").create()
        _ = try await operation.subjects.export(Identifier(trusted: "demo-ana"), to: "\(folder)/subject")
        _ = try await operation.audit.anchor(to: "\(folder)/audit.anchors", mailTo: nil)
        let backup = try await operation.backups.create(nil)
        let verdict = try await Installation.verifyBackup(
            backup.path, home: operation.home, secret: .keyFile(nil), clock: clock)
        let audit = try await operation.audit.verify(against: ["\(folder)/audit.anchors"])
        guard audit.broken == nil, verdict.audit?.broken == nil else {
            throw Problem(
                .badData, at: "audit", "is broken", remedy: "Run \(.auditVerify, options: "--home \(folder)").")
        }
        let rows = verdict.backup.rows.values.reduce(0, +)
        tell(
            "Keeping the records",
            "sealed; \(audit.entries) audit entries unbroken; a backup of \(rows) rows read back; one person's record exported"
        )
        return Custody(rows: rows, entries: audit.entries, backup: backup.path)
    }
}
