internal import Coordination

/// A table as text with delimiters, by RFC 4180: read row by row, so that a long file needs little memory.
///
/// The reader knows the line on which each row begins, which is what a person needs to mend it.
public struct DelimitedText {
    static let longestCell = 64 * 1024
    static let mostColumns = 256
    static let mostRows = 200_000

    package let file: String
    let delimiter: UInt8
    private let bytes: [UInt8]
    /// Where the rows begin.
    private let start: Int

    /// The delimiter is the one of comma, semicolon, tab and bar that most of the first lines have equally often; or the file says it in
    /// its first line, as Excel writes it: `sep=;`.
    package init(_ text: String, file: String) throws {
        bytes = Array(text.utf8)
        self.file = file
        guard bytes.contains(where: { $0 > 32 }) else {
            throw Problem(.badData, at: file, "is empty", remedy: "Export at least a header and one row.")
        }
        let first = bytes.prefix { $0 != 10 && $0 != 13 }
        let plain = first.filter { $0 != UInt8(ascii: "\"") }
        if plain.count == 5, String(decoding: plain.prefix(4), as: UTF8.self).lowercased() == "sep=",
            let sign = plain.last
        {
            delimiter = sign
            start = first.count
        } else {
            delimiter = Self.delimiter(of: bytes)
            start = 0
        }
    }

    /// Counts outside of quotation marks, in the first twenty lines that hold something.
    private static func delimiter(of bytes: [UInt8]) -> UInt8 {
        let signs = [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")]
        var lines: [[Int]] = [], counts = [0, 0, 0, 0], isQuoted = false, hasText = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 10 || byte == 13 {
                if hasText { lines.append(counts) }
                if lines.count == 20 { break }
                (counts, hasText) = ([0, 0, 0, 0], false)
            } else {
                hasText = hasText || byte > 32
                if let place = signs.firstIndex(of: byte) { counts[place] += 1 }
            }
        }
        if hasText, lines.count < 20 { lines.append(counts) }
        // How many lines have it as often as most do, and how often that is; a bar within a cell is no delimiter where there is another.
        func weight(_ place: Int) -> (Int, Int) {
            let found = Dictionary(lines.map { ($0[place], 1) }, uniquingKeysWith: +).filter { $0.key > 0 }
            let most = found.max { ($0.value, $0.key) < ($1.value, $1.key) }
            return (most?.value ?? 0, most?.key ?? 0)
        }
        let best = (0..<3).max { weight($0) < weight($1) } ?? 0
        if weight(best).0 > 0 {
            return weight(3).0 > weight(best).0 && weight(best).0 * 2 < lines.count ? signs[3] : signs[best]
        }
        return weight(3).0 > 0 ? signs[3] : signs[0]
    }

    /// Hands on every row that is not blank, with the line it begins on.
    /// - Throws: `Problem.badData` where quotes do not fit together or something is too large; rows before it were handed on.
    package func forEachRow(_ take: (_ line: Int, _ cells: [String]) throws -> Void) throws {
        if let line = lineAfterMostRows() {
            throw wrong(line, "is the row after \(Self.mostRows)", "Split the file into several.")
        }
        var place = start, line = 1
        while place < bytes.count {
            if bytes[place] == 10 || bytes[place] == 13 {
                endLine(&place, &line)
                continue
            }
            let start = line
            let cells = try row(&place, &line)
            if cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { continue }
            try take(start, cells)
        }
    }

    /// The line on which the first row too many begins. Rows are only counted here, so that what will be refused is not read first.
    /// Where quotes do not fit together the count may be too low, and reading the rows says so.
    private func lineAfterMostRows() -> Int? {
        var count = 0, line = 1, start = 1, isQuoted = false, hasText = false, last: UInt8 = 0
        for byte in bytes {
            let endsLine = byte == 13 || (byte == 10 && last != 13)
            last = byte
            if byte == 10 || byte == 13 {
                if endsLine { line += 1 }
                guard !isQuoted else { continue }
                hasText = false
                start = line
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte > 32, byte != delimiter, !hasText {
                hasText = true
                count += 1
                if count > Self.mostRows { return start }
            }
        }
        return nil
    }

    private func row(_ place: inout Int, _ line: inout Int) throws -> [String] {
        var cells: [String] = []
        while true {
            cells.append(try cell(&place, &line))
            guard cells.count <= Self.mostColumns else {
                throw wrong(line, "has more than \(Self.mostColumns) columns", "Export only the columns you need.")
            }
            guard place < bytes.count else { return cells }
            if bytes[place] == delimiter {
                place += 1
                continue
            }
            endLine(&place, &line)
            return cells
        }
    }

    /// A line ends with CR LF, LF or CR.
    private func endLine(_ place: inout Int, _ line: inout Int) {
        let sign = bytes[place]
        place += 1
        if sign == 13, place < bytes.count, bytes[place] == 10 { place += 1 }
        line += 1
    }

    /// Reads up to, not including, the delimiter or the end of the line.
    private func cell(_ place: inout Int, _ line: inout Int) throws -> String {
        let quote = UInt8(ascii: "\"")
        guard place < bytes.count, bytes[place] == quote else {
            let start = place
            while place < bytes.count, bytes[place] != delimiter, bytes[place] != 10, bytes[place] != 13 {
                guard bytes[place] != quote else {
                    throw wrong(
                        line, "has a quotation mark within a cell",
                        "Put the whole cell in quotation marks and write the mark twice.")
                }
                place += 1
                try check(place - start, line)
            }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        let first = line
        var content: [UInt8] = []
        place += 1
        while true {
            guard place < bytes.count else {
                throw wrong(
                    first, "opens a quotation mark that is never closed",
                    "The file may be cut off; export it again, or close the mark.")
            }
            let byte = bytes[place]
            place += 1
            if byte == quote {
                guard place < bytes.count, bytes[place] == quote else { break }
                place += 1
            }
            if byte == 10 || (byte == 13 && !(place < bytes.count && bytes[place] == 10)) { line += 1 }
            content.append(byte)
            try check(content.count, first)
        }
        guard place >= bytes.count || [delimiter, 10, 13].contains(bytes[place]) else {
            throw wrong(line, "goes on behind a closing quotation mark", "Write a mark within a cell twice.")
        }
        return String(decoding: content, as: UTF8.self)
    }

    private func check(_ count: Int, _ line: Int) throws {
        guard count <= Self.longestCell else {
            throw wrong(
                line, "has a cell of more than 64 KiB", "Shorten it; a note of that length belongs into a file.")
        }
    }

    private func wrong(_ line: Int, _ what: String, _ remedy: Remedy) -> Problem {
        Problem(.badData, at: "\(file):\(line)", what, remedy: remedy)
    }

    /// One row as text, every cell that needs it in quotation marks. A cell that a spreadsheet would take for a formula gets an
    /// apostrophe before it (OWASP, CSV injection).
    public static func line(_ cells: [String]) -> String {
        cells.map { cell in
            let text = isFormula(cell) || (cell.hasPrefix("'") && isFormula(cell.dropFirst())) ? "'\(cell)" : cell
            let isPlain = !text.utf8.contains { [34, 44, 59, 9, 10, 13, 39].contains($0) } && !isFormula(cell)
            return isPlain && text.first != " " && text.last != " "
                ? text : "\"\(text.replacing("\"", with: "\"\""))\""
        }.joined(separator: ",") + "\r\n"
    }

    /// The cell as it was before `line` guarded it.
    package static func unguarded(_ cell: String) -> String {
        let rest = cell.dropFirst()
        guard cell.hasPrefix("'"), isFormula(rest) || (rest.hasPrefix("'") && isFormula(rest.dropFirst())) else {
            return cell
        }
        return String(rest)
    }

    /// Whether a spreadsheet may take a cell for a formula; some pass over spaces and what cannot be seen before its sign.
    private static func isFormula(_ text: some StringProtocol) -> Bool {
        let shown = text.unicodeScalars.first { scalar in
            if "\t\r\n".unicodeScalars.contains(scalar) { return true }
            return !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
                && scalar.properties.generalCategory != .control
        }
        guard let first = shown else { return false }
        return "=+-@\t\r\n|%".unicodeScalars.contains(first) || "＝＋－＠".unicodeScalars.contains(first)
    }
}
