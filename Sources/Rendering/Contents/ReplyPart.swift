/// How to reply without a calendar program.
public struct ReplyPart: TemplateContent {
    /// The invitation's reference, to be quoted.
    public var code = ""
    /// The address of the page to reply on.
    public var link: String?

    public init() {}
}
