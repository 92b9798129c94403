internal import Coordination

/// One line of a vCard: `group.NAME;PARAM=value:value`.
struct VCardProperty {
    let place: String
    /// What stands before the name and ties lines together: `item1` of `item1.ADR`.
    let group: String?
    let name: String
    let types: Set<String>
    /// 1 is the most preferred; 100 where nothing is said.
    let preference: Int
    let value: String
    /// Which service an address is of, as Apple writes it.
    let service: String?
    /// How the bytes of a quoted-printable value are letters (vCard 2.1).
    private let charset: String

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
        let halves = first.trimmed.split(separator: ".").map(String.init)
        name = (halves.last ?? first).uppercased()
        group = halves.count > 1 ? halves[0].lowercased() : nil
        guard name.utf8.count <= 64,
            name.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || $0 == 45 })
        else {
            throw VCardReader.wrong(place, "has no name of a property")
        }
        var types: Set<String> = [], preference = 100, charset = "UTF-8", service: String?
        for parameter in parts.dropFirst() {
            let halves = parameter.split(separator: "=", maxSplits: 1).map { $0.uppercased() }
            guard let key = halves.first else { continue }
            let values = (halves.count == 2 ? halves[1] : key).split(separator: ",").map(String.init)
            if key == "TYPE" || halves.count == 1 { types.formUnion(values) }
            if key == "PREF", let number = values.first.flatMap(Int.init) { preference = number }
            if key == "ENCODING", values.contains("QUOTED-PRINTABLE") { types.insert("QUOTED-PRINTABLE") }
            if key == "X-SERVICE-TYPE" { service = values.first }
            if key == "CHARSET" { charset = values.first ?? charset }
        }
        self.charset = charset
        self.service = service
        self.types = types
        self.preference = types.contains("PREF") ? 1 : preference
        value = String(line[line.utf8.index(after: end)...])
    }

    /// The value without escapes, on one line unless more are allowed.
    func text(allowingNewlines: Bool = false) throws -> String {
        let text = try Self.unescaped(decoded(value[...])).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return try checked(
            allowingNewlines ? text : text.split(whereSeparator: \.isNewline).joined(separator: " "), allowingNewlines)
    }

    /// The value with its bytes as letters.
    private func decoded(_ text: Substring) throws -> Substring {
        guard types.contains("QUOTED-PRINTABLE") else { return text }
        var bytes: [UInt8] = [], rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "="), digits.count == 2, let code = UInt8(digits, radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        let known: TextEncoding? =
            switch charset {
            case "UTF-8", "US-ASCII", "ASCII": .utf8
            case "ISO-8859-1", "LATIN1", "WINDOWS-1252", "CP1252", "ISO-8859-15": .latin1
            case "UTF-16": .utf16
            default: nil
            }
        guard let known, let decoded = try? TextEncoding.text(bytes, file: place, as: known) else {
            throw Problem(
                .badData, at: "\(place), \(name.prefix(40))", "is not whole text of '\(charset.prefix(20))'",
                remedy: "Export the card as vCard 3.0 or 4.0.")
        }
        return decoded[...]
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
            try checked(
                Self.unescaped(decoded($0)).split(whereSeparator: \.isNewline).joined(separator: " "), false)
        }
    }

    private func checked(_ text: String, _ allowingNewlines: Bool) throws -> String {
        guard text.utf8.count <= VCardReader.longestValue else {
            throw Problem(
                .badData, at: "\(place), \(name.prefix(40))", "is longer than 64 KiB", remedy: "Shorten it.")
        }
        let trimmed = CellReader.stripped(text.trimmed).trimmed
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
