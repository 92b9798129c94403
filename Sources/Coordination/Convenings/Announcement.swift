/// What people were last told of a convening, and from when on it is on its way.
///
/// Edits of one minute are one notice: for whom it was not tried yet a further edit takes its place, and what it is compared with
/// stays.
public struct Announcement: Hashable, Sendable, Codable {
    /// How long an edit waits for others.
    public static let delay = Duration.seconds(60)

    public let span: TimeSpan
    public let release: Instant
    /// Whether it asks for an answer anew.
    public let asksAgain: Bool

    /// - Parameter span: what people knew before it.
    public init(span: TimeSpan, release: Instant, asksAgain: Bool) {
        self.span = span
        self.release = release
        self.asksAgain = asksAgain
    }
}
