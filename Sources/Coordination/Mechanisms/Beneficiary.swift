extension Measure {
    /// Whom a measure protects. A full name is never required.
    public enum Beneficiary: Hashable, Sendable {
        /// A pseudonym or initials, as the body prints them.
        case person(String)
        /// A class that can be identified, with its size where it is known.
        case group(String, count: Int?)
    }
}

/// Written as `{"person": …}` or `{"group": …, "count": …}`.
extension Measure.Beneficiary: Codable {
    private enum Key: String, CodingKey { case person, group, count }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let person = try container.decodeIfPresent(String.self, forKey: .person) {
            self = .person(person)
        } else {
            self = .group(
                try container.decode(String.self, forKey: .group),
                count: try container.decodeIfPresent(Int.self, forKey: .count))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .person(let name): try container.encode(name, forKey: .person)
        case .group(let name, let count):
            try container.encode(name, forKey: .group)
            try container.encodeIfPresent(count, forKey: .count)
        }
    }
}
