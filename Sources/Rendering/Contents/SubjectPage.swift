/// A person's whole record.
public struct SubjectPage: TemplateFileContent {
    public static let file = TemplateFile.web("subject")

    public struct Row: TemplateContent {
        public var name = ""
        public var text = ""

        public init() {}

        public init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    public var id = ""
    public var made = ""
    public var facts: [Row] = []
    public var channels: [Row] = []
    public var consents: [Row] = []
    public var invitations: [Row] = []
    public var signatures: [Row] = []
    public var messages: [Row] = []
    public var answers: [Row] = []
    public var parts: [Row] = []
    public var mentions: [Row] = []
    public var audit: [Row] = []

    public init() {}
}
