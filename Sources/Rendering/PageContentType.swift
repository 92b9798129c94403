internal import Mustache

/// How values are escaped in the templates of pages. Mustache's own `HTML` goes by Character and lets some quotation marks pass.
struct PageContentType: MustacheContentType {
    /// The name that a template says on its first line.
    static let name = "PAGE"

    /// Done once, before any template is read.
    static let isRegistered: Bool = {
        MustacheContentTypes.register(PageContentType(), named: name)
        return true
    }()

    func escapeText(_ text: String) -> String { HTMLText.escape(text) }
}
