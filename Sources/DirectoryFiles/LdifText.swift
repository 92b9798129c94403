internal import Coordination
internal import Foundation

/// Entries of an address book in the form of LDAP (RFC 2849). Nothing an entry points to is ever opened.
struct LdifText {
    static let mostEntries = 50_000
    static let mostAttributes = 256

    let file: String
    private let lines: [(number: Int, text: String)]

    /// Joins lines that go on with a space, and leaves comments out.
    init(_ text: String, file: String) throws {
        self.file = file
        var lines: [(number: Int, text: String)] = [], isComment = false
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if line.hasPrefix(" "), isComment || !lines.isEmpty {
                if !isComment { lines[lines.count - 1].text += line.dropFirst() }
                continue
            }
            isComment = line.hasPrefix("#")
            if !isComment { lines.append((index + 1, String(line))) }
        }
        self.lines = lines
    }

    private typealias Entry = (line: Int, values: [(name: String, value: String)])

    private func all() throws -> [Entry] {
        var entries: [Entry] = [], entry: Entry?
        func end() {
            if let whole = entry, !whole.values.isEmpty { entries.append(whole) }
            entry = nil
        }
        for (number, line) in lines {
            guard !line.allSatisfy(\.isWhitespace) else {
                end()
                continue
            }
            guard let colon = line.firstIndex(of: ":") else {
                throw wrong(number, "has no name and value")
            }
            let name = String(line[..<colon].prefix { $0 != ";" }).lowercased()
            guard !name.isEmpty,
                name.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 })
            else { throw wrong(number, "has no name of an attribute") }
            if name == "version", entries.isEmpty, entry == nil { continue }
            let value = try value(line[line.index(after: colon)...], number)
            if entry == nil { entry = (number, []) }
            entry?.values.append((name, value))
            guard entry?.values.count ?? 0 <= Self.mostAttributes else {
                throw wrong(number, "is one attribute too many")
            }
        }
        end()
        guard entries.count <= Self.mostEntries else {
            throw wrong(entries[Self.mostEntries].line, "is one entry too many")
        }
        return entries
    }

    /// `: text`, `:: BASE64`; what `:<` points to is left out.
    private func value(_ rest: Substring, _ number: Int) throws -> String {
        guard !rest.hasPrefix("<") else { return "" }
        guard rest.hasPrefix(":") else { return String(rest).trimmed }
        guard let data = Data(base64Encoded: String(rest.dropFirst()).trimmed) else {
            throw wrong(number, "is not whole base64")
        }
        // A picture is not text.
        return String(validating: data, as: UTF8.self)?.trimmed ?? ""
    }

    private func wrong(_ line: Int, _ what: String) -> Problem {
        Problem(.badData, at: "\(file):\(line)", what, remedy: "Export the address book again.")
    }

    struct Content {
        let headers: [String]
        let rows: [(line: Int, cells: [String])]
        /// Attributes of which a person has several values where one can be kept, with how many were left out.
        let further: [String: Int]
    }

    /// The attributes as headers, and each person as a row with its line. Lists of addresses are left out.
    func table() throws -> Content {
        let people = try all().filter { entry in
            !entry.values.contains { $0.name == "objectclass" && $0.value.lowercased().hasPrefix("groupof") }
        }
        var headers: [String] = [], known = Self.technical
        for entry in people {
            for (name, _) in entry.values where known.insert(name).inserted {
                headers.append(name)
                guard headers.count <= 256 else { throw wrong(entry.line, "has more than 256 kinds of attributes") }
            }
        }
        var further: [String: Int] = [:]
        let rows = people.map { entry in
            let values = Dictionary(grouping: entry.values, by: \.name)
            let cells = headers.map { name in
                let all = (values[name] ?? []).map(\.value)
                let mayRepeat = ["mail", "phone", "mobile", "description", "language"].contains(where: name.contains)
                if !mayRepeat, all.count > 1 { further[name, default: 0] += all.count - 1 }
                return (mayRepeat ? all : Array(all.prefix(1))).joined(separator: "\n")
            }
            return (entry.line, cells)
        }
        return Content(headers: headers, rows: rows, further: further)
    }

    /// What says nothing of the person.
    private static let technical: Set<String> = ["dn", "objectclass", "modifytimestamp", "changetype"]

    /// The entries that begin on these lines, as they are, with what is wrong with each before it.
    func entries(at places: [String: [String]]) throws -> String {
        var result = "", isWanted = false, isNew = true
        for (number, line) in lines {
            if line.allSatisfy(\.isWhitespace) {
                isNew = true
                isWanted = false
                continue
            }
            if isNew, line.lowercased().hasPrefix("version:") { continue }
            if isNew {
                let problems = places["\(file):\(number)"]
                isWanted = problems != nil
                if let problems { result += "\n" + problems.map { "# \($0)\n" }.joined() }
                isNew = false
            }
            if isWanted { result += "\(line)\n" }
        }
        return result
    }
}
