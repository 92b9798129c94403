import Coordination
import Fixtures
import Foundation

@testable import DirectoryFiles

/// Reads tables and cards as an officer in Honduras gives them.
struct ReadTable {
    let folder: TemporaryFolder
    let words: ImportWords

    init() throws {
        folder = try TemporaryFolder()
        words = try ImportWords(shippedIn: Repository.directory)
    }

    func read(
        _ bytes: some Sequence<UInt8>, _ name: String = "people.csv", encoding: TextEncoding? = nil,
        mapping: String? = nil,
        days: ColumnMapping.DayOrder? = nil, names: ColumnMapping.NameOrder? = nil
    ) throws -> PeopleReading {
        let path = "\(folder.path)/\(name)", map = "\(folder.path)/mapping.yaml"
        try Data(bytes).write(to: URL(filePath: path))
        if let mapping { try Data(mapping.utf8).write(to: URL(filePath: map)) }
        return try PeopleReader(
            facts: .tried(words), defaults: PersonDefaults(), encoding: encoding, mapping: mapping == nil ? nil : map,
            days: days, names: names
        ).read(path)
    }

    func read(
        _ text: String, _ name: String = "people.csv", mapping: String? = nil, days: ColumnMapping.DayOrder? = nil,
        names: ColumnMapping.NameOrder? = nil
    ) throws -> PeopleReading {
        try read(Array(text.utf8), name, mapping: mapping, days: days, names: names)
    }

    func refused(_ name: String, _ rows: [String: [String]]) throws -> String {
        let reader = PeopleReader(
            facts: .tried(words), defaults: PersonDefaults(), encoding: nil, mapping: nil, days: nil)
        let path = "\(folder.path)/\(name)"
        return try reader.refused(path, Dictionary(uniqueKeysWithValues: rows.map { ("\(path):\($0)", $1) }))
    }
}
