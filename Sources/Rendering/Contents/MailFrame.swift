/// The HTML form of a mail.
struct MailFrame: TemplateFileContent {
    static let file = TemplateFile.web("mail")

    var language = ""
    var title = ""
    var body = Markup()
}
