/// A reminder before the meeting. One of the three flags is set.
public struct ReminderText: TemplateFileContent {
    public static let file = TemplateFile.mail("reminder")

    public var head = NoticeHead()
    /// When it is in the recipient's own zone, where that is another.
    public var theirTime: String?
    public var unanswered = false
    public var tentative = false
    public var coming = false
    public var reply = ReplyPart()

    public init() {}
}
