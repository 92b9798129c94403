/// Another time that the recipient proposed is not possible.
public struct CounterDeclinedText: TemplateFileContent {
    public static let file = TemplateFile.mail("counter-declined")

    public var head = NoticeHead()
    /// When it is in the recipient's own zone, where that is another.
    public var theirTime: String?

    public init() {}
}
