/// What every mail about a convening says.
public struct NoticeHead: TemplateContent {
    public var recipient = ""
    public var officer = ""
    public var post = ""
    public var title = ""
    /// In the convening's zone.
    public var when = ""
    /// Whether the mail is encrypted, and its calendar file is attached without buttons.
    public var encrypted = false

    public init() {}
}
