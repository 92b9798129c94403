/// Tables and charts, to read or print.
public struct DocumentPage: TemplateFileContent {
    public static let file = TemplateFile.web("document")

    public struct Section: TemplateContent {
        public var heading: String?
        public var bars = Markup()
        public var header: [String] = []
        /// Whether its rows are stacked where a page is narrow, for it has many columns.
        public var stacked = false
        public var rows: [Row] = []

        public init() {}
    }

    public struct Row: TemplateContent {
        public var cells: [Cell] = []

        public init() {}
    }

    public struct Cell: TemplateContent {
        public var text = ""
        /// The header of its column, which stands beside it where a page is narrow.
        public var label = ""
        /// Whether it is a day, a number or an id, which does not break.
        public var whole = false

        public init() {}
    }

    /// Whether a table of it has more columns than fit an upright page.
    public var wide = false
    public var title = ""
    public var made = ""
    public var subject: String?
    public var notes: [String] = []
    public var sections: [Section] = []

    public init() {}
}
