/// The venue of a discreet meeting, for those who come.
public struct PlaceText: TemplateFileContent {
    public static let file = TemplateFile.mail("place")

    public var head = NoticeHead()
    /// When it is in the recipient's own zone, where that is another.
    public var theirTime: String?
    public var place: String?
    /// The place until now, where it changed.
    public var before: String?

    public init() {}
}
