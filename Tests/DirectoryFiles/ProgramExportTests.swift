import Coordination
import Fixtures
import Testing

@testable import DirectoryFiles
@testable import TextFiles

/// Files as programs export them, in other orders, encodings and languages: each fact lands where it belongs, or is told.
@Suite struct ProgramExportTests {
    let table: ReadTable
    init() throws { table = try ReadTable() }

    @Test(arguments: ProgramExport.all.indices) func `facts land in their fields in any order and encoding`(index: Int)
        throws
    {
        let program = ProgramExport.all[index]
        var random = SeededGenerator(seed: UInt64(index) &+ 7)
        for variant in 0..<24 {
            let columns = variant == 0 ? program.columns : program.columns.shuffled(using: &random)
            let sign = [",", ";", "\t"][variant % 3], end = variant % 2 == 0 ? "\r\n" : "\n"
            func line(_ cells: [String]) -> String {
                cells.map {
                    $0.contains { ";,\"\t".contains($0) } || variant % 5 == 0
                        ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0
                }
                .joined(separator: sign) + end
            }
            var text = line(columns.map(\.header)) + line(columns.map(\.cell))
            if variant % 4 == 3 { text = "sep=\(sign)\(end)" + text }
            if variant % 6 == 5 {
                text = "Contacts exported on 3 March\(end)\(end)" + text.replacing("sep=\(sign)\(end)", with: "")
            }
            let what: Comment = "\(program.name), variant \(variant)"
            let reading = try read(text, variant)
            #expect(reading.refused == [], what)
            #expect(reading.people.count == 1, what)
            guard let person = reading.people.first else { continue }
            #expect(["Ana María Ejemplo", "Dra. Ana María Ejemplo"].contains(person.name), what)
            let mails = person.channels.filter { $0.kind == .email }.map(\.address)
            let wanted = program.name == "Mailchimp" ? ["ana@work.example"] : ["ana@home.example", "ana@work.example"]
            #expect(mails.sorted() == wanted, what)
            let phones = person.channels.filter { $0.kind == .phone }.map(\.address)
            #expect(phones.sorted() == ["+504 2222 0001", "+504 9999 0001"].suffix(program.phones), what)
            #expect(person.organization?.name == "River Council", what)
            #expect(person.position == (program.name == "Mailchimp" ? nil : "Coordinator"), what)
            #expect(person.country?.rawValue == "FR", what)
            #expect(["Normandie", nil].contains(person.organization?.region), what)
            #expect(person.languages.isEmpty || person.languages.map(\.rawValue) == ["es"], what)
            #expect(person.refusals.isEmpty && person.consents.isEmpty && person.isDoNotContact != true, what)
            #expect(person.pseudonym == nil && person.riskNote == nil && person.label == nil, what)
            #expect(person.note == nil || person.note == "A note", what)
            // What holds something and has no place is told.
            let taken = Set(reading.mapping?.columns.filter { $0.field != nil }.map(\.header) ?? [])
            for (header, cell) in columns where !cell.isEmpty && !taken.contains(header) {
                #expect(reading.leftOut["column '\(header)'"] == 1, "\(what): \(header)")
            }
        }
    }

    private func read(_ text: String, _ variant: Int) throws -> PeopleReading {
        switch variant % 5 {
        case 1: return try table.read([0xEF, 0xBB, 0xBF] + Array(text.utf8))
        case 2: return try table.read([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        case 3 where text.unicodeScalars.allSatisfy({ $0.value < 0x100 }):
            return try table.read(text.unicodeScalars.map { UInt8($0.value) }, encoding: .latin1)
        default: return try table.read(Array(text.utf8))
        }
    }

    @Test func `who unsubscribed is not invited`() throws {
        let hubspot = try table.read(
            "First Name,Last Name,Email,Country/Region,Unsubscribed from all email\nAna,Paz,ana@a.example,Honduras,true\n"
        )
        #expect(hubspot.people.map(\.refusals) == [[.invite]])
        let mailchimp = try table.read(
            "Email Address,First Name,Last Name,CC,UNSUB_TIME,UNSUB_REASON\nana@a.example,Ana,Paz,hn,2026-02-01 10:00:00,spam\n"
        )
        #expect(mailchimp.people.map(\.refusals) == [[.invite]])
        #expect(mailchimp.leftOut == ["column 'UNSUB_REASON'": 1])
        let unknown = try table.read("Name,Country,Unsubscribed\nAna Paz,HN,perhaps\n")
        #expect(unknown.people.isEmpty && unknown.refused.map(\.value) == ["perhaps"])
    }

    @Test func `rows and cards of organizations are no people`() throws {
        let table = try table.read(
            """
            "Contact ID","Contact Type","Display Name","Current Employer","Country","Email"
            "1","Individual","Ana Paz","River Council","Honduras","ana@a.example"
            "2","Organization","River Council","","Honduras","info@river.example"
            "3","Household","The Paz family","","Honduras",""
            """)
        #expect(table.people.map(\.name) == ["Ana Paz"])
        #expect(table.organizations.map(\.organization.name) == ["River Council"])
        #expect(table.refused.map(\.value) == ["Household"])
        #expect(table.told.values.contains(["info@river.example": 1]))
    }

    @Test func `an address book of Thunderbird is read`() throws {
        let reading = try table.read(
            """
            dn: cn=Ana Paz,mail=ana@a.example
            objectclass: top
            objectclass: person
            givenName: Ana
            sn: Paz
            cn: Ana Paz
            mail: ana@a.example
            mozillaSecondEmail: ana@b.example
            mobile: +504 9999 0001
            o:: UsOtbyBDb3VuY2ls
            title: Coordinator
            c: HN
            description: A note that
              goes on
            l: Tela

            dn: cn=All
            objectclass: groupOfNames
            cn: All
            member: cn=Ana Paz,mail=ana@a.example

            """, "people.ldif")
        let person = try #require(reading.people.first)
        #expect(reading.people.count == 1)
        #expect(person.name == "Ana Paz")
        #expect(person.channels.map(\.address) == ["ana@a.example", "ana@b.example", "+504 9999 0001"])
        #expect(person.organization?.name == "Río Council")
        #expect(person.position == "Coordinator")
        #expect(person.note == "A note that goes on")
        #expect(reading.leftOut == ["l": 1])
    }
}
