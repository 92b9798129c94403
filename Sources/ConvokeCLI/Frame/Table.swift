internal import Coordination

/// Columns of text, as wide as their longest value.
enum Table {
    /// The lines of a table with a header, or one line where there are no rows.
    static func lines(_ header: [String], _ rows: [[String]], empty: String) -> [String] {
        guard !rows.isEmpty else { return [empty] }
        let all = ([header] + rows).map { $0.map(SafeText.printable) }
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            return cells.joined(separator: "  ")
        }
    }
}
