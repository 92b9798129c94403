internal import Coordination
internal import Foundation
internal import Sealing

/// Reads a backup back, piece by piece; nothing is believed that was not sealed under the key that its slots hold.
///
/// That does not say who made it: whoever knows a slot's public part can make a backup that its secret opens.
final class BackupReader {
    private static let longestPiece = 1 << 28

    let header: BackupHeader
    let vault: OpenVault
    private let file: FileHandle
    private let path: String
    private var stream: SealedStream

    /// The header alone, which needs no secret.
    static func header(of path: String) throws -> BackupHeader {
        let file = try open(path)
        defer { try? file.close() }
        return try opening(file, path).header
    }

    /// - Throws: `Problem.badData` where the file was not made with this vault's key, or was altered.
    init(_ path: String, _ key: VaultKey) throws {
        file = try Self.open(path)
        let opening = try Self.opening(file, path)
        self.path = path
        header = opening.header
        do {
            stream = SealedStream(try key.unwrap(opening.key, of: opening.header.owner()))
        } catch is SealingError {
            throw Self.damaged(path)
        }
        vault = OpenVault(store: header.store, generation: header.generation, key: key, previous: nil)
    }

    deinit { try? file.close() }

    /// Hands on every row, and returns what the writer counted.
    /// - Throws: `Problem.badData` where rows are missing, or are others than the writer counted.
    func read(_ take: (_ table: String, _ columns: [String], _ rows: [[Value]]) throws -> Void) throws -> [String:
        TableDigest]
    {
        var table = "", columns: [String] = [], found: [String: TableDigest] = [:], digest = TableDigest()
        while true {
            guard let (content, isLast) = try nextPiece() else { throw Self.damaged(path) }
            var at = 0, rows: [[Value]] = []
            while at < content.count {
                let tag = content[at]
                at += 1
                switch tag {
                case UInt8(ascii: "T"):
                    if !rows.isEmpty { try take(table, columns, rows) }
                    rows = []
                    found[table] = digest
                    let names = try counted(content, &at).split(separator: UInt8(ascii: ","))
                        .map { String(decoding: $0, as: UTF8.self) }
                    guard let first = names.first, names.allSatisfy(Self.isName) else { throw Self.damaged(path) }
                    table = first
                    digest = found[table] ?? TableDigest()
                    columns = Array(names.dropFirst())
                case UInt8(ascii: "R"):
                    let start = at
                    rows.append(try TableDump.decode(columns.count, content, from: &at))
                    digest.add(Array(content[start..<at]))
                case UInt8(ascii: "E"):
                    if !rows.isEmpty { try take(table, columns, rows) }
                    guard isLast,
                        let digests = try? JSONDecoder().decode(
                            [String: TableDigest].self, from: Data(try counted(content, &at)))
                    else { throw Self.damaged(path) }
                    found[table] = digest
                    guard digests.allSatisfy({ found[$0] ?? TableDigest() == $1 }) else { throw Self.damaged(path) }
                    return digests
                default: throw Self.damaged(path)
                }
            }
            if !rows.isEmpty { try take(table, columns, rows) }
        }
    }

    private static func isName(_ text: String) -> Bool { text.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 } }

    /// Whether a piece is the last is part of what it was sealed with, so it is tried both ways.
    private func nextPiece() throws -> ([UInt8], Bool)? {
        guard let sealed = try Self.counted(file, path) else { return nil }
        var attempt = stream
        if let content = try? attempt.open(sealed, isLast: false) {
            stream = attempt
            return (content, false)
        }
        guard let content = try? stream.open(sealed, isLast: true) else { throw Self.damaged(path) }
        return (content, true)
    }

    private func counted(_ bytes: [UInt8], _ at: inout Int) throws -> ArraySlice<UInt8> {
        guard at + 4 <= bytes.count else { throw Self.damaged(path) }
        let length = bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
        guard at + 4 + length <= bytes.count else { throw Self.damaged(path) }
        defer { at += 4 + length }
        return bytes[(at + 4)..<(at + 4 + length)]
    }

    private static func open(_ path: String) throws -> FileHandle {
        let kind = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        guard kind != nil else { throw Problem(.missingInput, at: path, "does not exist", remedy: "Check the path.") }
        guard kind == .typeRegular, let file = FileHandle(forReadingAtPath: path) else {
            throw Problem(.missingInput, at: path, "cannot be read", remedy: "Name a backup file and check its rights.")
        }
        return file
    }

    private static func opening(_ file: FileHandle, _ path: String) throws -> BackupHeader.Unlocking {
        let magic = Array(BackupHeader.magic.utf8)
        guard let start = try? file.read(upToCount: magic.count), Array(start) == magic else {
            throw Problem(
                .badData, at: path, "is not a backup of Convoke", remedy: "Name a file made by \(.backupCreate).")
        }
        guard let line = try counted(file, path, atMost: 1 << 20),
            let opening = try? JSONDecoder().decode(BackupHeader.Unlocking.self, from: Data(line))
        else { throw damaged(path) }
        guard opening.header.slots.count <= 32 else { throw damaged(path) }
        guard opening.header.schema <= Migration.current else {
            throw Problem(
                .configuration, at: path,
                "was made by a newer Convoke (schema \(opening.header.schema), this one knows \(Migration.current))",
                remedy: "Install the newer Convoke.")
        }
        return opening
    }

    private static func counted(
        _ file: FileHandle, _ path: String, atMost longest: Int = longestPiece
    ) throws -> [UInt8]? {
        guard let head = try? file.read(upToCount: 4), !head.isEmpty else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard head.count == 4, length <= longest, let content = try? file.read(upToCount: length),
            content.count == length
        else { throw damaged(path) }
        return Array(content)
    }

    static func damaged(_ path: String) -> Problem {
        Problem(
            .badData, at: path, "is damaged or was altered, so nothing of it was used", remedy: "Use another backup.")
    }
}
