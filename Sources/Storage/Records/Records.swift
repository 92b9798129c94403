internal import Coordination
internal import Foundation
internal import Sealing

/// What a transaction can ask and change, one file for each kind of thing.
public struct Records {
    let connection: Connection
    let session: Session

    func rows(_ query: Query) throws -> [Row] { try connection.run(query) }
    func run(_ query: Query) throws { _ = try connection.run(query) }

    /// The bytes of a value, the same for the same value.
    func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch is DecodingError {
            throw Problem(
                .badData, at: "store", "holds a record that cannot be read",
                remedy: "Run \(.doctor); restore a backup if the store is damaged.")
        }
    }

    /// - Throws: `Problem.missingInput` that names the noun and the id.
    func found<Value>(_ value: Value?, _ noun: String, _ id: String, list verb: Verb) throws -> Value {
        if let value { return value }
        let article = noun.first.map("aeiou".contains) ?? false ? "an" : "a"
        throw Problem(
            .missingInput, at: id, "is not \(article) \(noun) in this store", remedy: "See \(verb) for those there are."
        )
    }
}
