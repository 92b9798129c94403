public import Coordination
internal import Foundation
internal import Mustache
internal import Synchronization

/// Every text and page that Convoke writes, each read and checked when it is first needed.
public struct TemplateRenderer: Sendable {
    private struct Text {
        let template: MustacheTemplate
        let required: Set<String>
        let file: String
    }

    /// What was read so far. Reading all of it would take longer than most commands.
    private final class ResourceDirectory: Sendable {
        let texts = Mutex<[String: Text]>([:])
        let words = Mutex<[Language: Words]>([:])
    }

    /// Every template that there is, each with what fills it.
    public static let contents: [any TemplateFileContent.Type] = [
        InvitationText.self, UpdateText.self, ChangeText.self, CancellationText.self, WithdrawalText.self,
        ReminderText.self, PlaceText.self, CounterDeclinedText.self, FollowUpText.self, SignOnRequestText.self,
        ReportPage.self, PostPage.self, MailFrame.self, PageFrame.self, DocumentPage.self, SubjectPage.self,
    ]

    private let folder: String
    private let resources = ResourceDirectory()

    /// - Parameter folder: `Templates/`.
    public init(folder: String) { self.folder = folder }

    /// Reads everything at once.
    /// - Throws: `Problem.configuration` with file and line for a missing file, an unknown name or broken Mustache.
    public func check() throws {
        for language in Language.shipped {
            for content in Self.contents { _ = try text(for: content, in: language) }
        }
        let tables = try Language.shipped.map { try words(in: $0) }
        let wanted = (tables.first?.codes ?? []).union(Words.wanted)
        for table in tables {
            if let missing = wanted.symmetricDifference(table.codes).sorted().first {
                throw Problem(
                    .configuration, at: "\(folder)/\(table.language)/words.tsv",
                    "'\(missing)' has no word here, or only here", remedy: "Give it a word in each language.")
            }
        }
    }

    /// - Throws: `Problem.configuration` where the file is missing.
    public func words(in language: Language) throws -> Words {
        let language = Language.best(for: [language])
        if let words = resources.words.withLock({ $0[language] }) { return words }
        let words = Words(language: language, text: try Self.read("\(folder)/\(language)/words.tsv"))
        resources.words.withLock { $0[language] = words }
        return words
    }

    /// What a mission is called in the sentences of a language.
    public func mission(_ name: String, in language: Language) throws -> MissionName {
        MissionName(name, try words(in: language))
    }

    private func text(for content: any TemplateFileContent.Type, in language: Language) throws -> Text {
        let name = content.file.path(in: language)
        if let text = resources.texts.withLock({ $0[name] }) { return text }
        let text = try Self.load("\(folder)/\(name).mustache", content: content)
        resources.texts.withLock { $0[name] = text }
        return text
    }

    /// A mail's text: the template's first line is its subject.
    /// - Throws: `Problem.configuration` where a name is blank that would leave a hole in the text.
    public func text(_ content: some TemplateFileContent, in language: Language) throws -> RenderedText {
        let tag = Language.best(for: [language])
        let whole = try render(content, in: tag)
        let lines = whole.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard lines.count == 2, lines[0].hasPrefix("Subject: ") else {
            throw Problem(
                .configuration, at: try text(for: type(of: content), in: tag).file, "does not begin with 'Subject: '",
                remedy: "Write the subject on the first line.")
        }
        let subject = String(lines[0].dropFirst(9))
        let body = lines[1].drop { $0.isNewline }.description
        return RenderedText(subject: subject, body: body, html: try mail(title: subject, body: body, in: tag))
    }

    /// A mail's HTML form.
    public func mail(title: String, body: String, in language: Language = .english) throws -> String {
        try render(
            MailFrame(language: language.rawValue, title: title, body: HTMLText.paragraphs(body)), in: language)
    }

    /// What a calendar program that shows HTML shows of an event: the agenda, and the address to join by as a link.
    public func calendarHTML(points: [String], link: String?) -> String {
        let list = points.map { "<li>\(HTMLText.escape($0))</li>" }.joined()
        let anchor = link.map { "<p><a href=\"\(HTMLText.escape($0))\">\(HTMLText.escape($0))</a></p>" } ?? ""
        return "<html><body>\(list.isEmpty ? "" : "<ul>\(list)</ul>")\(anchor)</body></html>"
    }

    /// A whole HTML page.
    /// - Throws: `Problem.configuration` where a name is blank that would leave a hole in the page.
    public func page(_ content: some TemplateFileContent, title: String, in language: Language) throws -> String {
        let tag = Language.best(for: [language])
        let body = Markup(escaped: try render(content, in: tag))
        return try render(PageFrame(language: tag.rawValue, title: title, body: body), in: tag)
    }

    private func render(_ content: some TemplateFileContent, in language: Language) throws -> String {
        let text = try text(for: type(of: content), in: language)
        if let blank = content.blank(among: text.required) {
            throw Problem(
                .configuration, at: text.file, "'\(blank)' is blank", remedy: "Fill it; a text with a hole is not sent."
            )
        }
        return text.template.render(content.object).drop { $0.isNewline }.description
    }

    private static func load(_ path: String, content: any TemplateFileContent.Type) throws -> Text {
        guard PageContentType.isRegistered else { throw CancellationError() }
        let source = try read(path)
        let check = try TemplateCheck(source, file: path, contentType: content.file.contentType, content: content)
        do {
            return Text(template: try MustacheTemplate(string: source), required: check.required, file: path)
        } catch {
            throw Problem(.configuration, at: path, "is not Mustache: \(error)", remedy: "Correct the tags.")
        }
    }

    private static func read(_ path: String) throws -> String {
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw Problem(.configuration, at: path, "cannot be read", remedy: "Install Convoke's templates again.")
        }
        return text
    }
}
