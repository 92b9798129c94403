import Coordination
import Fixtures
import Foundation
import Sealing

@testable import Storage

/// A store as an earlier release wrote it, row by row, and how it looks once it is brought up to date.
struct StoreFixture {
    let version: Int
    private let secret: VaultSecret
    private var tables: [String: (columns: [String], rows: [[Value]])] = [:]

    static let folder = Repository.root.appending(path: "Tests/Storage/Stores").path

    /// - Parameter text: the fixture's own file where `nil`.
    init(_ version: Int, text: String? = nil) throws {
        self.version = version
        let text = try text ?? String(contentsOfFile: "\(Self.folder)/schema-\(version).txt", encoding: .utf8)
        var secret = VaultSecret.freshKeyFile(), table = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ").map(String.init)
            if line.hasPrefix("@key ") {
                secret = .keyFile(Array(Data(base64Encoded: words[1]) ?? Data()))
            } else if line.hasPrefix("@table ") {
                table = words[1]
                tables[table] = (Array(words.dropFirst(2)), [])
            } else {
                tables[table]?.rows.append(
                    try line.split(separator: "\t", omittingEmptySubsequences: false).map(Self.value))
            }
        }
        self.secret = secret
    }

    private static func value(_ cell: Substring) throws -> Value {
        let rest = String(cell.dropFirst(2))
        switch cell.prefix(2) {
        case "i:": return .integer(Int64(rest) ?? 0)
        case "t:":
            return .text(
                rest.replacing("\\t", with: "\t").replacing("\\n", with: "\n").replacing("\\\\", with: "\\"))
        case "b:": return .blob(Array(Data(base64Encoded: rest) ?? Data()))
        default: return .null
        }
    }

    /// Writes the rows into tables of their own schema, and opens the store as today's program does.
    /// - Parameter backups: where the backup goes that is kept before a change.
    func migrated(at place: StorePlace, keeping backups: String) async throws -> Store {
        let engine = try await Store.connect(place.url, create: true)
        let fixture = self
        try await engine.write { connection in
            try Migrator.prepare(connection, for: fixture.version)
            for table in Migration.tables(of: fixture.version) {
                guard let content = fixture.tables[table] else { continue }
                try connection.insert(into: table, content.columns, content.rows)
            }
        }
        let secret = secret
        let store = try await Store.open(place.url, founding: { secret }, keeping: backups)
        if version > 1 { try await store.unlock(secret) }
        return store
    }

    /// Every row of every table with what is sealed opened, but for keys and numbers that chance decides.
    static func content(of store: Store) async throws -> String {
        try await store.read { records in
            var lines: [String] = []
            for table in Migration.tables(of: Migration.current) {
                guard !["vault", "key_slots", "record_keys", "audit_head"].contains(table) else { continue }
                var rows: [Row] = []
                try TableDump.rows(of: table, records.connection) { rows += $0 }
                if table == "search_owners" { continue }
                if table == "search_entries" {
                    let owners = try records.rows(
                        "SELECT w.id FROM search_entries s JOIN search_owners w ON w.number = s.owner"
                    ).map { try $0.text("id") }
                    let counts = Dictionary(owners.map { ($0, 1) }, uniquingKeysWith: +)
                    lines += counts.sorted { $0.key < $1.key }.map { "search_entries \($0.key) \($0.value)" }
                    continue
                }
                lines += try rows.map { "\(table) \(try Self.line($0, table, records))" }.sorted()
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }

    private static func line(_ row: Row, _ table: String, _ records: Records) throws -> String {
        try row.columns.names.sorted().map { column in
            let sealed = SealedColumn.all.first { $0.table == table && $0.column == column }
            switch row[column] ?? .null {
            case .null: return "\(column)=-"
            case .integer where column.hasSuffix("token"): return "\(column)=(number)"
            case .text where column.hasSuffix("reference_token"): return "\(column)=(number)"
            case .integer(let number): return "\(column)=\(number)"
            case .text(let text): return "\(column)=\(text)"
            case .blob where column == "mac": return "\(column)=(bytes)"
            case .blob(let bytes) where bytes.isEmpty: return "\(column)=empty"
            case .blob(let bytes):
                guard let sealed else { return "\(column)=\(bytes.count) bytes" }
                let names = sealed.row.split(separator: " ").map(String.init)
                let name = names.map { part in
                    part == "||" ? "" : part == "'/'" ? "/" : Self.text(row[part])
                }.joined()
                let opened = try records.open(
                    bytes, KeyID(sealed.kind, Self.text(row[sealed.owner])), table, sealed.name, row: name)
                let text = String(decoding: opened, as: UTF8.self)
                return "\(column)=\(text.replacing("\r\n", with: "\\n").replacing("\n", with: "\\n"))"
            }
        }.joined(separator: " ")
    }

    private static func text(_ value: Value?) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): "\(number)"
        default: ""
        }
    }
}
