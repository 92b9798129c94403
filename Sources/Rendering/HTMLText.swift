/// Turns plain text into HTML and nothing else: no link is made, no markup passes.
///
/// It goes by UTF-8 bytes, as a browser does: a quotation mark that a combining sign or a joiner follows is one Character with it, and
/// would pass a comparison of Characters.
enum HTMLText {
    static func escape(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
            case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
            case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
            case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
            case UInt8(ascii: "'"): bytes += Array("&#39;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Blank lines part paragraphs; lines that begin with `- ` are a list.
    static func paragraphs(_ text: String) -> Markup {
        var blocks: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
        }
        return Markup(escaped: blocks.filter { !$0.isEmpty }.map(block).joined(separator: "\n"))
    }

    private static func block(_ lines: [Substring]) -> String {
        if lines.allSatisfy({ $0.hasPrefix("- ") }) {
            return "<ul>\n" + lines.map { "<li>\(escape(String($0.dropFirst(2))))</li>\n" }.joined() + "</ul>"
        }
        return "<p>" + lines.map { escape(String($0)) }.joined(separator: "<br>\n") + "</p>"
    }
}
