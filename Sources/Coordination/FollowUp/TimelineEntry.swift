/// One thing that happened, or is to happen, in the life of a case, a convening or a contact.
public struct TimelineEntry: Hashable, Sendable, Codable {
    public enum Kind: String, CaseIterable, Sendable, Codable {
        case stage, event, point, deadline, action, feedback, convening, invitation, commitment, statement, signature,
            incident, message, consent
    }

    public let day: CalendarDay
    public let kind: Kind
    /// The id it is found by.
    public let id: String
    /// In the language that was asked for.
    public let text: String
    /// The resolution, letter or other source that says so.
    public let document: String?

    public init(day: CalendarDay, kind: Kind, id: String, text: String, document: String? = nil) {
        self.day = day
        self.kind = kind
        self.id = id
        self.text = text
        self.document = document
    }

    /// By day; what belongs together in the order of the chain.
    public static func sorted(_ entries: [TimelineEntry]) -> [TimelineEntry] {
        func rank(_ kind: Kind) -> Int { Kind.allCases.firstIndex(of: kind) ?? 0 }
        return entries.enumerated().sorted { left, right in
            (left.element.day, rank(left.element.kind), left.offset) < (
                right.element.day, rank(right.element.kind), right.offset
            )
        }.map(\.element)
    }
}
