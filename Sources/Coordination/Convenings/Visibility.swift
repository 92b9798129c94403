/// How much an invitation says.
public enum Visibility: String, CaseIterable, Sendable, Codable {
    /// Everyone invited sees everyone invited; one UID for all.
    case open
    /// One message, one UID, one attendee for each person; neutral title.
    case discreet
    /// As discreet, and nothing but the time: no agenda, no place, no link.
    case stub
}
