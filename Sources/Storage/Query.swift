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

    /// Adds many rows in one statement.
    init(insertInto table: String, _ columns: [String], rows: [[Value]]) {
        var sql = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES "
        var number = 0
        for row in rows.indices {
            sql += row == 0 ? "(" : ", ("
            for column in columns.indices {
                number += 1
                sql += column == 0 ? "$\(number)" : ", $\(number)"
            }
            sql += ")"
        }
        self.sql = sql
        values = rows.flatMap { $0 }
    }

    struct StringInterpolation: StringInterpolationProtocol {
        var sql = ""
        var values: [Value] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { sql += literal }
        /// Part of the statement itself; never anything from outside.
        mutating func appendInterpolation(raw sql: String) { self.sql += sql }
        mutating func appendInterpolation(_ value: String) { bind(.text(value)) }
        mutating func appendInterpolation(_ value: String?) { bind(value.map(Value.text) ?? .null) }
        mutating func appendInterpolation(_ value: Int) { bind(.integer(Int64(value))) }
        mutating func appendInterpolation(_ value: Int?) { bind(value.map { .integer(Int64($0)) } ?? .null) }
        mutating func appendInterpolation(_ value: Int64) { bind(.integer(value)) }
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
