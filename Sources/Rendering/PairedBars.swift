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

    /// Labels of which neither number is shown have no line.
    /// - Parameters:
    ///   - legend: what the first and the second bar stand for.
    ///   - totals: how many people there are of each kind; `nil` where that is not shown, and no shares either.
    ///   - hidden: what is written instead of a number that is not shown.
    public static func chart(
        _ pairs: [Pair], title: String, legend: (String, String), totals: (Int?, Int?), hidden: String
    ) -> Markup {
        func bar(_ count: Int?, of total: Int?, kind: String) -> String {
            let whole = total ?? 0
            let share = count.map { whole > 0 ? " (\(($0 * 200 + whole) / (2 * whole))%)" : "" } ?? ""
            return Bars.bar(count ?? 0, of: whole, count.map { "\($0)\(share)" } ?? hidden, kind: kind)
        }
        let lines = pairs.filter { $0.first != nil || $0.second != nil }.map { pair in
            "<dt>\(HTMLText.escape(pair.label))</dt>\(bar(pair.first, of: totals.0, kind: ""))\(bar(pair.second, of: totals.1, kind: " other"))"
        }
        guard !lines.isEmpty else { return Markup() }
        return Markup(
            escaped: """
                <p class="meta"><span class="bar key"></span> \(HTMLText.escape(legend.0)) \
                <span class="bar other key"></span> \(HTMLText.escape(legend.1))</p>
                <dl class="bars" aria-label="\(HTMLText.escape(title))">
                \(lines.joined(separator: "\n"))
                </dl>
                """)
    }
}
