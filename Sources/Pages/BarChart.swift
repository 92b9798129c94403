/// A bar chart as SVG: the same on a page, on paper and in a test.
public enum BarChart {
    /// - Parameter bars: labels with their counts, drawn from top to bottom.
    public static func svg(_ bars: [(label: String, count: Int)], title: String) -> String {
        let rowHeight = 26, labelWidth = 240, chartWidth = 380
        let most = max(1, bars.map(\.count).max() ?? 1)
        let height = bars.count * rowHeight + 4
        let rows = bars.enumerated().map { index, bar in
            let y = index * rowHeight + 2, width = bar.count * chartWidth / most
            return """
                <text x="\(labelWidth - 8)" y="\(y + 16)" text-anchor="end">\(HTMLText.escape(bar.label))</text>
                <rect x="\(labelWidth)" y="\(y + 3)" width="\(width)" height="18" rx="2" fill="#2a6f97"/>
                <text x="\(labelWidth + width + 8)" y="\(y + 16)">\(bar.count)</text>
                """
        }
        return """
            <svg role="img" aria-label="\(HTMLText.escape(title))" viewBox="0 0 680 \(height)" width="100%" \
            xmlns="http://www.w3.org/2000/svg">
            \(rows.joined(separator: "\n"))
            </svg>
            """
    }
}
