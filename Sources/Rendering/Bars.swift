/// One bar for each label.
public enum Bars {
    /// - Parameters:
    ///   - rows: labels with their numbers; `nil` where a number is not shown.
    ///   - hidden: what is written instead of it.
    public static func svg(_ rows: [(label: String, count: Int?)], title: String, hidden: String) -> Markup {
        let rowHeight = 24, labelWidth = 240, chartWidth = 340
        let largest = max(1, rows.compactMap(\.count).max() ?? 1)
        let bars = rows.enumerated().map { index, row in
            let y = 4 + index * rowHeight, width = (row.count ?? 0) * chartWidth / largest
            return """
                <text x="\(labelWidth - 8)" y="\(y + 12)" text-anchor="end">\(HTMLText.escape(row.label))</text>
                <rect x="\(labelWidth)" y="\(y)" width="\(width)" height="15" rx="2" fill="#2a6f97"/>
                <text x="\(labelWidth + width + 8)" y="\(y + 12)">\(HTMLText.escape(row.count.map(String.init) ?? hidden))</text>
                """
        }
        return Markup(
            escaped: """
                <svg role="img" aria-label="\(HTMLText.escape(title))" viewBox="0 0 680 \(8 + rows.count * rowHeight)" \
                width="100%" xmlns="http://www.w3.org/2000/svg">
                \(bars.joined(separator: "\n"))
                </svg>
                """)
    }
}
