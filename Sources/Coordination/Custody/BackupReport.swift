/// What a backup holds, for people.
public struct BackupReport: Sendable, Codable {
    public let path: String
    public let schema: Int
    public let made: Instant
    /// Where the audit chain ended.
    public let auditPosition: Int
    /// Rows by table.
    public let rows: [String: Int]
    public let bytes: Int

    public init(path: String, schema: Int, made: Instant, auditPosition: Int, rows: [String: Int], bytes: Int) {
        self.path = path
        self.schema = schema
        self.made = made
        self.auditPosition = auditPosition
        self.rows = rows
        self.bytes = bytes
    }
}

/// What a restore did.
public struct RestoreReport: Sendable, Codable {
    public let backup: BackupReport
    /// Messages that wait for a person's word, for they may have been sent after the backup was made.
    public let held: Int

    public init(backup: BackupReport, held: Int) {
        self.backup = backup
        self.held = held
    }
}

/// What moving a store did.
public struct CopyReport: Sendable, Codable {
    /// Rows by table, each compared on both sides.
    public let rows: [String: Int]

    public init(rows: [String: Int]) { self.rows = rows }
}
