/// Something other than the time changed.
public struct ChangeText: TemplateFileContent {
    public static let file = TemplateFile.mail("change")

    public var head = NoticeHead()
    /// When it is in the recipient's own zone, where that is another.
    public var theirTime: String?
    public var place: String?
    public var agenda: [String] = []
    public var series = SeriesPart()
    /// Whether the recipient has to reply again.
    public var asksAgain = false
    public var reply = ReplyPart()

    public init() {}
}
