import Coordination
import Fixtures
import Foundation
import Installation
import Testing

@testable import DirectoryFiles
@testable import TextFiles

@Suite struct PeopleReaderTests {
    let folder: TemporaryFolder
    let words: ImportWords

    init() throws {
        folder = try TemporaryFolder()
        words = try ImportWords(shippedIn: Repository.directory)
    }

    private func read(
        _ bytes: [UInt8], _ name: String = "people.csv", encoding: TextEncoding? = nil, mapping: String? = nil,
        days: ColumnMapping.DayOrder? = nil
    ) throws -> PeopleReading {
        let path = "\(folder.path)/\(name)"
        try Data(bytes).write(to: URL(filePath: path))
        var map: String?
        if let mapping {
            map = "\(folder.path)/mapping.yaml"
            try Data(mapping.utf8).write(to: URL(filePath: "\(folder.path)/mapping.yaml"))
        }
        return try PeopleReader(
            facts: .tried(words), defaults: PersonDefaults(), encoding: encoding, mapping: map, days: days
        ).read(path)
    }

    private func read(_ text: String, days: ColumnMapping.DayOrder? = nil, mapping: String? = nil) throws
        -> PeopleReading
    {
        try read(Array(text.utf8), mapping: mapping, days: days)
    }

    /// What a refusal says, without the folder.
    private func reasons(_ reading: PeopleReading) -> [String] {
        reading.refused.map { $0.description.replacing("\(folder.path)/", with: "") }
    }

    @Test(arguments: [
        "Full name,E-mail,Country,Organization,Type", "Nombre completo;Correo electrónico;País;Organización;Tipo",
        "Nom complet\tCourriel\tPays\tOrganisme\tCatégorie", "Nome completo;Correio eletrônico;País;Organização;Setor",
    ]) func `headers are guessed in four languages`(header: String) throws {
        let sign = header.contains(";") ? ";" : header.contains("\t") ? "\t" : ","
        let row = ["Ana Paz", "ana@example.org", "Honduras", "River Council", "NGO"].joined(separator: sign)
        let reading = try read("\(header)\r\n\(row)\r\n")
        #expect(reading.refused == [])
        let person = try #require(reading.people.first)
        #expect(person.name == "Ana Paz")
        #expect(person.channels == [SafeChannel(kind: .email, address: "ana@example.org")])
        #expect(person.country?.rawValue == "HN")
        #expect(person.organization?.sector == .civilSociety)
        #expect(reading.mapping?.isGuessed == true)
    }

    @Test func `a row says of a person what its cells say`() throws {
        let reading = try read(
            """
            First name,Last name,Email,Phone,Country,Languages,Organization,Sector,Reach,Staff,Government funded,\
            Themes,Population,First met,Consent,Consent date,Evidence,TLP,Do not contact,Notes
            Ana,Paz,"Ana <ana@example.org>; b@example.org",+504 9999 1234,Estados Unidos,Spanish; English,River Council,ONG,\
            rural,7,no,"Land; Water",Indigenous,5/3/2026,"invite, share",2026-03-05,in person,amber,no,"two
            lines"
            """, days: .dayFirst)
        #expect(reasons(reading) == [])
        let person = try #require(reading.people.first)
        #expect(person.name == "Ana Paz")
        #expect(person.channels.map(\.address) == ["ana@example.org", "b@example.org", "+504 9999 1234"])
        #expect(person.country?.rawValue == "US")
        #expect(person.languages.map(\.rawValue) == ["es", "en"])
        let organization = try #require(person.organization)
        #expect(organization.reach == .regional)
        #expect(organization.size == .small)
        #expect(organization.isHostFunded == false)
        #expect(organization.themes == ["land", "water"])
        #expect(organization.populations == ["indigenous"])
        #expect(organization.firstMet?.description == "2026-03-05")
        #expect(person.consents.map(\.purpose) == [.invite, .share])
        #expect(person.consents.first?.given.description == "2026-03-05")
        #expect(person.isDoNotContact == false)
        #expect(person.note == "two\nlines")
    }

    @Test func `what is wrong is told with line column reason and remedy`() throws {
        let reading = try read(
            """
            Name,Email,Country,Sector,Organization
            Ana Paz,ana at example.org,HN,NGO,A
            ,b@example.org,HN,NGO,
            Rosa Paz,rosa@example.org,Hondruas,NGO,A
            Short,row
            Еva Paz,eva@example.org,HN,NGO,A
            Rita Paz,rita@example.org,HN,astronauts,A
            Good One,good@example.org,HN,NGO,A
            """)
        #expect(reading.people.map(\.name) == ["Good One"])
        #expect(
            reasons(reading) == [
                "people.csv:2, column 'Email': 'ana at example.org' is not a mail address. Write it as local@domain in plain letters, or empty the cell.",
                "people.csv:3: has no name. Give a name or a pseudonym, or remove the row.",
                "people.csv:4, column 'Country': 'Hondruas' is not a known country. Write its two letters, such as HN, or its name.",
                "people.csv:5: has 2 cells where the header has 5. Correct the row; a delimiter within a cell needs quotation marks around it.",
                "people.csv:6, column 'Name': mixes Cyrillic and Latin letters in one word. Type it again: it looks like another word and would not be found again.",
                "people.csv:7, column 'Sector': 'astronauts' is not a known sector. Choose one of: academia, allied-government, business, civil-society, development-bank, host-government, labor, media, multi-stakeholder-initiative, national-contact-point, national-institution, own-government, regional-mechanism, un-mechanism.",
            ])
    }

    @Test func `a day that does not begin with the year is not guessed`() throws {
        let table = "Name,Consent,Consent date,Evidence\nAna Paz,invite,05/03/2026,in person\n"
        #expect(reasons(try read(table)).first?.contains("could be exchanged") == true)
        #expect(try read(table, days: .dayFirst).people[0].consents[0].given.description == "2026-03-05")
        #expect(try read(table, days: .monthFirst).people[0].consents[0].given.description == "2026-05-03")
    }

    @Test func `a mapping says which column is what`() throws {
        let table = "Who,Where to write,Where,Secret\nAna Paz,ana@example.org,HN,x\n"
        #expect { _ = try read(table) } throws: { "\($0)".contains("has no column that is known to hold names") }
        let reading = try read(
            table,
            mapping: "columns: {name: Who, email: \"Where to write\", country: Where}\ndefaults: {sector: media}\n")
        #expect(reading.people.first?.channels.first?.address == "ana@example.org")
        #expect(reading.mapping?.defaults.sector == .media)
        // What is printed can be read again.
        let text = try #require(reading.mapping?.text())
        #expect(try read(table, mapping: text).people.count == 1)
        #expect { _ = try read(table, mapping: "columns: {name: Whom}\n") } throws: {
            "\($0)".contains("there is no column 'Whom'") && "\($0)".contains("Did you mean 'Who'?")
        }
        #expect { _ = try read(table, mapping: "columns: {nam: Who}\n") } throws: {
            "\($0)".contains("Did you mean 'name'?")
        }
    }

    @Test func `text is read as the file or the person says and not guessed`() throws {
        let table = "Nombre completo,País\nÓscar Núñez,HN\n"
        let utf16 = table.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let latin = table.unicodeScalars.map { UInt8($0.value) }
        #expect(try read([0xEF, 0xBB, 0xBF] + Array(table.utf8)).people.map(\.name) == ["Óscar Núñez"])
        #expect(try read([0xFF, 0xFE] + utf16).people.map(\.name) == ["Óscar Núñez"])
        #expect(try read([0xFE, 0xFF] + table.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }).people.count == 1)
        #expect(try read(utf16, encoding: .utf16).people.map(\.name) == ["Óscar Núñez"])
        #expect(try read(latin, encoding: .latin1).people.map(\.name) == ["Óscar Núñez"])
        #expect { _ = try read(latin) } throws: {
            "\($0)".contains("people.csv:1: is not UTF-8 text") && "\($0)".contains("--encoding latin-1")
        }
        #expect { _ = try read(utf16) } throws: { "\($0)".contains("--encoding utf-16") || "\($0)".contains("UTF-8") }
        #expect { _ = try read([0xFF, 0xFE, 0x41]) } throws: { "\($0)".contains("not whole UTF-16") }
    }

    @Test(arguments: [
        ("", "is empty"), (" \n\n", "is empty"), ("Name,Email\n", "holds a header and no row"),
        ("PK\u{3}\u{4}x", "in its program's own form"), ("%PDF-1.7", "is a PDF"),
        ("Name,Name\na,b\n", "has two columns called 'Name'"),
        ("Name\nA \"b\" c\n", "people.csv:2: has a quotation mark within a cell"),
        ("\"Name\ndefaults:\"\nAna\n", "header: holds the character U+000A"),
        ("Name,\u{1B}[31m\nAna,x\n", "header: holds the character U+001B"),
        ("Name\n\"Ana\n", "people.csv:2: opens a quotation mark that is never closed"),
        ("Name\n\"Ana\" Paz\n", "people.csv:2: goes on behind a closing quotation mark"),
        ("Name\nAna\u{0}\n", "people.csv:2: holds a NUL character"),
        ("Name\n" + String(repeating: "x", count: 70_000) + "\n", "people.csv:2: has a cell of more than 64 KiB"),
        (String(repeating: "a,", count: 10_000) + "\n", "people.csv:1: has more than 256 columns"),
    ]) func `a table that cannot be read is refused as a whole`(text: String, expected: String) throws {
        #expect { _ = try read(text) } throws: {
            ($0 as? Problem)?.kind == .badData && "\($0)".contains(expected)
        }
    }

    @Test(arguments: [
        ("Ana\u{202E}Paz", "U+202E"), ("Ana\u{200B}Paz", "without width"), ("Ana\u{7}Paz", "U+0007"),
        (String(repeating: "x", count: 300), "too long"),
    ]) func `a name that is disguised is refused`(name: String, expected: String) throws {
        let reading = try read("Name,Country\n\(name),HN\n")
        #expect(reading.people.isEmpty)
        #expect(reasons(reading).first?.contains(expected) == true)
    }

    @Test func `a cell of nothing but a line break is empty`() throws {
        let reading = try read("Name,Risk note\nAna,\"\r\n\"\nRosa,\"\n\"\n")
        #expect(reading.people.map(\.riskNote) == [nil, nil])
    }

    @Test func `all ends of lines are understood`() throws {
        let reading = try read("Name,Note\r\nAna,\"a\r\nb\"\rRosa,x\nEva,y")
        #expect(reading.people.map(\.name) == ["Ana", "Rosa", "Eva"])
        #expect(reading.people.map(\.place).map { $0.split(separator: ":").last } == ["2", "4", "5"])
    }

    @Test("a table of too many rows is refused with the line of the row that is too many") func tooManyRows() throws {
        let before = "Name,Note\r\n,\r\n\r\nAna,\"one\r\ntwo\nthree\"\r\n"
        let most = String(repeating: "Bea,b\r\n", count: DelimitedText.mostRows - 2)
        try DelimitedText(before + most, file: "t").forEachRow { _, _ in }
        #expect {
            try DelimitedText(before + most + "Cy,c\r\n", file: "t").forEachRow { _, _ in }
        } throws: {
            ($0 as? Problem)?.place == "t:\(DelimitedText.mostRows + 5)"
        }
    }

    @Test(arguments: [" =1", "\u{A0}=1+1", "\u{200B}=1", "\u{FEFF}@x", "\u{2003}\u{AD}-1", "'\u{A0}=1", " ＝1"])
    func `a formula behind what cannot be seen is guarded, too`(cell: String) throws {
        let line = DelimitedText.line(["first", cell])
        #expect(line == "first,\"'\(cell)\"\r\n")
        #expect(DelimitedText.unguarded("'\(cell)") == cell)
    }

    @Test(arguments: [
        ("8-16", "08:00-16:00"), ("8:30 – 16:00", "08:30-16:00"), ("9h–17h30", "09:00-17:30"),
        ("7 a 15", "07:00-15:00"),
    ])
    func `working hours are read as people write them`(cell: String, hours: String) throws {
        let person = try #require(try read("Name,Horario laboral\nAna,\(cell)\n").people.first)
        #expect(person.hours?.description == hours)
        #expect(try read("Name,Horario laboral\nAna,all day\n").refused.count == 1)
    }

    @Test(arguments: ["=1+1", "+cmd", "-2", "@SUM(A1)", "\tx", "'=1", "plain", "''", "a;b", "x\"y", " edge "])
    func `a cell that looks like a formula comes back as it was`(cell: String) throws {
        let line = DelimitedText.line(["first", cell])
        let guarded = ["=", "+", "-", "@", "\t"].contains { cell.hasPrefix($0) }
        #expect(line.contains("\"'") == (guarded || cell.hasPrefix("'")))
        var cells: [String] = []
        try DelimitedText("a,b\r\n" + line, file: "t").forEachRow { number, row in if number > 1 { cells = row } }
        #expect(cells.map(DelimitedText.unguarded) == ["first", cell])
    }
}
