/// Turns plain text into HTML and nothing else: no link is made, no markup passes.
enum HTMLText {
    static func escape(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
    }

    /// Blank lines part paragraphs; lines that begin with `- ` are a list.
    static func paragraphs(_ text: String) -> String {
        var blocks: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
        }
        return blocks.filter { !$0.isEmpty }.map(block).joined(separator: "\n")
    }

    private static func block(_ lines: [Substring]) -> String {
        if lines.allSatisfy({ $0.hasPrefix("- ") }) {
            return "<ul>\n" + lines.map { "<li>\(escape(String($0.dropFirst(2))))</li>\n" }.joined() + "</ul>"
        }
        return "<p>" + lines.map { escape(String($0)) }.joined(separator: "<br>\n") + "</p>"
    }
}
