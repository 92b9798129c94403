internal import Coordination

/// SQL whose interpolated values are bound, never spliced in: `"SELECT id FROM contacts WHERE country = \(code)"`.
///
/// Parameters are written `$1`, `$2`, … in order.
struct Query: ExpressibleByStringInterpolation, Sendable {
    let sql: String
    let values: [Value]

    init(stringLiteral value: String) {
        sql = value
        values = []
    }

    init(stringInterpolation: StringInterpolation) {
        sql = stringInterpolation.sql
        values = stringInterpolation.values
    }

    /// A text whose parameters are numbered already.
    init(text: String, values: [Value]) {
        sql = text
        self.values = values
    }

    /// The text of a statement that adds so many rows.
    static func insertion(into table: String, _ columns: [String], rows: Int) -> String {
        let lines = (0..<rows).map { row in
            "(" + columns.indices.map { "$\(row * columns.count + $0 + 1)" }.joined(separator: ", ") + ")"
        }
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(lines.joined(separator: ", "))"
    }

    struct StringInterpolation: StringInterpolationProtocol {
        var sql = ""
        var values: [Value] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { sql += literal }
        /// Another text with its values, which are numbered on.
        mutating func appendInterpolation(_ other: Query) {
            var rest = other.sql.utf8[...]
            while let mark = rest.firstIndex(of: UInt8(ascii: "$")) {
                sql += String(rest[..<mark]) ?? ""
                rest = rest[mark...].dropFirst()
                let number = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
                rest = rest.dropFirst(number.count)
                let place = number.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
                if other.values.indices.contains(place - 1) { bind(other.values[place - 1]) }
            }
            sql += String(rest) ?? ""
        }

        /// Part of the statement itself; never anything from outside.
        mutating func appendInterpolation(raw sql: String) { self.sql += sql }
        mutating func appendInterpolation(_ value: String) { bind(.text(value)) }
        mutating func appendInterpolation(_ value: String?) { bind(value.map(Value.text) ?? .null) }
        mutating func appendInterpolation(_ value: Int) { bind(.integer(Int64(value))) }
        mutating func appendInterpolation(_ value: Int?) { bind(value.map { .integer(Int64($0)) } ?? .null) }
        mutating func appendInterpolation(_ value: Int64?) { bind(value.map(Value.integer) ?? .null) }
        mutating func appendInterpolation(_ value: Int64) { bind(.integer(value)) }
        /// A list for `IN`, without its brackets.
        mutating func appendInterpolation(list values: [String]) {
            for (place, value) in values.enumerated() {
                if place > 0 { sql += ", " }
                bind(.text(value))
            }
        }

        /// A list for `IN`, without its brackets.
        mutating func appendInterpolation(list values: [Int64]) {
            for (place, value) in values.enumerated() {
                if place > 0 { sql += ", " }
                bind(.integer(value))
            }
        }

        mutating func appendInterpolation(_ value: Bool) { bind(.integer(value ? 1 : 0)) }
        mutating func appendInterpolation(_ value: [UInt8]) { bind(.blob(value)) }
        mutating func appendInterpolation(_ value: [UInt8]?) { bind(value.map(Value.blob) ?? .null) }
        mutating func appendInterpolation(_ value: Instant) { bind(.integer(value.milliseconds)) }
        mutating func appendInterpolation(_ value: Instant?) { bind(value.map { .integer($0.milliseconds) } ?? .null) }
        mutating func appendInterpolation(_ value: CalendarDay?) { bind(value.map { .text($0.description) } ?? .null) }
        mutating func appendInterpolation<Entity>(_ value: Identifier<Entity>) { bind(.text(value.text)) }
        mutating func appendInterpolation<Entity>(_ value: Identifier<Entity>?) {
            bind(value.map { .text($0.text) } ?? .null)
        }

        private mutating func bind(_ value: Value) {
            values.append(value)
            sql += "$\(values.count)"
        }
    }
}
