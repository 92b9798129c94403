/// The names that one template may use, read from the properties of its content.
struct TemplateShape {
    enum Name {
        case text
        /// A text that may be empty; it needs a section of its own.
        case optionalText
        case markup
        case flag
        case list
        case rows(TemplateShape)
    }

    let names: [String: Name]

    init(_ content: any TemplateContent.Type) {
        var names: [String: Name] = [:]
        for (name, value) in content.init().properties {
            switch type(of: value) {
            case is String.Type: names[name] = .text
            case is String?.Type: names[name] = .optionalText
            case is Markup.Type: names[name] = .markup
            case is Bool.Type: names[name] = .flag
            case is [String].Type: (names[name], names[Self.flag(of: name)]) = (.list, .flag)
            case let rows as any Sequence.Type:
                guard let element = Self.content(of: rows) else { continue }
                (names[name], names[Self.flag(of: name)]) = (.rows(TemplateShape(element)), .flag)
            default: continue
            }
        }
        self.names = names
    }

    /// What says that a list has something: `hasAgenda` for `agenda`.
    static func flag(of list: String) -> String { "has\(list.prefix(1).uppercased())\(list.dropFirst())" }

    private static func content<S: Sequence>(of rows: S.Type) -> (any TemplateContent.Type)? {
        S.Element.self as? any TemplateContent.Type
    }
}
