/// A decision to write to a person although no consent is on record, for one purpose and one subject, with its reason.
///
/// It never stands against a refusal: neither a withdrawn consent nor the mark "do not contact" can be overridden.
public struct ConsentOverride: Hashable, Sendable, Codable {
    public let purpose: Consent.Purpose
    public let channel: SafeChannel.Kind
    /// The convening or statement it is for.
    public let subject: String
    public let reason: String
    public let day: CalendarDay
    /// Who decided it.
    public let by: String

    public init(
        purpose: Consent.Purpose, channel: SafeChannel.Kind, subject: String, reason: String, day: CalendarDay,
        by: String
    ) {
        self.purpose = purpose
        self.channel = channel
        self.subject = subject
        self.reason = reason
        self.day = day
        self.by = by
    }
}
