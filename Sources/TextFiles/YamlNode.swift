package import Coordination
internal import Yams

/// A node of a YAML file that knows where it stands, so that every complaint names file and line.
package struct YamlNode {
    let file: String
    private let node: Node

    private init(file: String, node: Node) {
        self.file = file
        self.node = node
    }

    /// Reads the one document of a text.
    /// - Throws: `Problem.badData` with file and line for what is no YAML, too large or too deep.
    package static func parse(_ text: String, file: String) throws -> YamlNode {
        try YamlScreen.check(text, file: file)
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw Problem(.badData, at: file, "is empty", remedy: "Write at least one entry, or remove the file.")
            }
            return YamlNode(file: file, node: node)
        } catch let error as YamlError {
            throw describe(error, file: file)
        }
    }

    private static func describe(_ error: YamlError, file: String) -> Problem {
        var place = file, what = "is not YAML"
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            place = "\(file):\(mark.line)"
            what = "is not YAML: \(problem)"
        case .duplicatedKeysInMapping(_, let context):
            place = "\(file):\(context.mark.line)"
            what = "has a key twice"
        default: break
        }
        return Problem(.badData, at: place, what, remedy: "Correct that line; indentation is by spaces.")
    }

    var place: String { node.mark.map { "\(file):\($0.line)" } ?? file }

    package func wrong(_ what: String, remedy: Remedy) -> Problem { Problem(.badData, at: place, what, remedy: remedy) }

    /// Refuses keys that nothing reads, so that a slip of the pen is not lost.
    package func allow(_ keys: [String]) throws {
        guard let mapping = node.mapping else {
            throw wrong("is not a list of keys", remedy: "Write 'key: value' lines.")
        }
        for (key, _) in mapping {
            let name = key.string ?? ""
            if !keys.contains(name) {
                throw YamlNode(file: file, node: key).wrong(
                    "unknown key '\(name.prefix(40))'", remedy: NearestChoice.remedy(for: name, among: keys))
            }
        }
    }

    package subscript(key: String) -> YamlNode? {
        guard let value = node.mapping?[Node(key)], !isNull(value) else { return nil }
        return YamlNode(file: file, node: value)
    }

    package func required(_ key: String) throws -> YamlNode {
        guard let value = self[key] else { throw wrong("has no '\(key)'", remedy: "Add '\(key): …' there.") }
        return value
    }

    /// One line of text as it is written, so that `no` stays the text `no`.
    package func text() throws -> String { try SafeText.checked(try block(), field: place) }

    /// The name of a person or organization.
    package func name() throws -> String { try SafeText.name(try block(), field: place) }

    /// Text of one or more lines.
    package func block() throws -> String {
        guard let text = node.scalar?.string, !text.isEmpty else {
            throw wrong("is not a text", remedy: "Write one value on the line.")
        }
        return try SafeText.checked(text, field: place, allowingNewlines: true)
    }

    package func integer(_ range: ClosedRange<Int>) throws -> Int {
        guard let number = Int(try text()), range.contains(number) else {
            throw wrong("is not a whole number from \(range.lowerBound) to \(range.upperBound)", remedy: "Write one.")
        }
        return number
    }

    package func truth() throws -> Bool {
        switch try text() {
        case "true": true
        case "false": false
        default: throw wrong("is neither true nor false", remedy: "Write true or false.")
        }
    }

    package func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) throws -> Choice
    where Choice.RawValue == String {
        let word = try text()
        guard let value = Choice(rawValue: word) else {
            throw wrong(
                "unknown value '\(word.prefix(40))'",
                remedy: NearestChoice.remedy(for: word, among: type.allCases.map(\.rawValue)))
        }
        return value
    }

    /// A value that reads itself from text.
    package func value<Value>(_ read: (String) throws -> Value) throws -> Value {
        do { return try read(try text()) } catch let problem as Problem {
            throw problem.place == place ? problem : problem.at(place)
        }
    }

    package var isList: Bool { node.sequence != nil }

    package var isMap: Bool { node.mapping != nil }

    package func list() throws -> [YamlNode] {
        guard let sequence = node.sequence else {
            throw wrong("is not a list", remedy: "Write '- ' before each entry.")
        }
        return sequence.map { YamlNode(file: file, node: $0) }
    }

    package func texts() throws -> [String] { try list().map { try $0.text() } }

    package func entries() throws -> [(String, YamlNode)] {
        guard let mapping = node.mapping else {
            throw wrong("is not a list of keys", remedy: "Write 'key: value' lines.")
        }
        return mapping.map { ($0.key.string ?? "", YamlNode(file: file, node: $0.value)) }
    }

    /// Texts by language; English must be among them.
    package func names() throws -> [String: String] {
        let names = try textsByLanguage()
        guard names[Language.english.rawValue] != nil else { throw wrong("has no English", remedy: "Add 'en: …'.") }
        return names
    }

    /// Texts by language.
    package func textsByLanguage() throws -> [String: String] {
        var texts: [String: String] = [:]
        for (key, value) in try entries() {
            _ = try value.value { _ in try Language(parsing: key) }
            texts[key] = try value.text()
        }
        return texts
    }

    private func isNull(_ node: Node) -> Bool {
        node.scalar.map { $0.string.isEmpty && $0.style == .plain } ?? false
    }
}
