/// An organization is asked to sign a statement.
public struct SignOnRequestText: TemplateFileContent {
    public static let file = TemplateFile.mail("sign-on-request")

    public var recipient = ""
    public var officer = ""
    public var post = ""
    public var title = ""
    public var organization = ""
    /// The edition in each of its languages.
    public var text = ""
    /// SHA-256 of what is signed, in hexadecimal.
    public var digest = ""

    public init() {}
}
