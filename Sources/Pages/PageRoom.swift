public import Coordination
internal import Foundation
internal import Mustache
internal import Synchronization

/// Every text and page that Convoke writes, each read and checked when it is first needed.
public struct PageRoom: Sendable {
    private struct Text {
        let template: MustacheTemplate
        let required: Set<String>
        let file: String
    }

    /// What was read so far. Reading all of it would take longer than most commands.
    private final class Shelf: Sendable {
        let texts = Mutex<[String: Text]>([:])
        let words = Mutex<[Language: Words]>([:])
    }

    private static let pages: [String: Set<String>] = [
        "mail": ["language", "title", "body"], "page": ["language", "title", "body"],
        "subject": [
            "id", "made", "name", "text", "facts", "channels", "consents", "invitations", "signatures", "messages",
            "answers", "parts", "mentions", "audit",
        ],
        "document": [
            "title", "made", "subject", "notes", "sections", "heading", "svg", "hasRows", "header", "rows", "cells",
            "wide",
        ],
    ]

    private let folder: String
    private let shelf = Shelf()

    /// - Parameter folder: `Templates/`.
    public init(folder: String) { self.folder = folder }

    /// Reads everything at once.
    /// - Throws: `Problem.configuration` with file and line for a missing file, an unknown name or broken Mustache.
    public func check() throws {
        for language in Language.shipped {
            for name in TemplateName.allCases { _ = try text("\(language)/\(name.rawValue)") }
        }
        for page in Self.pages.keys.sorted() { _ = try text("web/\(page)") }
        let tables = try Language.shipped.map { try words(in: $0) }
        let wanted = tables.first?.codes ?? []
        for table in tables {
            if let missing = wanted.symmetricDifference(table.codes).sorted().first {
                throw Problem(
                    .configuration, at: "\(folder)/\(table.language)/words.tsv",
                    "the word '\(missing)' is in one language only", remedy: "Every language needs the same words.")
            }
        }
    }

    /// - Throws: `Problem.configuration` where the file is missing.
    public func words(in language: Language) throws -> Words {
        let language = Language.best(for: [language])
        if let words = shelf.words.withLock({ $0[language] }) { return words }
        let words = Words(language: language, text: try Self.read("\(folder)/\(language)/words.tsv"))
        shelf.words.withLock { $0[language] = words }
        return words
    }

    /// A template by its language, or `web`, and its name.
    private func text(_ name: String) throws -> Text {
        if let text = shelf.texts.withLock({ $0[name] }) { return text }
        let parts = name.split(separator: "/").map(String.init)
        let fields = parts[0] == "web" ? Self.pages[parts[1]] : TemplateName(rawValue: parts[1])?.fields
        guard let fields else {
            throw Problem(.configuration, at: name, "is no template", remedy: "Install Convoke's templates again.")
        }
        let isPage = parts[0] == "web" || TemplateName(rawValue: parts[1])?.isPage == true
        let text = try Self.load(
            "\(folder)/\(name).mustache", contentType: isPage ? PageContentType.name : "TEXT", fields: fields)
        shelf.texts.withLock { $0[name] = text }
        return text
    }

    /// A mail's text: the template's first line is its subject.
    /// - Throws: `Problem.configuration` where a name is blank that would leave a hole in the text.
    public func text(_ name: TemplateName, in language: Language, _ fields: Fields) throws -> RenderedText {
        let tag = Language.best(for: [language])
        let whole = try render("\(tag)/\(name.rawValue)", fields)
        let lines = whole.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard lines.count == 2, lines[0].hasPrefix("Subject: ") else {
            throw Problem(
                .configuration, at: "\(folder)/\(tag)/\(name.rawValue).mustache", "does not begin with 'Subject: '",
                remedy: "Write the subject on the first line.")
        }
        let subject = String(lines[0].dropFirst(9))
        let body = lines[1].drop { $0.isNewline }.description
        return RenderedText(subject: subject, body: body, html: try mail(title: subject, body: body, in: tag))
    }

    /// A mail's HTML form.
    public func mail(title: String, body: String, in language: Language = .english) throws -> String {
        try render(
            "web/mail", Fields(["language": language.rawValue, "title": title, "body": HTMLText.paragraphs(body)]))
    }

    /// What a calendar program that shows HTML shows of an event: the agenda, and the address to join by as a link.
    public func calendarHTML(points: [String], link: String?) -> String {
        let list = points.map { "<li>\(HTMLText.escape($0))</li>" }.joined()
        let anchor = link.map { "<p><a href=\"\(HTMLText.escape($0))\">\(HTMLText.escape($0))</a></p>" } ?? ""
        return "<html><body>\(list.isEmpty ? "" : "<ul>\(list)</ul>")\(anchor)</body></html>"
    }

    /// A whole HTML page of the report.
    public func report(in language: Language, _ fields: Fields) throws -> String {
        let tag = Language.best(for: [language])
        let body = try render("\(tag)/report", fields)
        return try render("web/page", Fields(["language": tag.rawValue, "title": "Convoke", "body": body]))
    }

    /// Tables and charts as a page to read or print.
    public func document(_ fields: Fields, in language: Language) throws -> String {
        let body = try render("web/document", fields), tag = Language.best(for: [language])
        return try render(
            "web/page", Fields(["language": tag.rawValue, "title": fields.texts["title"] ?? "", "body": body]))
    }

    /// The public page of who is designated at a post.
    public func post(in language: Language, _ fields: Fields) throws -> String {
        let tag = Language.best(for: [language])
        let body = try render("\(tag)/post", fields)
        return try render(
            "web/page", Fields(["language": tag.rawValue, "title": fields.texts["post"] ?? "", "body": body]))
    }

    /// A person's whole record as a page to read.
    public func subject(_ fields: Fields) throws -> String {
        let body = try render("web/subject", fields)
        return try render("web/page", Fields(["language": "en", "title": "What is kept about you", "body": body]))
    }

    private func render(_ name: String, _ fields: Fields) throws -> String {
        let text = try text(name)
        if let blank = text.required.sorted().first(where: fields.isBlank) {
            throw Problem(
                .configuration, at: text.file, "'\(blank)' is blank", remedy: "Fill it; a text with a hole is not sent."
            )
        }
        return text.template.render(fields.object).drop { $0.isNewline }.description
    }

    private static func load(_ path: String, contentType: String, fields: Set<String>) throws -> Text {
        guard PageContentType.isRegistered else { throw CancellationError() }
        let source = try read(path)
        let check = try TemplateCheck(source, file: path, contentType: contentType, allowing: fields)
        do {
            return Text(template: try MustacheTemplate(string: source), required: check.required, file: path)
        } catch {
            throw Problem(.configuration, at: path, "is not Mustache: \(error)", remedy: "Mend the tags.")
        }
    }

    private static func read(_ path: String) throws -> String {
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw Problem(.configuration, at: path, "cannot be read", remedy: "Install Convoke's templates again.")
        }
        return text
    }
}
