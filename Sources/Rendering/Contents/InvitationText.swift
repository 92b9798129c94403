/// The first mail to an invitee, and the present version for whoever asks for it.
public struct InvitationText: TemplateFileContent {
    public static let file = TemplateFile.mail("invitation")

    public var head = NoticeHead()
    /// The post as it begins a sentence.
    public var thePost = ""
    /// When it is in the recipient's own zone, where that is another.
    public var theirTime: String?
    public var place: String?
    /// Whether the venue follows by a way that is safe for the recipient.
    public var placeLater = false
    public var attribution: String?
    public var agenda: [String] = []
    /// Whether nobody else is shown to the recipient.
    public var alone = false
    public var series = SeriesPart()
    public var reply = ReplyPart()

    public init() {}
}
