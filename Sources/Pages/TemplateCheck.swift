internal import Coordination

/// Reads a template's tags, because Mustache renders an unknown name as nothing.
struct TemplateCheck {
    /// Names that stand outside every section, so that a blank there would be seen by the reader.
    let required: Set<String>

    /// - Parameter contentType: what its first line has to say, `TEXT` or `PAGE`: without it Mustache's own escaping would hold.
    /// - Throws: `Problem.configuration` with file and line for a name that nothing fills or a section left open.
    init(_ text: String, file: String, contentType: String, allowing fields: Set<String>) throws {
        let pragma = "{{% CONTENT_TYPE:\(contentType)}}"
        guard text.hasPrefix("\(pragma)\n") else {
            throw Problem(
                .configuration, at: "\(file):1", "does not say how its values are escaped",
                remedy: "Write \(pragma) on the first line.")
        }
        var required: Set<String> = [], open: [String] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let place = "\(file):\(index + 1)"
            for piece in line.split(separator: "{{", omittingEmptySubsequences: false).dropFirst() {
                guard let end = piece.firstRange(of: "}}") else {
                    throw Problem(.configuration, at: place, "a tag is not closed", remedy: "Write it as {{name}}.")
                }
                var tag = piece[..<end.lowerBound].drop { $0 == "{" || $0 == "&" }
                guard let mark = tag.first, mark != "%", mark != "!" else { continue }
                if "#^/".contains(mark) { tag = tag.dropFirst() }
                let name = tag.filter { $0 != " " }
                if name == "." { continue }
                guard fields.contains(name) else {
                    throw Problem(
                        .configuration, at: place, "unknown name '\(name)'",
                        remedy: NearestChoice.remedy(for: name, among: Array(fields)))
                }
                switch mark {
                case "#", "^": open.append(name)
                case "/":
                    guard open.popLast() == name else {
                        throw Problem(
                            .configuration, at: place, "the section '\(name)' is not open here",
                            remedy: "Close sections in the order in which they were opened.")
                    }
                default: if open.isEmpty { required.insert(name) }
                }
            }
        }
        if let name = open.last {
            throw Problem(.configuration, at: file, "the section '\(name)' is not closed", remedy: "Add {{/\(name)}}.")
        }
        self.required = required
    }
}
