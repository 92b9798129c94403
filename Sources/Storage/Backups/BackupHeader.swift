internal import Coordination
internal import Foundation
internal import Sealing

/// What stands in plain at the beginning of a backup: enough to know what it is and to open it, and no more.
struct BackupHeader: Codable {
    static let magic = "convoke-backup 1\n"

    let schema: Int
    let store: String
    let generation: Int
    let made: Instant
    /// Where the audit chain ended.
    let auditPosition: Int
    let slots: [KeySlot]

    /// The line of the header, and the content's key wrapped and bound to it.
    struct Unlocking: Codable {
        let header: BackupHeader
        let key: [UInt8]
    }

    /// What the content's key is bound to, so that no header fits another content.
    func owner() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return "backup \(Digest.sha256(Array(try encoder.encode(self))))"
    }
}

extension BackupReport {
    init(path: String, header: BackupHeader, digests: [String: TableDigest], bytes: Int) {
        self.init(
            path: path, schema: header.schema, made: header.made, auditPosition: header.auditPosition,
            rows: digests.mapValues(\.count), bytes: bytes)
    }
}
