/// What fills a template.
public struct Fields: Sendable {
    var texts: [String: String]
    var lists: [String: [String]]
    var rows: [String: [Fields]]
    var flags: Set<String>

    public init(
        _ texts: [String: String] = [:], lists: [String: [String]] = [:], rows: [String: [Fields]] = [:],
        flags: Set<String> = []
    ) {
        self.texts = texts
        self.lists = lists
        self.rows = rows
        self.flags = flags
    }

    /// The form that Mustache walks over; empty texts and lists are left out, so that their sections stay closed.
    var object: [String: Any] {
        var object: [String: Any] = [:]
        for (name, text) in texts where !text.isEmpty { object[name] = text }
        for (name, list) in lists where !list.isEmpty { object[name] = list }
        for (name, list) in rows where !list.isEmpty { object[name] = list.map(\.object) }
        for name in flags { object[name] = true }
        return object
    }

    /// Everything readable, as it was before a page escaped it.
    public var words: String {
        (Array(texts.values) + lists.values.flatMap { $0 } + rows.values.flatMap { $0.map(\.words) }).joined(
            separator: "\n")
    }

    func isBlank(_ name: String) -> Bool {
        (texts[name] ?? "").allSatisfy(\.isWhitespace) && (lists[name] ?? []).isEmpty && (rows[name] ?? []).isEmpty
            && !flags.contains(name)
    }
}
