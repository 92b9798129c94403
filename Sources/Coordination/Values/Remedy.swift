/// What to do next about a problem: words, and verbs of the product with the ids they are for. Each front words the verbs in its way.
public struct Remedy: Hashable, Sendable, CustomStringConvertible {
    public enum Part: Hashable, Sendable {
        case text(String)
        /// A verb, what it is for, and what else has to be said with it.
        case verb(Verb, of: [String], options: String)
    }

    public let parts: [Part]

    /// The words, with each verb as a front says it.
    public func worded(_ verb: (Verb, [String], String) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .verb(let name, let subjects, let options): verb(name, subjects, options)
            }
        }.joined()
    }

    /// For the record, with no front at hand: `Run 'convening show cv-1'.`
    public var description: String {
        worded { verb, subjects, options in
            "'\(([verb.rawValue] + subjects + (options.isEmpty ? [] : [options])).joined(separator: " "))'"
        }
    }
}

extension Remedy: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { parts = value.isEmpty ? [] : [.text(value)] }

    public init(_ text: String) { self.init(stringLiteral: text) }

    public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Words that follow words are one part.
        public mutating func appendLiteral(_ literal: String) {
            guard !literal.isEmpty else { return }
            if case .text(let before)? = parts.last {
                parts[parts.count - 1] = .text(before + literal)
            } else {
                parts.append(.text(literal))
            }
        }

        /// A verb with the ids that it is for.
        public mutating func appendInterpolation(
            _ verb: Verb, _ subjects: any CustomStringConvertible..., options: String = ""
        ) {
            parts.append(.verb(verb, of: subjects.map(\.description), options: options))
        }

        public mutating func appendInterpolation(_ remedy: Remedy) {
            for part in remedy.parts {
                if case .text(let text) = part { appendLiteral(text) } else { parts.append(part) }
            }
        }

        public mutating func appendInterpolation(_ value: String) { appendLiteral(value) }
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            appendLiteral(value.description)
        }
    }
}

/// Kept and handed on as its words.
extension Remedy: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
