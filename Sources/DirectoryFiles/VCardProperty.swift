internal import Coordination

/// One line of a vCard: `group.NAME;PARAM=value:value`.
struct VCardProperty {
    let place: String
    let name: String
    let types: Set<String>
    /// 1 is the most preferred; 100 where nothing is said.
    let preference: Int
    let value: String

    /// - Returns: `nil` for a line of no content.
    /// - Throws: `Problem.badData` where the line has no name and value.
    init?(_ line: String, place: String) throws {
        self.place = place
        // By bytes: what separates is ASCII, and no part of another character in UTF-8.
        var parts: [String] = [], part: [UInt8] = [], isQuoted = false, end: String.Index?
        for (index, byte) in zip(line.utf8.indices, line.utf8) {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if isQuoted || (byte != UInt8(ascii: ";") && byte != UInt8(ascii: ":")) {
                part.append(byte)
            } else {
                parts.append(String(decoding: part, as: UTF8.self))
                part.removeAll(keepingCapacity: true)
                if byte == UInt8(ascii: ":") {
                    end = index
                    break
                }
            }
            guard parts.count < 64, part.count < 4096 else {
                throw VCardReader.wrong(place, "has no colon where its value should begin")
            }
        }
        guard let end, let first = parts.first, !first.isEmpty else {
            throw VCardReader.wrong(place, "has no name and value")
        }
        name = (first.split(separator: ".").last.map(String.init) ?? first).uppercased()
        guard name.utf8.count <= 64,
            name.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || $0 == 45 })
        else {
            throw VCardReader.wrong(place, "has no name of a property")
        }
        var types: Set<String> = [], preference = 100
        for parameter in parts.dropFirst() {
            let halves = parameter.split(separator: "=", maxSplits: 1).map { $0.uppercased() }
            guard let key = halves.first else { continue }
            let values = (halves.count == 2 ? halves[1] : key).split(separator: ",").map(String.init)
            if key == "TYPE" || halves.count == 1 { types.formUnion(values) }
            if key == "PREF", let number = values.first.flatMap(Int.init) { preference = number }
            if key == "ENCODING", values.contains("QUOTED-PRINTABLE") { types.insert("QUOTED-PRINTABLE") }
        }
        self.types = types
        self.preference = types.contains("PREF") ? 1 : preference
        value = String(line[line.utf8.index(after: end)...])
    }

    /// The value without escapes, on one line unless more are allowed.
    func text(allowingNewlines: Bool = false) throws -> String {
        try checked(Self.unescaped(value[...]), allowingNewlines)
    }

    /// The parts of a structured value, such as `N` or `ADR`.
    func components() throws -> [String] {
        var parts: [Substring] = [], start = value.startIndex, isEscaped = false
        for (index, byte) in zip(value.utf8.indices, value.utf8) {
            if byte == UInt8(ascii: ";"), !isEscaped {
                parts.append(value[start..<index])
                start = value.utf8.index(after: index)
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        parts.append(value[start...])
        return try parts.map {
            try checked(Self.unescaped($0).split(whereSeparator: \.isNewline).joined(separator: " "), false)
        }
    }

    private func checked(_ text: String, _ allowingNewlines: Bool) throws -> String {
        guard !types.contains("QUOTED-PRINTABLE") else {
            throw Problem(
                .badData, at: "\(place), \(name.prefix(40))",
                "is quoted-printable, which vCard 3.0 and 4.0 do not have",
                remedy: "Export the card as vCard 3.0 or 4.0.")
        }
        guard text.utf8.count <= VCardReader.longestValue else {
            throw Problem(
                .badData, at: "\(place), \(name.prefix(40))", "is longer than 64 KiB", remedy: "Shorten it.")
        }
        let trimmed = text.trimmed
        return try SafeText.checked(trimmed, field: "\(place), \(name.prefix(40))", allowingNewlines: allowingNewlines)
    }

    /// RFC 6350 section 3.4.
    private static func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
        var result = "", isEscaped = false
        for sign in text {
            if isEscaped {
                result.append(sign == "n" || sign == "N" ? "\n" : sign)
                isEscaped = false
            } else if sign == "\\" {
                isEscaped = true
            } else {
                result.append(sign)
            }
        }
        return result
    }
}
