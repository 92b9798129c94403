internal import Coordination

/// Columns of text, as wide as their longest value where that fits.
///
/// On a terminal that is narrower, words of the widest columns go on in the line below, and where even that does not fit, each row is a
/// block of its own with a line a column. Nothing is cut off.
package enum Table {
    private static let gap = 2

    /// The lines of a table with a header, or one line where there are no rows.
    /// - Parameter width: letters in a line; no end where `nil`.
    package static func lines(
        _ header: [String], _ rows: [[String]], empty: String, width: Int? = Terminal.width
    ) -> [String] {
        guard !rows.isEmpty else { return [empty] }
        let all = ([header] + rows).map { $0.map(SafeText.printable) }
        let natural = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        guard let width, total(natural) > width else { return all.map { line($0, natural) } }
        guard let widths = shrunk(natural, all, to: width) else { return blocks(all, width) }
        return all.flatMap { row in
            let cells = zip(row, widths).map(wrapped)
            return (0..<(cells.map(\.count).max() ?? 0)).map { index in
                line(cells.map { index < $0.count ? $0[index] : "" }, widths)
            }
        }
    }

    private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * (widths.count - 1) }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
        let text = padded.joined(separator: String(repeating: " ", count: gap))
        return text.lastIndex { $0 != " " }.map { String(text[...$0]) } ?? ""
    }

    /// Takes from the widest column until all fit, but never less than its longest word; `nil` where that is not enough.
    private static func shrunk(_ natural: [Int], _ all: [[String]], to width: Int) -> [Int]? {
        let least = natural.indices.map { column in
            all.map { $0[column].split(separator: " ").map(\.count).max() ?? 0 }.max() ?? 0
        }
        guard total(least) <= width else { return nil }
        var widths = natural
        while total(widths) > width {
            guard let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
            else { return nil }
            widths[widest] -= 1
        }
        return widths
    }

    /// A text in lines that break between words, and within one that is longer than a line.
    package static func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                var rest = word
                while rest.count > max(1, width) {
                    lines.append(String(rest.prefix(max(1, width))))
                    rest = rest.dropFirst(max(1, width))
                }
                lines.append(String(rest))
            }
        }
        return lines.isEmpty ? [""] : lines
    }

    /// Each row as lines of a name and a value, and an empty line between two rows.
    private static func blocks(_ all: [[String]], _ width: Int) -> [String] {
        let header = all[0], names = header.map(\.count).max() ?? 0
        let blocks = all.dropFirst().map { row in
            zip(header, row).filter { !$1.isEmpty }.flatMap { name, value in
                wrapped(value, max(8, width - names - gap)).enumerated().map { index, part in
                    line([index == 0 ? name : "", part], [names, 0])
                }
            }
        }
        return Array(blocks.joined(separator: [""]))
    }
}
