/// Tables and charts, to read or print.
public struct DocumentPage: TemplateFileContent {
    public static let file = TemplateFile.web("document")

    public struct Section: TemplateContent {
        public var heading: String?
        public var svg = Markup()
        /// Whether it has more columns than fit an upright page.
        public var wide = false
        public var header: [String] = []
        public var rows: [Row] = []

        public init() {}
    }

    public struct Row: TemplateContent {
        public var cells: [String] = []

        public init() {}
    }

    public var title = ""
    public var made = ""
    public var subject: String?
    public var notes: [String] = []
    public var sections: [Section] = []

    public init() {}
}
