/// One bar for each label, as a list whose lines break where the page is narrow.
public enum Bars {
    /// A bar of a share of the width, and what stands behind it.
    static func bar(_ count: Int, of whole: Int, _ text: String, kind: String = "") -> String {
        let width = whole > 0 ? min(100, count * 100 / whole) : 0
        return
            "<dd><span class=\"bar\(kind)\" style=\"width: \(width * 7 / 10)%\"></span> \(HTMLText.escape(text))</dd>"
    }

    /// - Parameter rows: labels with their numbers; those whose number is not shown have no bar and no line.
    public static func chart(_ rows: [(label: String, count: Int?)], title: String) -> Markup {
        let shown = rows.compactMap { row in row.count.map { (row.label, $0) } }
        let largest = max(1, shown.map(\.1).max() ?? 1)
        let lines = shown.map { label, count in
            "<dt>\(HTMLText.escape(label))</dt>\(bar(count, of: largest, "\(count)"))"
        }
        guard !lines.isEmpty else { return Markup() }
        return Markup(
            escaped:
                "<dl class=\"bars\" aria-label=\"\(HTMLText.escape(title))\">\n\(lines.joined(separator: "\n"))\n</dl>")
    }
}
