internal import Coordination

/// Reads a template's tags, because Mustache renders an unknown name as nothing.
struct TemplateCheck {
    /// Names that stand outside every section, so that a blank there would be seen by the reader.
    private(set) var required: Set<String> = []
    private let shape: TemplateShape
    /// Sections that are open here, each with the names of its rows.
    private var open: [(name: String, rows: TemplateShape?)] = []

    /// - Parameters:
    ///   - file: what is named in a problem.
    ///   - contentType: what its first line has to say, `TEXT` or `PAGE`: without it Mustache's own escaping would hold.
    /// - Throws: `Problem.configuration` with file and line for a name that nothing fills there, one that may be empty outside a
    ///   section, one that is not escaped, or a section left open.
    init(_ text: String, file: String, contentType: String, content: any TemplateContent.Type) throws {
        shape = TemplateShape(content)
        let pragma = "{{% CONTENT_TYPE:\(contentType)}}"
        guard text.hasPrefix("\(pragma)\n") else {
            throw Problem(
                .configuration, at: "\(file):1", "does not say how its values are escaped",
                remedy: "Write \(pragma) on the first line.")
        }
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let place = "\(file):\(index + 1)"
            for piece in line.split(separator: "{{", omittingEmptySubsequences: false).dropFirst() {
                guard let end = piece.firstRange(of: "}}") else {
                    throw Problem(.configuration, at: place, "a tag is not closed", remedy: "Write it as {{name}}.")
                }
                try read(piece[..<end.lowerBound], at: place)
            }
        }
        if let section = open.last {
            throw Problem(
                .configuration, at: file, "the section '\(section.name)' is not closed",
                remedy: "Add {{/\(section.name)}}.")
        }
    }

    /// One tag, without its braces.
    private mutating func read(_ tag: Substring, at place: String) throws {
        guard let mark = tag.first, mark != "%", mark != "!" else { return }
        let name = tag.drop { "{&#^/".contains($0) }.filter { $0 != " " }
        if name == "." { return }
        let known = [shape] + open.compactMap(\.rows)
        guard let kind = known.reversed().lazy.compactMap({ $0.names[name] }).first else {
            throw Problem(
                .configuration, at: place, "unknown name '\(name)'",
                remedy: NearestChoice.remedy(for: name, among: known.flatMap { Array($0.names.keys) }))
        }
        switch mark {
        case "#", "^":
            if case .rows(let rows) = kind, mark == "#" { open.append((name, rows)) } else { open.append((name, nil)) }
        case "/":
            guard open.popLast()?.name == name else {
                throw Problem(
                    .configuration, at: place, "the section '\(name)' is not open here",
                    remedy: "Close sections in the order in which they were opened.")
            }
        default: try write(name, kind, isRaw: "{&".contains(mark), at: place)
        }
    }

    /// A tag that is replaced by its value.
    private mutating func write(_ name: String, _ kind: TemplateShape.Name, isRaw: Bool, at place: String) throws {
        switch kind {
        case .markup:
            guard isRaw else {
                throw Problem(
                    .configuration, at: place, "'\(name)' is markup and would be escaped",
                    remedy: "Write it as {{{\(name)}}}.")
            }
        case .text, .optionalText:
            guard !isRaw else {
                throw Problem(
                    .configuration, at: place, "'\(name)' would not be escaped", remedy: "Write it as {{\(name)}}.")
            }
            if case .optionalText = kind, open.isEmpty {
                throw Problem(
                    .configuration, at: place, "'\(name)' may be empty",
                    remedy: "Write it in a section of its own: {{#\(name)}} ... {{/\(name)}}.")
            }
        case .flag, .list, .rows:
            throw Problem(
                .configuration, at: place, "'\(name)' is not a text", remedy: "Open a section with it: {{#\(name)}}.")
        }
        if open.isEmpty { required.insert(name) }
    }
}
