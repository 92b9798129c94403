public import Coordination

/// What an answer by mail comes down to.
public struct ReceivedMail: Sendable {
    /// The one address in From; `nil` where there is none or there are several.
    public let from: EmailAddress?
    /// Written by a machine: an out-of-office note, a bounce.
    public let isAutomatic: Bool
    /// The calendar parts, decoded, in order; parts with the same bytes count once.
    public let calendars: [[UInt8]]
}
