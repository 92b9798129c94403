/// Two bars for each label, as shares of all: those who were invited beside those whom the directory knows.
public enum PairedBars {
    public struct Pair {
        let label: String
        let first: Int?
        let second: Int?

        /// - Parameters:
        ///   - first: `nil` where the number is too small to be shown.
        public init(label: String, first: Int?, second: Int?) {
            self.label = label
            self.first = first
            self.second = second
        }
    }

    /// - Parameters:
    ///   - legend: what the first and the second bar stand for.
    ///   - totals: how many people there are of each kind; `nil` where that is not shown, and no shares either.
    ///   - hidden: what is written instead of a number that is not shown.
    public static func svg(
        _ pairs: [Pair], title: String, legend: (String, String), totals: (Int?, Int?), hidden: String
    ) -> Markup {
        let rowHeight = 40, labelWidth = 240, chartWidth = 300, top = 22
        func bar(_ count: Int?, of total: Int?, y: Int, color: String) -> String {
            let whole = total ?? 0
            let width = count.map { whole > 0 ? min(chartWidth, $0 * chartWidth / whole) : 0 } ?? 0
            let share = count.map { whole > 0 ? " (\(($0 * 200 + whole) / (2 * whole))%)" : "" } ?? ""
            let text = HTMLText.escape(count.map { "\($0)\(share)" } ?? hidden)
            return """
                <rect x="\(labelWidth)" y="\(y)" width="\(width)" height="14" rx="2" fill="\(color)"/>
                <text x="\(labelWidth + width + 8)" y="\(y + 12)">\(text)</text>
                """
        }
        let rows = pairs.enumerated().map { index, pair in
            let y = top + index * rowHeight
            return """
                <text x="\(labelWidth - 8)" y="\(y + 20)" text-anchor="end">\(HTMLText.escape(pair.label))</text>
                \(bar(pair.first, of: totals.0, y: y, color: "#2a6f97"))
                \(bar(pair.second, of: totals.1, y: y + 16, color: "#a9b4bd"))
                """
        }
        return Markup(
            escaped: """
                <svg role="img" aria-label="\(HTMLText.escape(title))" viewBox="0 0 680 \(top + pairs.count * rowHeight)" \
                width="100%" xmlns="http://www.w3.org/2000/svg">
                <rect x="\(labelWidth)" y="2" width="12" height="12" fill="#2a6f97"/>
                <text x="\(labelWidth + 18)" y="13">\(HTMLText.escape(legend.0))</text>
                <rect x="\(labelWidth + 150)" y="2" width="12" height="12" fill="#a9b4bd"/>
                <text x="\(labelWidth + 168)" y="13">\(HTMLText.escape(legend.1))</text>
                \(rows.joined(separator: "\n"))
                </svg>
                """)
    }
}
