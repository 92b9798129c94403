/// The values of a template, or of a part of one. Each stored property is a name that the template may use: a `String` that must not
/// be blank, a `String?` or `[String]` that may be empty, a `Bool`, a `Markup`, or rows of another content. A list `agenda` also
/// gives the flag `hasAgenda`. A property that is itself a content lends its names to the whole.
public protocol TemplateContent: Sendable {
    /// All blank: its properties give the names without any value.
    init()
}

/// The content of one template file.
public protocol TemplateFileContent: TemplateContent {
    static var file: TemplateFile { get }
}

extension TemplateContent {
    /// Stored properties in the order of their declaration, those of parts included.
    var properties: [(name: String, value: Any)] {
        Mirror(reflecting: self).children.flatMap { child -> [(name: String, value: Any)] in
            if let part = child.value as? any TemplateContent { return part.properties }
            return child.label.map { [(name: $0, value: child.value)] } ?? []
        }
    }

    /// The form that Mustache walks over. What is empty is left out, so that its sections stay closed.
    var object: [String: Any] {
        var object: [String: Any] = [:]
        for (name, value) in properties {
            switch value {
            case let text as String: if !text.isEmpty { object[name] = text }
            case let markup as Markup: if !markup.text.isEmpty { object[name] = markup.text }
            case let flag as Bool: if flag { object[name] = true }
            case let list as [String]:
                if !list.isEmpty { (object[name], object[TemplateShape.flag(of: name)]) = (list, true) }
            case let rows as [any TemplateContent]:
                if !rows.isEmpty { (object[name], object[TemplateShape.flag(of: name)]) = (rows.map(\.object), true) }
            default: break
            }
        }
        return object
    }

    /// The first of these names whose text has only white space, and would leave a hole.
    func blank(among names: Set<String>) -> String? {
        properties.first { name, value in
            names.contains(name) && (value as? String ?? (value as? Markup)?.text ?? "").allSatisfy(\.isWhitespace)
        }?.name
    }

    /// Everything readable, as it was before a page escaped it.
    public var words: String {
        properties.compactMap { _, value in
            switch value {
            case let text as String: text
            case let markup as Markup: markup.text
            case let list as [String]: list.joined(separator: "\n")
            case let rows as [any TemplateContent]: rows.map(\.words).joined(separator: "\n")
            default: nil
            }
        }.joined(separator: "\n")
    }
}
