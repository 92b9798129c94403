internal import Coordination

/// One row of an answer, by column name.
struct Row: Sendable {
    /// The names of an answer's columns, shared by its rows.
    final class Columns: Sendable {
        let names: [String]
        init(_ names: [String]) { self.names = names }
    }

    let columns: Columns
    let values: [Value]

    subscript(_ column: String) -> Value? {
        columns.names.firstIndex(of: column).map { values[$0] }
    }

    func text(_ column: String) throws -> String {
        guard case .text(let text)? = self[column] else { throw malformed(column) }
        return text
    }

    func optionalText(_ column: String) throws -> String? { isNull(column) ? nil : try text(column) }

    func integer(_ column: String) throws -> Int {
        guard case .integer(let number)? = self[column] else { throw malformed(column) }
        return Int(number)
    }

    func optionalInteger(_ column: String) throws -> Int? { isNull(column) ? nil : try integer(column) }

    /// A keyed number, which uses all 64 bits.
    func optionalToken(_ column: String) throws -> Int64? { try optionalInteger(column).map(Int64.init) }

    /// A word that has to be one of ours.
    /// - Throws: `Problem.badData` for any other: nothing of the store is guessed.
    func value<Kind: RawRepresentable<String>>(_ type: Kind.Type, _ column: String) throws -> Kind {
        guard let value = Kind(rawValue: try text(column)) else { throw malformed(column) }
        return value
    }

    func optionalValue<Kind: RawRepresentable<String>>(_ type: Kind.Type, _ column: String) throws -> Kind? {
        isNull(column) ? nil : try value(type, column)
    }

    func bytes(_ column: String) throws -> [UInt8] {
        guard case .blob(let bytes)? = self[column] else { throw malformed(column) }
        return bytes
    }

    func optionalBytes(_ column: String) throws -> [UInt8]? { isNull(column) ? nil : try bytes(column) }

    func instant(_ column: String) throws -> Instant { Instant(milliseconds: Int64(try integer(column))) }

    func optionalInstant(_ column: String) throws -> Instant? { isNull(column) ? nil : try instant(column) }

    func id<Entity>(_ column: String) throws -> Identifier<Entity> { Identifier(trusted: try text(column)) }

    func optionalID<Entity>(_ column: String) throws -> Identifier<Entity>? {
        try optionalText(column).map { Identifier(trusted: $0) }
    }
    private func isNull(_ column: String) -> Bool { self[column] == .null }

    private func malformed(_ column: String) -> Problem {
        Problem(
            .badData, at: "store, column \(column)", "does not hold what it should",
            remedy: "Run \(.doctor); restore a backup if the store is damaged.")
    }
}
