internal import Coordination

/// Writes single lines of a calendar object, folded by octets without cutting a letter (RFC 5545 section 3.1).
enum ContentLine {
    static let longest = 75

    /// Appends `head:value` and CRLF. The caller has checked both for control characters.
    static func append(_ line: String, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: line.utf8)
        end(&bytes, from: start)
    }

    /// Ends the line that was put there from `start` on.
    static func end(_ bytes: inout [UInt8], from start: Int) {
        var start = start, room = longest
        while bytes.count - start > room {
            var place = start + room
            // A byte 10xxxxxx goes on with the letter before it.
            while bytes[place] & 0xC0 == 0x80 { place -= 1 }
            bytes.insert(contentsOf: fold, at: place)
            start = place + 2
            room = longest
        }
        bytes.append(13)
        bytes.append(10)
    }

    private static let fold: [UInt8] = [13, 10, 32]

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
        // Most names are plain.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && !special.contains($0) }) { return text }
        try SafeText.checked(text, field: field)
        var result = ""
        for scalar in text.unicodeScalars where scalar != "^" {
            result.unicodeScalars.append(scalar == "\"" ? "'" : scalar)
        }
        return result.utf8.contains { $0 == 44 || $0 == 58 || $0 == 59 } ? "\"\(result)\"" : result
    }

    /// `"`, `,`, `:`, `;` and `^`.
    private static let special: [UInt8] = [34, 44, 58, 59, 94]

    /// An address to join by, as a URI: RFC 3986 knows no quotes, spaces or controls, and nothing else is let through.
    static func uri(_ text: String, field: String) throws -> String {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !"\"<>\\^`{|}".utf8.contains($0) }) else {
            throw Problem(
                .badData, at: field, "is not a web address", remedy: "Write it without spaces and quotes.")
        }
        return text
    }
}
