extension Measure {
    /// Whom a measure protects. A full name is never required.
    public struct Beneficiary: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            /// A name, a pseudonym or initials, as the mechanism prints them.
            case person(String)
            /// A class that can be identified, with its size where it is known.
            case group(String, count: Int?)
        }

        /// Counted from 1 within the measure; it stays when others are added.
        public internal(set) var number: Int
        public let kind: Kind
        /// The person of the directory, where it is one.
        public var contact: Contact.ID?
        /// The day from which the measure covers them; the first day of the measure where `nil`.
        public internal(set) var since: CalendarDay?
        /// The day on which it was lifted for them.
        public internal(set) var liftedOn: CalendarDay?

        public init(_ kind: Kind, contact: Contact.ID? = nil) {
            number = 0
            self.kind = kind
            self.contact = contact
            since = nil
            liftedOn = nil
        }

        public static func person(_ name: String) -> Beneficiary { Beneficiary(.person(name)) }
        public static func group(_ name: String, count: Int?) -> Beneficiary { Beneficiary(.group(name, count: count)) }

        public var name: String {
            switch kind {
            case .person(let name), .group(let name, _): name
            }
        }

        public var isProtected: Bool { liftedOn == nil }
    }
}

/// Written as `{"person": …}` or `{"group": …, "count": …}`, with what else is known.
extension Measure.Beneficiary: Codable {
    private enum Key: String, CodingKey { case person, group, count, number, contact, since, liftedOn }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let person = try container.decodeIfPresent(String.self, forKey: .person) {
            self.init(.person(person))
        } else {
            self.init(
                .group(
                    try container.decode(String.self, forKey: .group),
                    count: try container.decodeIfPresent(Int.self, forKey: .count)))
        }
        number = try container.decode(Int.self, forKey: .number)
        contact = try container.decodeIfPresent(Contact.ID.self, forKey: .contact)
        since = try container.decodeIfPresent(CalendarDay.self, forKey: .since)
        liftedOn = try container.decodeIfPresent(CalendarDay.self, forKey: .liftedOn)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch kind {
        case .person(let name): try container.encode(name, forKey: .person)
        case .group(let name, let count):
            try container.encode(name, forKey: .group)
            try container.encodeIfPresent(count, forKey: .count)
        }
        try container.encode(number, forKey: .number)
        try container.encodeIfPresent(contact, forKey: .contact)
        try container.encodeIfPresent(since, forKey: .since)
        try container.encodeIfPresent(liftedOn, forKey: .liftedOn)
    }
}
