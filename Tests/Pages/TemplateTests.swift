import Coordination
import Fixtures
import Foundation
import Testing

@testable import Pages

@Suite struct TemplateTests {
    let pages: PageRoom

    init() { pages = PageRoom(folder: Repository.templates) }

    @Test func everyShippedTextIsWhole() throws { try pages.check() }

    /// Every name a template may use, filled with something that can be found again.
    private func filled(_ name: TemplateName) -> Fields {
        let lists: Set<String> = [
            "agenda", "signatories", "meetings", "late", "today", "soon", "untold", "silent", "passedOn",
        ]
        let used = name.fields
        return Fields(
            Dictionary(uniqueKeysWithValues: used.subtracting(lists).subtracting(Self.flags).map { ($0, "<\($0)>") }),
            lists: Dictionary(uniqueKeysWithValues: used.intersection(lists).map { ($0, ["<\($0)>"]) }),
            flags: used.intersection(Self.flags))
    }

    private static let flags: Set<String> = [
        "hasAgenda", "placeLater", "alone", "isSeries", "hasMore", "once", "encrypted", "asksAgain", "unanswered",
        "tentative", "coming", "hasLate", "hasToday", "hasSoon", "hasUntold", "hasSilent", "hasPassedOn",
    ]

    @Test(arguments: TemplateName.allCases.filter { $0 != .report && $0 != .post }, Language.shipped)
    func everyTemplateInEveryLanguageShowsAllItIsGiven(name: TemplateName, language: Language) throws {
        let text = try pages.text(name, in: language, filled(name))
        let whole = text.subject + "\n" + text.body
        // Who comes is not asked for an answer, so the code is in the other forms of a reminder.
        let absent: Set<String> = name == .reminder ? ["code", "link"] : []
        for field in name.fields.subtracting(absent) where !Self.flags.contains(field) {
            #expect(whole.contains("<\(field)>"), "\(field)")
        }
        #expect(!whole.contains("{{"))
        #expect(!text.html.contains("<title><"))
        #expect(text.html.contains("lang=\"\(language)\""))
        #expect(text.html.contains("&lt;"))
    }

    @Test(arguments: Language.shipped) func theReportIsWholeInEveryLanguage(language: Language) throws {
        let row = Fields(["title": "<script>", "id": "x"], flags: ["overdue"])
        let page = try pages.report(
            in: language,
            Fields(
                [
                    "made": "today", "post": "Embassy", "smallest": "3", "delivered": "1", "waiting": "0",
                    "dead": "0", "held": "0",
                ],
                rows: [
                    "charts": [Fields(["facet": "Sector", "svg": "<svg></svg>"])], "convenings": [row],
                    "measures": [row], "actions": [row], "statements": [row],
                ],
                flags: ["hasConvenings", "hasMeasures", "hasActions", "hasStatements"]))
        #expect(page.contains("<svg></svg>"))
        #expect(page.contains("&lt;script&gt;"))
        #expect(!page.contains("<script>"))
        #expect(!page.contains("{{"))
    }

    @Test func aBlankIsNeverSent() throws {
        var fields = filled(.update)
        fields.texts["when"] = " "
        #expect { try pages.text(.update, in: .english, fields) } throws: {
            ($0 as? Problem)?.description.contains("'when' is blank") == true
        }
    }

    @Test func whatIsOptionalMayBeLeftOut() throws {
        var fields = filled(.invitation)
        for name in ["theirTime", "place"] { fields.texts[name] = nil }
        fields.lists = [:]
        fields.flags = []
        let text = try pages.text(.invitation, in: .english, fields)
        #expect(!text.body.contains("Where"))
    }

    @Test(arguments: [
        ("Subject: {{title}}\n{{recipeint}}", "unknown name 'recipeint'. Did you mean 'recipient'?"),
        ("{{#agenda}}", "the section 'agenda' is not closed"), ("{{/agenda}}", "the section 'agenda' is not open here"),
        ("{{title", "a tag is not closed"),
    ])
    func mistakesOfATemplateAreFoundWithTheirLine(text: String, expected: String) {
        #expect {
            try TemplateCheck(
                "{{% CONTENT_TYPE:TEXT}}\n\(text)", file: "t.mustache", contentType: "TEXT",
                allowing: TemplateName.invitation.fields)
        } throws: {
            ($0 as? Problem)?.description.contains(expected) == true
        }
    }

    @Test func aMissingTemplateIsReported() throws {
        let folder = try TemporaryFolder()
        #expect { try PageRoom(folder: folder.path).check() } throws: { ($0 as? Problem)?.kind == .configuration }
    }

    @Test func namesThatLookLikeTagsStayText() throws {
        var fields = filled(.reminder)
        fields.texts["recipient"] = "{{officer}} <b>x</b>"
        let text = try pages.text(.reminder, in: .english, fields)
        #expect(text.body.contains("{{officer}} <b>x</b>"))
        #expect(text.html.contains("{{officer}} &lt;b&gt;x&lt;/b&gt;"))
    }

    @Test func timesAreWrittenInThePersonsLanguage() throws {
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

    @Test func aChartShowsSharesAndHidesSmallNumbers() {
        let svg = PairedBars.svg(
            [.init(label: "civil <society>", first: 4, second: 30), .init(label: "business", first: nil, second: 10)],
            title: "people", legend: ("invited", "directory"),
            totals: (4, 40), hidden: "not shown")
        #expect(svg.contains("width=\"300\""))
        #expect(svg.contains("30 (75%)"))
        #expect(svg.contains("civil &lt;society&gt;"))
        #expect(svg.contains("not shown"))
    }

    @Test(arguments: Language.shipped) func thePageOfAPostIsWholeInEveryLanguage(language: Language) throws {
        let person = Fields(["role": "Officer", "name": "<b>A. Person", "address": "hr@mission.example"])
        let page = try pages.post(
            in: language,
            Fields(
                ["post": "Embassy of Northland", "country": "Honduras", "made": "today"], rows: ["people": [person]]))
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
        let pages = PageRoom(folder: Repository.templates), hostile = "x\"\(sign)><script>"
        func isSafe(_ page: String) -> Bool {
            !page.utf8.indices.contains { page.utf8[$0...].starts(with: "x\"".utf8) }
                && !page.utf8.indices.contains { page.utf8[$0...].starts(with: "><script>".utf8) }
        }
        func holdsMark(_ page: String) -> Bool {
            page.utf8.indices.contains { page.utf8[$0...].starts(with: "x&quot;".utf8) }
        }
        let row = Fields(["title": hostile, "id": hostile, "website": hostile, "name": hostile, "address": hostile])
        let report = try pages.report(
            in: .english,
            Fields(
                [
                    "made": hostile, "post": hostile, "smallest": "3", "delivered": "1", "waiting": "0", "dead": "0",
                    "held": "0",
                ], rows: ["convenings": [row], "actions": [row]], flags: ["hasConvenings", "hasActions"]))
        #expect(isSafe(report) && holdsMark(report))
        let post = try pages.post(
            in: .english,
            Fields(["post": hostile, "country": hostile, "website": hostile, "made": hostile], rows: ["people": [row]]))
        #expect(isSafe(post) && holdsMark(post))
        #expect(isSafe(try pages.mail(title: hostile, body: hostile)))
        #expect(isSafe(try pages.document(Fields(["title": hostile, "made": hostile]), in: .english)))
        #expect(isSafe(Bars.svg([(label: hostile, count: 1)], title: hostile, hidden: hostile)))
    }

    @Test func `a page that does not say how it is escaped is refused`() throws {
        #expect(
            refusal {
                try TemplateCheck("<p>{{title}}</p>\n", file: "web/x", contentType: "PAGE", allowing: ["title"])
            } == Refusal(.configuration, at: "web/x:1"))
        #expect(
            refusal {
                try TemplateCheck(
                    "{{% CONTENT_TYPE:HTML}}\n{{title}}", file: "web/x", contentType: "PAGE", allowing: ["title"])
            } == Refusal(.configuration, at: "web/x:1"))
    }
}
