/// What one person should see to, a line for each.
public struct FollowUpText: TemplateFileContent {
    public static let file = TemplateFile.mail("follow-up")

    public var recipient = ""
    public var officer = ""
    public var post = ""
    /// The post as it begins a sentence.
    public var thePost = ""
    public var count = ""
    public var late: [String] = []
    public var today: [String] = []
    public var soon: [String] = []
    /// People who were not told yet what became of their matter.
    public var feedbackOwed: [String] = []
    /// Measures of which nothing was heard.
    public var silent: [String] = []
    /// What its owner did not see to.
    public var passedOn: [String] = []

    public init() {}
}
