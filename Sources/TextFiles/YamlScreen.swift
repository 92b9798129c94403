internal import Coordination

/// Refuses YAML that is built to exhaust its reader, before the parser sees it.
enum YamlScreen {
    static let maximumBytes = 1024 * 1024
    static let maximumDepth = 32

    static func check(_ text: String, file: String) throws {
        guard text.utf8.count <= maximumBytes else {
            throw Problem(.badData, at: file, "is larger than 1 MiB", remedy: "Split it into several files.")
        }
        var flow = 0
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            func deep() -> Problem {
                Problem(.badData, at: "\(file):\(index + 1)", "is nested too deeply", remedy: "Write it flatter.")
            }
            let indentation = line.prefix { $0 == " " }.count
            let dashes = line.split(separator: " ").prefix { $0 == "-" || $0 == "?" }.count
            guard indentation <= 4 * maximumDepth, dashes <= 4 else { throw deep() }
            if usesAnchor(line) {
                throw Problem(
                    .badData, at: "\(file):\(index + 1)", "uses an anchor or alias",
                    remedy: "Write the value out where it is used.")
            }
            for character in line.unicodeScalars {
                if character == "[" || character == "{" { flow += 1 }
                if character == "]" || character == "}" { flow = max(0, flow - 1) }
                if flow > maximumDepth { throw deep() }
            }
        }
    }

    /// `&name` or `*name` where a value may begin.
    private static func usesAnchor(_ line: Substring) -> Bool {
        var previous: Character = " "
        for (character, next) in zip(line, line.dropFirst()) {
            let mayBegin = previous.isWhitespace || "[{,:-".contains(previous)
            if mayBegin, character == "&" || character == "*", next.isLetter || next.isNumber || next == "_" {
                return true
            }
            previous = character
        }
        return false
    }
}
