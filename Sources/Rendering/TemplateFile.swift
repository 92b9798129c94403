internal import Coordination

/// Where a template lies below `Templates/`, and what it makes.
public enum TemplateFile: Hashable, Sendable {
    /// A mail's text in every language; its first line is the subject.
    case mail(String)
    /// The body of a page in every language.
    case page(String)
    /// A page or a part of one that is the same in every language.
    case web(String)

    /// What its first line has to say.
    var contentType: String {
        switch self {
        case .mail: "TEXT"
        case .page, .web: PageContentType.name
        }
    }

    /// Whether every language has its own.
    public var isByLanguage: Bool {
        switch self {
        case .mail, .page: true
        case .web: false
        }
    }

    /// Below `Templates/`, without the ending.
    func path(in language: Language) -> String {
        switch self {
        case .mail(let name), .page(let name): "\(language)/\(name)"
        case .web(let name): "web/\(name)"
        }
    }
}
