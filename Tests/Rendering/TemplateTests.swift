import Coordination
import Fixtures
import Foundation
import Testing

@testable import Rendering

@Suite struct TemplateTests {
    let pages: TemplateRenderer

    init() { pages = TemplateRenderer(folder: Repository.templates) }

    @Test func `every shipped text is whole`() throws { try pages.check() }

    @Test(arguments: TemplateSample.mails, Language.shipped)
    func `every template in every language shows all it is given`(sample: TemplateSample, language: Language) throws {
        let text = try pages.text(sample.content, in: language)
        let whole = text.subject + "\n" + text.body
        for (name, value) in sample.content.properties where !sample.hidden.contains(name) {
            // A name that the sample leaves empty would show nothing and prove nothing.
            switch value {
            case let flag as Bool: #expect(flag, "\(name)")
            case let list as [String]: #expect(list == ["<\(name)>"] && whole.contains("<\(name)>"), "\(name)")
            default: #expect(value as? String == "<\(name)>" && whole.contains("<\(name)>"), "\(name)")
            }
        }
        #expect(!whole.contains("{{"))
        #expect(!text.html.contains("<title><"))
        #expect(text.html.contains("lang=\"\(language)\""))
        #expect(text.html.contains("&lt;"))
    }

    @Test(arguments: [
        ("Embassy of Northland", "en", "Embassy of Northland", "The Embassy of Northland"),
        ("the Embassy of Northland", "en", "Embassy of Northland", "The Embassy of Northland"),
        ("Northland Embassy", "en", "Northland Embassy", "Northland Embassy"),
        ("Embajada de Northland", "es", "Embajada de Northland", "La Embajada de Northland"),
        ("el Consulado de Northland", "es", "Consulado de Northland", "El Consulado de Northland"),
        ("l’Ambassade du Nord", "fr", "Ambassade du Nord", "L’Ambassade du Nord"),
        ("Ambassade du Nord", "fr", "Ambassade du Nord", "L'Ambassade du Nord"),
        ("Consulat du Nord", "fr", "Consulat du Nord", "Le Consulat du Nord"),
        ("Embaixada do Norte", "pt", "Embaixada do Norte", "A Embaixada do Norte"),
        ("Embajada de Northland", "fr", "Embajada de Northland", "Embajada de Northland"),
    ])
    func `a mission has its article in a sentence, and none where it stands alone`(
        name: String, language: String, alone: String, opening: String
    ) throws {
        let mission = try pages.mission(name, in: try Language(parsing: language))
        #expect(mission.alone == alone)
        #expect(mission.opening == opening)
    }

    @Test func `every mail has a sample`() {
        let written = TemplateRenderer.contents.map { $0.file }.filter { if case .mail = $0 { true } else { false } }
        #expect(Set(TemplateSample.mails.map { type(of: $0.content).file }) == Set(written))
    }

    @Test(arguments: Language.shipped) func `the report is whole in every language`(language: Language) throws {
        let page = try pages.page(TemplateSample.report(naming: "<script>"), title: "Convoke", in: language)
        #expect(page.contains("<dl></dl>"))
        #expect(page.components(separatedBy: "&lt;script&gt;").count == 15)
        #expect(!page.contains("<script>"))
        #expect(!page.contains("{{"))
    }

    @Test func `a blank is never sent`() throws {
        var text = TemplateSample.update
        text.head.when = " "
        #expect { try pages.text(text, in: .english) } throws: {
            ($0 as? Problem)?.description.contains("'when' is blank") == true
        }
    }

    @Test func `what is optional may be left out`() throws {
        var invitation = InvitationText()
        invitation.head = TemplateSample.head
        invitation.thePost = "The Mission"
        invitation.reply.code = "code"
        let text = try pages.text(invitation, in: .english)
        #expect(!text.body.contains("Where"))
        #expect(!text.body.contains("own time zone"))
    }

    @Test(arguments: [
        ("Subject: {{title}}\n{{recipeint}}", "t.mustache:3: unknown name 'recipeint'. Did you mean 'recipient'?"),
        ("{{#agenda}}", "the section 'agenda' is not closed"), ("{{/agenda}}", "the section 'agenda' is not open here"),
        ("{{title", "a tag is not closed"), ("{{place}}", "'place' may be empty"),
        ("{{{title}}}", "'title' would not be escaped"), ("{{&title}}", "'title' would not be escaped"),
        ("{{agenda}}", "'agenda' is not a text"), ("{{alone}}", "'alone' is not a text"),
        ("{{head}}", "unknown name 'head'"),
    ])
    func `mistakes of a template are found with their line`(text: String, expected: String) {
        #expect {
            try TemplateCheck(
                "{{% CONTENT_TYPE:TEXT}}\n\(text)", file: "t.mustache", contentType: "TEXT",
                content: InvitationText.self)
        } throws: {
            ($0 as? Problem)?.description.contains(expected) == true
        }
    }

    @Test(arguments: [
        ("{{owner}}", "unknown name 'owner'"), ("{{#measures}}{{owner}}{{/measures}}", "unknown name 'owner'"),
        ("{{#charts}}{{bars}}{{/charts}}", "'bars' is markup and would be escaped"),
        ("{{^actions}}{{owner}}{{/actions}}", "unknown name 'owner'"),
    ])
    func `a name of one row is unknown outside its rows`(text: String, expected: String) {
        #expect {
            try TemplateCheck(
                "{{% CONTENT_TYPE:PAGE}}\n\(text)", file: "t.mustache", contentType: "PAGE", content: ReportPage.self)
        } throws: {
            ($0 as? Problem)?.description.contains(expected) == true
        }
    }

    @Test func `a row may use the names around it`() throws {
        let check = try TemplateCheck(
            "{{% CONTENT_TYPE:PAGE}}\n{{made}}{{#hasActions}}{{#actions}}{{owner}} {{post}}{{/actions}}{{/hasActions}}",
            file: "t.mustache", contentType: "PAGE", content: ReportPage.self)
        #expect(check.required == ["made"])
    }

    @Test func `a missing template is reported`() throws {
        let folder = try TemporaryFolder()
        #expect { try TemplateRenderer(folder: folder.path).check() } throws: {
            ($0 as? Problem)?.kind == .configuration
        }
    }

    @Test func `names that look like tags stay text`() throws {
        var reminder = TemplateSample.reminder
        reminder.head.recipient = "{{officer}} <b>x</b>"
        let text = try pages.text(reminder, in: .english)
        #expect(text.body.contains("{{officer}} <b>x</b>"))
        #expect(text.html.contains("{{officer}} &lt;b&gt;x&lt;/b&gt;"))
    }

    @Test func `times are written in the person's language`() throws {
        let start = try WallTime(parsing: "2026-03-12T14:00"), end = try WallTime(parsing: "2026-03-12T15:30")
        func text(_ language: Language) throws -> String {
            MomentText.span(
                from: start, to: end, zone: try ZoneName(parsing: "America/St_Johns"), offsetSeconds: -9000,
                in: language)
        }
        #expect(
            try text(.english) == "Thursday 12 March 2026, 14:00–15:30 (America/St_Johns, UTC-2:30)"
                || text(.english) == "Thursday, 12 March 2026, 14:00–15:30 (America/St_Johns, UTC-2:30)")
        #expect(try text(.spanish).hasPrefix("jueves, 12 de marzo de 2026"))
        #expect(try text(.french).hasPrefix("jeudi 12 mars 2026"))
        #expect(try text(.portuguese).hasPrefix("quinta-feira, 12 de março de 2026"))
    }

    @Test func `a chart shows shares and hides small numbers`() {
        let chart = PairedBars.chart(
            [.init(label: "civil <society>", first: 4, second: 30), .init(label: "business", first: nil, second: 10)],
            title: "people", legend: ("invited", "directory"),
            totals: (4, 40), hidden: "not shown"
        ).text
        #expect(chart.contains("width: 70%"))
        #expect(chart.contains("30 (75%)"))
        #expect(chart.contains("civil &lt;society&gt;"))
        #expect(chart.contains("not shown"))
    }

    @Test(arguments: Language.shipped) func `the page of a post is whole in every language`(language: Language) throws {
        let page = try pages.page(
            TemplateSample.post(naming: "<b>A. Person", address: "hr@mission.example"), title: "Embassy of Northland",
            in: language)
        #expect(page.contains("mailto:hr@mission.example"))
        #expect(page.contains("&lt;b&gt;A. Person"))
        #expect(page.contains("<title>Embassy of Northland"))
        #expect(!page.contains("{{"))
    }
}

@Suite struct EscapingTests {
    /// A mark that a combining sign or a joiner follows is one Character with it, and still ends an attribute in a browser.
    @Test(arguments: ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{20DD}", "\u{308}\u{200D}", ""])
    func `no mark of HTML passes, whatever follows it`(sign: String) throws {
        for mark in ["\"", "'", "<", ">", "&"] {
            let hostile = "\(mark)\(sign) onmouseover=alert(1)"
            let escaped = HTMLText.escape(hostile)
            #expect(!escaped.utf8.dropFirst().contains { "\"'<>".utf8.contains($0) }, "\(Array(escaped.utf8))")
            #expect(escaped.utf8.first == UInt8(ascii: "&"))
            #expect(escaped.hasSuffix(" onmouseover=alert(1)"))
        }
    }

    @Test(arguments: ["\u{301}", "\u{200D}"]) func `a report and a mail escape by bytes`(sign: String) throws {
        let pages = TemplateRenderer(folder: Repository.templates), hostile = "x\"\(sign)><script>"
        func isSafe(_ page: String) -> Bool {
            !page.utf8.indices.contains { page.utf8[$0...].starts(with: "x\"".utf8) }
                && !page.utf8.indices.contains { page.utf8[$0...].starts(with: "><script>".utf8) }
        }
        func holdsMark(_ page: String) -> Bool {
            page.utf8.indices.contains { page.utf8[$0...].starts(with: "x&quot;".utf8) }
        }
        let report = try pages.page(TemplateSample.report(naming: hostile), title: hostile, in: .english)
        #expect(isSafe(report) && holdsMark(report))
        let post = try pages.page(TemplateSample.post(naming: hostile, address: hostile), title: hostile, in: .english)
        #expect(isSafe(post) && holdsMark(post))
        #expect(isSafe(try pages.mail(title: hostile, body: hostile)))
        var document = DocumentPage()
        (document.title, document.made, document.notes) = (hostile, hostile, [hostile])
        #expect(isSafe(try pages.page(document, title: hostile, in: .english)))
        #expect(isSafe(Bars.chart([(label: hostile, count: 1)], title: hostile).text))
    }

    @Test func `a page that does not say how it is escaped is refused`() throws {
        #expect(
            refusal {
                try TemplateCheck("<p>{{title}}</p>\n", file: "web/x", contentType: "PAGE", content: DocumentPage.self)
            } == Refusal(.configuration, at: "web/x:1"))
        #expect(
            refusal {
                try TemplateCheck(
                    "{{% CONTENT_TYPE:HTML}}\n{{title}}", file: "web/x", contentType: "PAGE", content: DocumentPage.self
                )
            } == Refusal(.configuration, at: "web/x:1"))
    }
}
