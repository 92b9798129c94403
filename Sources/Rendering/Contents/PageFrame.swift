/// A whole page around a body.
struct PageFrame: TemplateFileContent {
    static let file = TemplateFile.web("page")

    var language = ""
    var title = ""
    var body = Markup()
}
