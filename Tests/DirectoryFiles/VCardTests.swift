import Coordination
import Fixtures
import Foundation
import Installation
import Testing

@testable import DirectoryFiles

@Suite struct VCardTests {
    let words: ImportWords

    init() throws {
        words = try ImportWords(shippedIn: Repository.directory)
    }

    private func read(_ text: String) throws -> PeopleReading {
        try VCardReader(text, file: "people.vcf", facts: .tried(words)).read()
    }

    private func card(_ lines: String..., version: String = "3.0") -> String {
        (["BEGIN:VCARD", "VERSION:\(version)"] + lines + ["END:VCARD"]).joined(separator: "\r\n") + "\r\n"
    }

    @Test func `a card of version four is read`() throws {
        let reading = try read(
            card(
                "FN:Ana Luc\u{ED}a\r\n  Quintanilla", "EMAIL;PREF=2:second@example.org", "EMAIL;PREF=1:ana@example.org",
                "TEL;VALUE=uri;TYPE=\"voice,cell\":tel:+504-9999-1234", "TEL;TYPE=fax:+504 1111 1111",
                "LANG;PREF=1:es-HN",
                "ORG:River Council\\, North;Water unit", "TITLE:Coordinator", "ADR:;;Calle 1;Tela;;;Honduras",
                "TZ:America/Tegucigalpa", "NOTE:first\\nsecond\\; third", "UID:urn:uuid:1", "BDAY:19900101",
                "item1.IMPP:signal:+50499991234", version: "4.0"))
        #expect(reading.refused == [])
        let person = try #require(reading.people.first)
        #expect(person.name == "Ana Lucía Quintanilla")
        #expect(
            person.channels == [
                SafeChannel(kind: .email, address: "ana@example.org"),
                SafeChannel(kind: .email, address: "second@example.org"),
                SafeChannel(kind: .phone, address: "+504-9999-1234"),
                SafeChannel(kind: .signal, address: "+50499991234"),
            ])
        #expect(person.organization?.name == "River Council, North")
        #expect(person.position == "Coordinator")
        #expect(person.country?.rawValue == "HN")
        #expect(person.zone?.rawValue == "America/Tegucigalpa")
        #expect(person.languages.map(\.rawValue) == ["es"])
        #expect(person.note == "first\nsecond; third")
        #expect(person.externalID == "urn:uuid:1")
        #expect(reading.leftOut == ["BDAY": 1])
    }

    @Test(arguments: [
        "hello", "", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "FN:A\n", "END:VCARD\n",
    ]) func `a file that does not hold cards is refused`(text: String) throws {
        #expect { _ = try read(text) } throws: {
            ($0 as? Problem)?.kind == .badData && "\($0)".contains("holds no vCard")
        }
    }

    @Test(
        arguments: [
            ("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\n", "never ends: another card"),
            ("BEGIN:VCARD\n" + String(repeating: "A:b\n", count: 2000), "has more than 1000 properties"),
            (String(repeating: "X", count: 70) + ":b\n\u{1B}[31m:x\nEND:VCARD\nFN:Nobody\n", nil),
        ] as [(String, String?)]) func `a broken card or line stops no other`(text: String, expected: String?) throws
    {
        let reading = try read(text + card("FN:Good") + "BEGIN:VCARD\nVERSION:3.0\nFN:Cut\n")
        #expect(reading.people.map(\.name) == ["Good"])
        #expect(
            reading.refused.map(\.reason)
                == [expected.map { _ in reading.refused.first?.reason ?? "" }, "never ends: the file may be cut off"]
                .compactMap { $0 })
        #expect(expected == nil || reading.refused.first?.reason.contains(expected ?? "") == true)
    }

    @Test func `a card that cannot be taken is told with its line`() throws {
        let reading = try read(
            card("FN:Old", version: "5.0") + card("EMAIL:a@example.org") + card("FN:Ana", "EMAIL:ana@exam ple")
                + card("NOTE;ENCODING=QUOTED-PRINTABLE:=41", "FN:Ana") + card("FN:Ev\u{202E}a") + card("FN:Good"))
        #expect(reading.people.map(\.name) == ["Ana", "Good"])
        #expect(
            reading.refused.map(\.description).map { String($0.prefix(44)) } == [
                "people.vcf:1: is of version '5.0'. Export it", "people.vcf:5: has no name. Add a line FN: wi",
                "people.vcf:12, EMAIL: 'ana@exam ple' is not ", "people.vcf:21, FN: holds the character U+202",
            ])
    }

    @Test func `pictures and what a card points to are left out`() throws {
        let photo = (0..<2000).map { _ in " " + String(repeating: "A", count: 74) }.joined(separator: "\r\n")
        let reading = try read(
            card(
                "FN:Ana", "PHOTO;ENCODING=b:", photo.trimmingCharacters(in: .newlines),
                "PHOTO;VALUE=uri:file:///etc/passwd"))
        #expect(reading.people.map(\.name) == ["Ana"])
        #expect(reading.leftOut == ["PHOTO": 2])
    }

    @Test(.enabled(if: Repository.shared("corpus/vcard") != nil, "the corpus of vCards is not here"))
    func `cards of other programs are taken without loss or refused`() throws {
        let folder = try #require(Repository.shared("corpus/vcard")?.path)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".vcf") }
        #expect(files.count == 19)
        var taken = 0
        for file in files {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            let cards = text.split(whereSeparator: \.isNewline)
            func values(_ name: String) -> [String] {
                cards.filter { $0.hasPrefix("\(name):") || $0.hasPrefix("\(name);") }.map {
                    String($0.drop { $0 != ":" }.dropFirst())
                }
            }
            do {
                let reading = try VCardReader(text, file: file, facts: .tried(words)).read()
                #expect(reading.refused == [])
                for person in reading.people {
                    taken += 1
                    #expect((values("FN") + ["Saeko Kawado"]).contains(person.name))
                    #expect(person.channels.filter { $0.kind == .email }.map(\.address) == values("EMAIL"))
                    #expect(person.externalID == values("UID").first)
                    #expect(person.organization?.name == values("ORG").first.map { String($0.prefix { $0 != ";" }) })
                    #expect(person.position == values("TITLE").first)
                }
            } catch let problem as Problem {
                #expect(problem.what == "holds groups and no person", "\(file): \(problem)")
            }
        }
        // One of them is a company's.
        #expect(taken == 15)
    }

    @Test func `what is written is read back`() throws {
        var contact = try People.contact("ana", name: "Ana; Lucía, Quintanilla \\ Paz")
        contact.channels.append(SafeChannel(kind: .phone, address: "+504 9999 1234"))
        contact.channels.append(SafeChannel(kind: .signal, address: "+504 9999 1234"))
        contact.position = String(repeating: "Coordinadora de aguas y ríos ", count: 6).trimmingCharacters(
            in: .whitespaces)
        let organization = Organization(
            id: Organization.ID(trusted: "o"), name: "River; Council", sector: .civilSociety, source: "test")
        let text = VCardWriter.card(of: contact, organization: organization, label: nil)
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        let person = try #require(try read(text).people.first)
        #expect(person.name == contact.name)
        #expect(person.channels == contact.channels)
        #expect(person.position == contact.position)
        #expect(person.organization?.name == organization.name)
        #expect(person.languages == contact.languages)
        #expect(person.externalID == "ana")
    }

    @Test func `what is labelled as a fax or as old is left out of cards, too`() throws {
        let reading = try read(
            card(
                "FN:Ana Paz", "item1.EMAIL:old@a.example", "item1.X-ABLabel:Antiguo", "EMAIL:ana@a.example",
                "item2.TEL:+504 2233 4455", "item2.X-ABLabel:_$!<WorkFAX>!$_", "TEL;TYPE=HOME,FAX:+504 2233 4456",
                "TEL;TYPE=PAGER:+504 2233 4457", "TEL:+504 2233 4458"))
        #expect(reading.people.first?.channels.map(\.address) == ["ana@a.example", "+504 2233 4458"])
    }

    @Test func `marks that nobody sees are taken away around addresses and numbers of cards`() throws {
        let reading = try read(
            card(
                "FN:Ana Paz", "EMAIL:\u{200B}ana@a.example\u{200E}", "TEL:\u{202A}+504 9999\u{200F} 0001\u{202C}"))
        #expect(reading.refused == [])
        #expect(reading.people.first?.channels.map(\.address) == ["ana@a.example", "+504 9999 0001"])
    }

    @Test func `cards of organizations and places are no people`() throws {
        let reading = try read(
            card("FN:River Council", "KIND:org", version: "4.0") + card("FN:Office", "KIND:location", version: "4.0")
                + card("FN:River Bank", "ORG:River Bank", "X-ABShowAs:COMPANY") + card("FN:Ana Paz"))
        #expect(reading.organizations.map(\.organization.name) == ["River Council", "River Bank"])
        #expect(reading.people.map(\.name) == ["Ana Paz"])
        #expect(reading.leftOut == ["location cards": 1])
    }

    @Test func `what joins cards, ends lines or stands on one badly stops no other card`() throws {
        let text =
            card("FN:Ana Paz", "NOTE:first", "line that was not folded", "X-messaging/irc-All:nick")
            + "\u{FEFF}" + card("FN:Bea Paz").replacing("\r\n", with: "\r\r\n") + card("FN:Carla Paz")
        let reading = try read(text)
        #expect(reading.refused == [])
        #expect(reading.people.map(\.name) == ["Ana Paz", "Bea Paz", "Carla Paz"])
    }
}
