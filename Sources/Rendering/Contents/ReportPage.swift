/// The report on a post's work.
public struct ReportPage: TemplateFileContent {
    public static let file = TemplateFile.page("report")

    public struct Convening: TemplateContent {
        public var title = ""
        public var id = ""
        public var when: String?
        public var state = ""
        public var answers: String?

        public init() {}
    }

    /// Who was invited beside who is in the directory, by one facet.
    public struct Chart: TemplateContent {
        public var facet = ""
        public var bars = Markup()
        /// Values of which nobody was invited.
        public var missing: String?

        public init() {}
    }

    public struct Measure: TemplateContent {
        public var reference = ""
        public var country = ""
        public var stage = ""
        /// Days since anything was recorded.
        public var silence: String?
        public var deadline: String?
        /// Whether the deadline is not confirmed yet.
        public var suggested = false

        public init() {}
    }

    public struct Action: TemplateContent {
        public var title = ""
        public var owner: String?
        public var due: String?
        public var overdue = false
        public var state = ""

        public init() {}
    }

    public struct Statement: TemplateContent {
        public var title = ""
        public var state = ""
        public var signatures = ""
        public var digest = ""

        public init() {}
    }

    public var made = ""
    public var post = ""
    /// Numbers below it are not shown.
    public var smallest = ""
    public var convenings: [Convening] = []
    public var charts: [Chart] = []
    public var measures: [Measure] = []
    public var actions: [Action] = []
    public var statements: [Statement] = []
    public var delivered = ""
    /// Mails in the local folder, where no server is set up.
    public var saved = ""
    public var waiting = ""
    public var failed = ""
    /// Replies held for review.
    public var held = ""

    public init() {}
}
