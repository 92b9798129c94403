/// A convening, or one meeting of a series, is cancelled.
public struct CancellationText: TemplateFileContent {
    public static let file = TemplateFile.mail("cancellation")

    public var head = NoticeHead()
    /// The officer's own words.
    public var reason: String?
    public var series = SeriesPart()
    /// Whether one meeting of a series is cancelled, and the others are not.
    public var once = false

    public init() {}
}
