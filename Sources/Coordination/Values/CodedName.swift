/// A short checked code kept as text: a country, a language, a zone.
public protocol CodedName: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible
where RawValue == String {
    /// What the code is called in messages.
    static var noun: String { get }
    /// How a right code looks, for messages.
    static var form: String { get }
    init?(rawValue: String)
}

extension CodedName {
    /// - Throws: `Problem.badData` where the text is not of the code's form.
    public init(parsing text: String) throws {
        guard let value = Self(rawValue: text) else {
            throw Problem(.badData, "'\(text.prefix(64))' is not \(Self.noun)", remedy: "\(Self.form).")
        }
        self = value
    }

    public init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    public var description: String { rawValue }
}
