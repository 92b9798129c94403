/// A person's agreement to one use of their data, with its evidence and its end.
public struct Consent: Hashable, Sendable, Codable {
    public enum Purpose: String, CaseIterable, Sendable, Codable {
        case invite
        case signOn = "sign-on"
        case publishName = "publish-name"
        case share
    }

    public var purpose: Purpose
    /// The channel it covers.
    public var channel: SafeChannel.Kind
    /// How it was given, for example "in person, 3 March".
    public var evidence: String
    public var given: CalendarDay
    /// The last day it holds; `nil` while it has no end.
    public var expires: CalendarDay?
    public var withdrawn: CalendarDay?

    public init(
        purpose: Purpose, channel: SafeChannel.Kind, evidence: String, given: CalendarDay,
        expires: CalendarDay? = nil, withdrawn: CalendarDay? = nil
    ) {
        self.purpose = purpose
        self.channel = channel
        self.evidence = evidence
        self.given = given
        self.expires = expires
        self.withdrawn = withdrawn
    }

    /// Whether it holds on a day: from the day it was given, through its last day, until the day it is withdrawn.
    public func holds(on day: CalendarDay) -> Bool {
        given <= day && (expires.map { day <= $0 } ?? true) && (withdrawn.map { day < $0 } ?? true)
    }
}
