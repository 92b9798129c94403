/// The venue of a discreet meeting, for those who come.
public struct PlaceText: TemplateFileContent {
    public static let file = TemplateFile.mail("place")

    public var head = NoticeHead()
    /// When it is in the recipient's own zone, where that is another.
    public var theirTime: String?
    public var place: String?
    /// Whether it is another than was told before; which that was, the mail does not say.
    public var changed = false

    public init() {}
}
