public import Coordination
internal import Foundation
internal import Mustache

/// Every text and page that Convoke writes, read and checked once at the start.
public struct PageRoom: Sendable {
    private struct Text {
        let template: MustacheTemplate
        let required: Set<String>
        let file: String
    }

    private let texts: [String: Text]
    private let words: [Language: Words]

    /// - Parameter folder: `Templates/`.
    /// - Throws: `Problem.configuration` with file and line for a missing file, an unknown name or broken Mustache.
    public init(folder: String) throws {
        var texts: [String: Text] = [:], words: [Language: Words] = [:]
        for language in Language.shipped {
            for name in TemplateName.allCases {
                let path = "\(folder)/\(language)/\(name.rawValue).mustache"
                texts["\(language)/\(name.rawValue)"] = try Self.load(path, fields: name.fields)
            }
            words[language] = Words(language: language, text: try Self.read("\(folder)/\(language)/words.tsv"))
        }
        for page in ["mail", "page"] {
            texts["web/\(page)"] = try Self.load(
                "\(folder)/web/\(page).mustache", fields: ["language", "title", "body"])
        }
        texts["web/subject"] = try Self.load(
            "\(folder)/web/subject.mustache",
            fields: [
                "id", "made", "name", "text", "facts", "channels", "consents", "invitations", "signatures", "messages",
                "answers", "mentions", "audit",
            ])
        texts["web/document"] = try Self.load(
            "\(folder)/web/document.mustache",
            fields: [
                "title", "made", "subject", "notes", "sections", "heading", "svg", "hasRows", "header", "rows", "cells",
            ])
        self.texts = texts
        self.words = words
        try checkWords(folder)
    }

    public func words(in language: Language) -> Words {
        words[Language.best(for: [language])] ?? Words(language: .english, text: "")
    }

    /// A mail's text: the template's first line is its subject.
    /// - Throws: `Problem.configuration` where a name is blank that would leave a hole in the text.
    public func text(_ name: TemplateName, in language: Language, _ fields: Fields) throws -> RenderedText {
        let tag = Language.best(for: [language])
        let whole = try render("\(tag)/\(name.rawValue)", fields)
        let lines = whole.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard lines.count == 2, lines[0].hasPrefix("Subject: ") else {
            throw Problem(
                .configuration, at: texts["\(tag)/\(name.rawValue)"]?.file, "does not begin with 'Subject: '",
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
        guard let text = texts[name] else {
            throw Problem(.configuration, at: name, "is no template", remedy: "Install Convoke's templates again.")
        }
        if let blank = text.required.sorted().first(where: fields.isBlank) {
            throw Problem(
                .configuration, at: text.file, "'\(blank)' is blank", remedy: "Fill it; a text with a hole is not sent."
            )
        }
        return text.template.render(fields.object).drop { $0.isNewline }.description
    }

    private static func load(_ path: String, fields: Set<String>) throws -> Text {
        let source = try read(path)
        let check = try TemplateCheck(source, file: path, allowing: fields)
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

    private func checkWords(_ folder: String) throws {
        let wanted = words[.english]?.codes ?? []
        for (language, table) in words {
            if let missing = wanted.symmetricDifference(table.codes).sorted().first {
                throw Problem(
                    .configuration, at: "\(folder)/\(language)/words.tsv",
                    "the word '\(missing)' is in one language only",
                    remedy: "Every language needs the same words.")
            }
        }
    }
}
