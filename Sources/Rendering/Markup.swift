/// HTML or SVG whose texts were escaped when it was made; the only value that a template may write as it is, `{{{name}}}`.
public struct Markup: Hashable, Sendable {
    public let text: String

    /// Nothing.
    public init() { text = "" }

    init(escaped text: String) { self.text = text }
}
