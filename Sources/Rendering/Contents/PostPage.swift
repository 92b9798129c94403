/// The public page of a post and its designated people.
public struct PostPage: TemplateFileContent {
    public static let file = TemplateFile.page("post")

    public struct Person: TemplateContent {
        public var role = ""
        public var name = ""
        public var address = ""
        public var phone: String?
        public var languages: String?

        public init() {}
    }

    public var post = ""
    public var country = ""
    public var street: String?
    public var website: String?
    public var people: [Person] = []
    public var made = ""

    public init() {}
}
