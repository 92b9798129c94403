internal import Coordination
internal import Foundation
internal import Sealing

/// Writes a store's whole content, as it stands at one moment, into one sealed file.
struct BackupWriter {
    /// Pieces are about this long, so that a store of any size needs little memory.
    private static let pieceLength = 1 << 18

    private let file: FileHandle
    private var stream: SealedStream
    private var piece: [UInt8] = []
    private(set) var length = 0

    /// Keeps a backup of a store before it is changed.
    static func keep(
        _ engine: Engine, version: Int, vault: OpenVault, slots: [KeySlot]?, in folder: String
    ) async throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw cannotWrite(folder)
        }
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let path = "\(folder)/before-schema-\(Migration.current).convoke"
        _ = try await write(engine, version: version, vault: vault, slots: slots, to: path, at: now)
    }

    /// Writes the file whole or not at all, and reads it back before it counts; one that is there is replaced.
    static func write(
        _ engine: Engine, version: Int, vault: OpenVault, slots: [KeySlot]?, to path: String, at now: Instant
    ) async throws -> BackupReport {
        let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).part"
        guard FileManager.default.createFile(atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: temporary)
        else { throw cannotWrite(path) }
        do {
            let report = try await engine.read { connection in
                // A lost connection has the work done again, from the beginning.
                try file.truncate(atOffset: 0)
                return try write(connection, version, vault, slots, to: path, file, at: now)
            }
            try file.synchronize()
            try file.close()
            let counted = try BackupReader(temporary, vault.key).read { _, _, _ in }
            guard counted.mapValues(\.count) == report.rows else { throw BackupReader.damaged(path) }
            guard rename(temporary, path) == 0 else { throw cannotWrite(path) }
            return report
        } catch {
            try? file.close()
            try? FileManager.default.removeItem(atPath: temporary)
            if error is Problem { throw error }
            throw cannotWrite(path)
        }
    }

    private static func write(
        _ connection: Connection, _ version: Int, _ vault: OpenVault, _ slots: [KeySlot]?, to path: String,
        _ file: FileHandle, at now: Instant
    ) throws -> BackupReport {
        let isSealed = version >= Migration.second.version
        if isSealed, try connection.run("SELECT generation FROM vault").first?.integer("generation") != vault.generation
        {
            throw Problem.keyChanged
        }
        let position =
            isSealed ? try connection.run("SELECT position FROM audit_head").first?.integer("position") ?? 0 : 0
        let records = Records(connection: connection, session: Session(vault: vault))
        let header = BackupHeader(
            schema: version, store: vault.store, generation: vault.generation, made: now, auditPosition: position,
            slots: try slots ?? records.slots())
        let key = RecordKey()
        let opening = BackupHeader.Unlocking(header: header, key: try vault.key.wrap(key, of: header.owner()))
        var writer = BackupWriter(file: file, stream: SealedStream(key))
        try writer.put(Array(BackupHeader.magic.utf8))
        try writer.putCounted(try records.encode(opening))
        var digests: [String: TableDigest] = [:]
        for table in Migration.tables(of: version) { digests[table] = try writer.dump(table, connection) }
        try writer.end(try records.encode(digests))
        return BackupReport(path: path, header: header, digests: digests, bytes: writer.length)
    }

    private init(file: FileHandle, stream: SealedStream) {
        self.file = file
        self.stream = stream
    }

    /// `T`, the table with its columns; then `R` and one row, as often as there are rows.
    private mutating func dump(_ table: String, _ connection: Connection) throws -> TableDigest {
        var digest = TableDigest(), isBegun = false
        try TableDump.rows(of: table, connection) { page in
            for row in page {
                if !isBegun {
                    isBegun = true
                    let names = [table] + row.columns.names
                    piece.append(UInt8(ascii: "T"))
                    TableDump.appendCounted(Array(names.joined(separator: ",").utf8), &piece)
                }
                var bytes: [UInt8] = []
                TableDump.encode(row, to: &bytes)
                digest.add(bytes)
                piece.append(UInt8(ascii: "R"))
                piece += bytes
                if piece.count >= Self.pieceLength { try flush(isLast: false) }
            }
        }
        return digest
    }

    private mutating func end(_ digests: [UInt8]) throws {
        piece.append(UInt8(ascii: "E"))
        TableDump.appendCounted(digests, &piece)
        try flush(isLast: true)
    }

    private mutating func flush(isLast: Bool) throws {
        let sealed = try stream.seal(piece, isLast: isLast)
        piece.removeAll(keepingCapacity: true)
        try putCounted(sealed)
    }

    private mutating func putCounted(_ bytes: [UInt8]) throws {
        var framed: [UInt8] = []
        TableDump.appendCounted(bytes, &framed)
        try put(framed)
    }

    private mutating func put(_ bytes: [UInt8]) throws {
        try file.write(contentsOf: bytes)
        length += bytes.count
    }

    private static func cannotWrite(_ path: String) -> Problem {
        Problem(
            .cannotCreate, at: path, "cannot be written",
            remedy: "Check that its folder exists, may be written to and has room.")
    }
}
