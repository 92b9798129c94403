/// A new time.
public struct UpdateText: TemplateFileContent {
    public static let file = TemplateFile.mail("update")

    public var head = NoticeHead()
    /// When it is in the recipient's own zone, where that is another.
    public var theirTime: String?
    /// The time until now.
    public var before = ""
    public var place: String?
    public var agenda: [String] = []
    public var series = SeriesPart()
    /// Whether one meeting of a series moved, and the others did not.
    public var once = false
    public var reply = ReplyPart()

    public init() {}
}
