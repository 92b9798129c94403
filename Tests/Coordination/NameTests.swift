import Coordination
import Foundation
import Fixtures
import Testing

@Suite struct NameTests {
    @Test(arguments: ["ana@example.org", "a.b+c@sub.example", "o'neil@example.org"])
    func `ordinary addresses are taken`(text: String) {
        #expect(EmailAddress(rawValue: text)?.rawValue == text)
    }

    @Test(arguments: [
        "ana@example.org\r\nRCPT TO:<x@evil.invalid>", "ana", "@example.org", "ana@", "ana@example", "a b@example.org",
        "\"a b\"@example.org", "ana@[127.0.0.1]", "ana@exam ple.org", "añа@example.org", "ana@example.org>",
        "a@b@c.org",
        ".ana@example.org", "ana@-bad.org", "ana@example..org", "",
    ])
    func `addresses that could carry more are refused`(text: String) {
        #expect(EmailAddress(rawValue: text) == nil)
    }

    @Test func `addresses are compared without letter case`() {
        #expect(EmailAddress(rawValue: "Ana@Example.ORG") == EmailAddress(rawValue: "ana@example.org"))
    }

    @Test(arguments: [
        "../../etc/passwd", "/etc/passwd", "Europe/../../x", "Europe//Paris", "a b", "", "Europe/Par\u{0}is",
    ])
    func `zone names cannot leave their folder`(text: String) {
        #expect(ZoneName(rawValue: text) == nil)
    }

    @Test func `text that breaks a line or turns it is refused`() {
        for bad in ["a\r\nb", "a\u{2028}b", "a\u{202E}b", "a\u{0}b", "a\u{85}b", "a\u{7F}"] {
            #expect(refusal { try SafeText.checked(bad, field: "title") } == Refusal(.badData, at: "title"))
        }
        #expect(throws: Never.self) { try SafeText.checked("Ñandú, \"quoted\" — 日本", field: "title") }
        #expect(throws: Never.self) { try SafeText.checked("two\nlines", field: "text", allowingNewlines: true) }
    }

    @Test func `a problem is one line with place and remedy`() {
        let problem = Problem(.badData, at: "file.yaml:3", "has no\nname", remedy: "Add one.")
        #expect(problem.description == "file.yaml:3: has no name. Add one.")
        #expect(problem.kind.exitStatus == 65)
    }

    @Test func `the nearest choice is offered`() {
        #expect(NearestChoice.remedy(for: "reveiw", among: ["review", "lifted"]) == "Did you mean 'review'?")
        #expect(NearestChoice.remedy(for: "zzz", among: ["b", "a"]) == "Choose one of: a, b.")
    }

    /// A calendar program's `TZID` and a contact of an older store may name a zone so; only a person is asked to choose a place.
    @Test(arguments: ["CET", "EST", "EST5EDT"]) func `a zone that is named by its offset is still read`(name: String)
        throws
    {
        let zone = try ZoneName(parsing: name)
        #expect(zone.isAbbreviation)
        #expect(try JSONDecoder().decode([ZoneName].self, from: JSONEncoder().encode([zone])) == [zone])
        #expect(try !ZoneName(parsing: "Europe/Berlin").isAbbreviation)
    }
}
