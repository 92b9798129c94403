internal import Coordination

/// Writes single lines of a calendar object, folded by octets without cutting a letter (RFC 5545 section 3.1).
enum ContentLine {
    static let longest = 75

    /// Appends `head:value` and CRLF. The caller has checked both for control characters.
    static func append(_ line: String, to bytes: inout [UInt8]) {
        var line = line
        line.withUTF8 { text in
            var start = 0, room = longest
            while text.count - start > room {
                var end = start + room
                // A byte 10xxxxxx goes on with the letter before it.
                while text[end] & 0xC0 == 0x80 { end -= 1 }
                bytes.append(contentsOf: text[start..<end])
                bytes.append(contentsOf: [13, 10, 32])
                start = end
                room = longest - 1
            }
            bytes.append(contentsOf: text[start...])
            bytes.append(contentsOf: [13, 10])
        }
    }

    /// RFC 5545 section 3.3.11.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 8)
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// A parameter's value, in quotes where it needs them (RFC 5545 section 3.2). RFC 6868 gives `^` a meaning that some programs know and others do not, so it is left out,
    /// and a quotation mark becomes an apostrophe.
    static func parameter(_ text: String, field: String) throws -> String {
        try SafeText.checked(text, field: field)
        var result = ""
        for scalar in text.unicodeScalars where scalar != "^" {
            result.unicodeScalars.append(scalar == "\"" ? "'" : scalar)
        }
        return result.utf8.contains { $0 == 44 || $0 == 58 || $0 == 59 } ? "\"\(result)\"" : result
    }

    /// An address to join by, as a URI: RFC 3986 knows no quotes, spaces or controls, and nothing else is let through.
    static func uri(_ text: String, field: String) throws -> String {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !"\"<>\\^`{|}".utf8.contains($0) }) else {
            throw Problem(
                .badData, at: field, "is no address of the web", remedy: "Write it without spaces and quotes.")
        }
        return text
    }
}
