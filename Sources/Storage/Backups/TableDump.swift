internal import Coordination
internal import Sealing

/// The rows of one table as bytes that are the same for both engines.
enum TableDump {
    /// What a table's rows are told apart by; all pages of a table are read in its order.
    private static let keys: [String: [String]] = [
        "search_tokens": ["token", "kind", "owner_id"], "search_index": ["token", "owner_id"], "replies": ["digest"],
        "minutes": ["convening_id"], "attempts": ["envelope_id", "number"], "audit": ["position"],
        "holds": ["contact_id"], "memberships": ["group_id", "contact_id", "joined_day"],
        "occurrence_answers": ["invitation_id", "day"], "decisions": ["resolution_id", "measure_id", "decision"],
        "instrument_links": ["one_id", "other_id"], "incident_links": ["incident_id", "kind", "subject_id"],
        "envelope_shows": ["envelope_id", "contact_id"], "refusals": ["mark", "purpose", "contact_id"],
        "search_owners": ["number"], "round_touched": ["owner"], "search_entries": ["token", "owner"],
        "round_mails": ["round_id", "number"], "round_parts": ["round_id", "number"],
        "reminders": ["matter", "subject_id", "due_day", "step", "contact_id"],
    ]

    /// Hands every row of a table to `take`, page by page.
    static func rows(of table: String, _ connection: Connection, _ take: ([Row]) throws -> Void) throws {
        // A row of attachments can hold ten megabytes.
        let keys = keys[table] ?? ["id"], size = table == "attachments" ? 1 : 2048
        let list = keys.joined(separator: ", ")
        var last: [Value]?
        while true {
            let page: [Row]
            if let last {
                page = try connection.run(after(last, keys, table, list, size))
            } else {
                page = try connection.run("SELECT * FROM \(raw: table) ORDER BY \(raw: list) LIMIT \(size)")
            }
            guard let end = page.last else { return }
            try take(page)
            last = keys.map { end[$0] ?? .null }
        }
    }

    private static func after(_ last: [Value], _ keys: [String], _ table: String, _ list: String, _ size: Int) -> Query
    {
        let places = last.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return Query(
            text: "SELECT * FROM \(table) WHERE (\(list)) > (\(places)) ORDER BY \(list) LIMIT \(size)", values: last)
    }

    static func encode(_ row: Row, to bytes: inout [UInt8]) {
        for value in row.values {
            switch value {
            case .null: bytes.append(0)
            case .integer(let number):
                bytes.append(1)
                withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
            case .text(let text):
                bytes.append(2)
                appendCounted(Array(text.utf8), &bytes)
            case .blob(let blob):
                bytes.append(3)
                appendCounted(blob, &bytes)
            }
        }
    }

    /// The values of one row, read from `start` on.
    /// - Throws: `Problem.badData` where the bytes end too early.
    static func decode(_ count: Int, _ bytes: [UInt8], from start: inout Int) throws -> [Value] {
        let broken = Problem(.badData, at: "backup", "holds a broken row", remedy: "Use another backup.")
        func take(_ count: Int) throws -> ArraySlice<UInt8> {
            guard count >= 0, start + count <= bytes.count else { throw broken }
            defer { start += count }
            return bytes[start..<(start + count)]
        }
        return try (0..<count).map { _ in
            switch try take(1).first {
            case 0: return .null
            case 1: return .integer(try take(8).reduce(0) { $0 << 8 | Int64($1) })
            case 2:
                let length = try take(4).reduce(0) { $0 << 8 | Int($1) }
                return .text(String(decoding: try take(length), as: UTF8.self))
            case 3:
                let length = try take(4).reduce(0) { $0 << 8 | Int($1) }
                return .blob(Array(try take(length)))
            default: throw broken
            }
        }
    }

    /// The content behind its length in four bytes, the most significant first.
    static func appendCounted(_ content: [UInt8], _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: content.count).bigEndian) { bytes += $0 }
        bytes += content
    }
}

/// How many rows a table has, and the sum of their digests, which does not depend on their order.
struct TableDigest: Hashable, Codable {
    var count = 0
    var sum: [UInt64] = [0, 0, 0, 0]

    mutating func add(_ row: [UInt8]) {
        count += 1
        for (index, word) in Digest.words(row).enumerated() { sum[index] &+= word }
    }

    static func of(_ table: String, _ connection: Connection) throws -> TableDigest {
        var digest = TableDigest()
        try TableDump.rows(of: table, connection) { page in
            for row in page {
                var bytes: [UInt8] = []
                TableDump.encode(row, to: &bytes)
                digest.add(bytes)
            }
        }
        return digest
    }
}
