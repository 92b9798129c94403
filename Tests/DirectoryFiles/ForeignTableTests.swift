import Coordination
import Fixtures
import Testing

@testable import DirectoryFiles

/// Tables as people and spreadsheets leave them.
@Suite struct ForeignTableTests {
    let table: ReadTable
    init() throws { table = try ReadTable() }

    @Test(arguments: [
        ("USA", "US"), ("U.S.A.", "US"), ("EE.UU.", "US"), ("Democratic Republic of the Congo", "CD"), ("RDC", "CD"),
        ("Congo (Kinshasa)", "CD"), ("Congo, Dem. Rep.", "CD"), ("Republic of Congo", "CG"), ("Korea, Rep.", "KR"),
        ("Iran (Islamic Republic of)", "IR"), ("Bolivia (Estado Plurinacional de)", "BO"),
        ("Kingdom of Cambodia", "KH"),
        ("Venezuela, RB", "VE"), ("Rep. Dominicana", "DO"), ("Türkei", "TR"), ("República de El Salvador", "SV"),
        ("Guinea, Equatorial", "GQ"), ("Guinée", "GN"), ("hnd", "HN"), ("State of Palestine", "PS"),
    ]) func `a country is known by its names`(name: String, code: String) { #expect(table.words.country(name) == code) }

    @Test(arguments: [
        "Hondruas", "Korea", "Northern Cyprus", "Republic of China", "", "Republic", "Narnia (Kingdom of)",
    ])
    func `a name that no country or more than one has is not taken`(name: String) {
        #expect(table.words.country(name) == nil)
    }

    @Test(arguments: [
        ("Garífuna", "cab"), ("Misquito", "miq"), ("Lenca", "len"), ("en_US", "en"), ("pt-BR", "pt"),
        ("Spanish (Honduras)", "es"),
        ("español", "es"), ("Q'eqchi'", "kek"), ("Haitian Creole", "ht"), ("Kiswahili", "sw"), ("miq", "miq"),
    ]) func `a language is known by its names`(name: String, code: String) {
        #expect(table.words.language(name) == code)
    }

    @Test func `the column that says it plainly is taken before one that could mean it`() throws {
        let reading = try table.read(
            "Name,State,Title,Country,Job Title,Type\nAna Paz,CA,Dra.,United States,Director,NGO\n")
        #expect(reading.people.first?.country?.rawValue == "US")
        #expect(reading.people.first?.position == "Director")
        #expect(reading.leftOut == ["column 'Title'": 1])
        let states = try table.read("Name,State,Title\nAna Paz,Honduras,Dra.\nBea Paz,Kenya,Sra.\n")
        #expect(states.people.map(\.country?.rawValue) == ["HN", "KE"])
        #expect(states.people.map(\.position) == [nil, nil])
        let posts = try table.read("Nombre,Título,País\nAna Paz,Directora,HN\n")
        #expect(posts.people.first?.position == "Directora")
        let units = try table.read("Nombre,Organización,Departamento,País\nAna Paz,Río,Recursos Humanos,HN\n")
        #expect(units.people.first?.organization?.region == nil)
        let regions = try table.read("Nombre,Organización,Departamento,País\nAna Paz,Río,Atlántida,HN\n")
        #expect(regions.people.first?.organization?.region == "Atlántida")
    }

    @Test func `titles above the header, headings and totals are passed over and told`() throws {
        let reading = try table.read(
            """
            Lista de contactos,,,
            Marzo de 2026,,,
            ,,,
            Nombre completo,Correo electrónico,Organización,País
            Ana Paz,ana@a.example,Río,HN
            OTROS CONTACTOS,,,
            Bea Paz,bea@a.example,Río,HN
            Sociedad civil:,,,
            Carla Luz Muñoz,,,HN
            Total: 3,,,
            Total,3,,
            """)
        #expect(reading.people.map(\.name) == ["Ana Paz", "Bea Paz", "Carla Luz Muñoz"])
        #expect(reading.refused == [])
        #expect(
            reading.passedOver.map(\.text) == [
                "Lista de contactos", "Marzo de 2026", "OTROS CONTACTOS", "Sociedad civil:", "Total: 3", "Total 3",
            ])
        #expect(reading.passedOver.map(\.line) == [1, 2, 6, 8, 10, 11])
    }

    @Test func `headers are known with what people write around the word`() throws {
        let reading = try table.read(
            """
            Nombre;Organización / Institución;Tel. / Celular;Idioma(s);Fin. gobierno;¿Consiente invitaciones?;Fecha consentimiento;Evidencia;País
            Ana Paz;Río;9988 7766, 9911-0000;garífuna, español e inglés;no;Sí;3/3/26;acta firmada;HN
            """, days: .dayFirst)
        #expect(reading.refused == [])
        let person = try #require(reading.people.first)
        #expect(person.organization?.name == "Río")
        #expect(person.channels.map(\.address) == ["9988 7766", "9911-0000"])
        #expect(person.languages.map(\.rawValue) == ["cab", "es", "en"])
        #expect(person.organization?.isHostFunded == false)
        #expect(person.consents.first?.given.description == "2026-03-03")
    }

    @Test(
        arguments: [
            ("12-mar-26", "2026-03-12"), ("5 de marzo de 2026", "2026-03-05"), ("1er mars 2026", nil),
            ("5 mai 2026", "2026-05-05"),
            ("March 5, 2026", "2026-03-05"), ("2026-03-05 10:00:00", "2026-03-05"), ("2026/3/5", "2026-03-05"),
            ("31-feb-26", nil), ("3/3/26", nil), ("5. März 2026", "2026-03-05"),
        ] as [(String, String?)]) func `days are read as people write them`(text: String, day: String?) throws
    {
        let reader = DayReader(order: nil, words: table.words)
        #expect((try? reader.day(text))?.description == day)
    }

    @Test(arguments: [
        "5,04998E+11", "5.04999E+10", "50499990007.0", "50499990007,00", "see note", "123", "99 99 00 0a 1",
    ]) func `what is no number any more is refused`(cell: String) throws {
        let reading = try table.read("Name,Phone,Country\nAna Paz,\"\(cell)\",HN\n")
        #expect(reading.people.isEmpty && reading.refused.count == 1)
    }

    @Test(arguments: [
        ("+504 9999-0001 ::: +504 2233 4455", ["+504 9999-0001", "+504 2233 4455"]),
        ("\u{202A}+504 9999 0001\u{202C}", ["+504 9999 0001"]),
        ("Cel. 9999-0001 / casa: 2222-0001", ["9999-0001", "2222-0001"]),
        ("tel:+1-418-656-9254;ext=102", ["+1-418-656-9254 ext. 102"]), ("9999-0001 (WhatsApp)", ["9999-0001"]),
        ("2222-0001 ext. 12", ["2222-0001 ext. 12"]), ("+50422220001,104", ["+50422220001 ext. 104"]),
        ("+50422220001;104", ["+50422220001 ext. 104"]), ("n/a", []), ("-", []),
        ("(504) 9999.0001", ["(504) 9999.0001"]),
    ]) func `several numbers in a cell are several`(cell: String, numbers: [String]) throws {
        let reading = try table.read("Name,Phone,Country\nAna Paz,\"\(cell)\",HN\n")
        #expect(reading.refused == [])
        #expect(reading.people.first?.channels.map(\.address) == numbers)
    }

    @Test func `all that is wrong with a row is told at once`() throws {
        let reading = try table.read(
            "Nombre,Correo,País,Idioma,Tipo,Organización,Zona horaria\nAna Paz,nowhere,Narnia,elvish,astronauts,Río,Europe/Londres\n"
        )
        #expect(reading.people.isEmpty)
        #expect(reading.refused.compactMap(\.value) == ["Narnia", "Europe/Londres", "elvish", "nowhere", "astronauts"])
        #expect(Set(reading.refused.map(\.row)).count == 1)
    }

    @Test func `a mapping says what values mean, and offers those that are unknown`() throws {
        let text =
            "Nombre,Tipo,Organización,País,Idioma\nAna Paz,Brigada,Río,HN,lengua\nBea Paz,Brigada,Sol,HN,es\nEva Paz,-,Mar,HN,es\n"
        let unknown = try table.read(text)
        #expect(unknown.unknownValues == ["Tipo": ["Brigada": 2, "-": 1], "Idioma": ["lengua": 1]])
        let offered = try #require(unknown.mapping).text(unknown: unknown.unknownValues)
        #expect(offered.contains("#     \"Brigada\":   # in 2 rows"))
        let known = try table.read(
            text,
            mapping: """
                columns: {name: Nombre, sector: Tipo, organization: Organización, country: País, language: Idioma}
                values:
                  sector: {"BRIGADA": civil-society, "-": ""}
                  language: {lengua: len}
                """)
        #expect(known.refused == [])
        #expect(known.people.map(\.organization?.sector) == [.civilSociety, .civilSociety, nil])
        #expect(known.people.map { $0.languages.map(\.rawValue) } == [["len"], ["es"], ["es"]])
        let again = try table.read(text, mapping: try #require(known.mapping).text())
        #expect(again.refused == [] && again.people.count == 3)
    }

    @Test func `a government of the host country is no ally`() throws {
        let reading = try table.read(
            """
            Name,Organization,Type,Country
            Ana Paz,Ministry of Security,Government,HN
            Bea Paz,Embassy of Eastland,Government,HN
            Carla Paz,Secretaría de Salud,embassy,HN
            Dora Paz,Ministry of Water,Government,KE
            Elsa Paz,Embajada de Northland,embajada,HN
            """)
        #expect(reading.people.map(\.organization?.sector) == [.hostGovernment, .alliedGovernment, .alliedGovernment])
        #expect(
            reading.refused.map(\.reason).map { $0.prefix(30) } == [
                "would make an authority of the", "'Government' is not a known se",
            ])
        #expect(reading.told.values.contains(["Government (Ministry of Security)": 1]))
    }

    @Test func `a consent that is not whole is none, and told`() throws {
        let reading = try table.read(
            "Nombre,País,Consentimiento,Fecha de consentimiento,Evidencia\nAna Paz,HN,Sí,,\nBea Paz,HN,pendiente,,\nEva Paz,HN,\"Sí, firmó\",2026-03-01,acta\nFe Paz,HN,No,,\n"
        )
        #expect(reading.people.map(\.consents.count) == [0, 0, 1, 0])
        #expect(reading.people.map(\.refusals) == [[], [], [], [.invite]])
        #expect(reading.refused == [])
        #expect(reading.told["No consent is taken from words that name no purpose"] == ["pendiente": 1, "firmó": 1])
        #expect(reading.told["No consent is taken without the day it was given and how"] == ["Sí": 1])
    }

    @Test(arguments: [
        ("NORMA DOMÍNGUEZ RAMÍREZ", "Norma Domínguez Ramírez"), ("Domínguez Ramírez, Iñaki", "Iñaki Domínguez Ramírez"),
        ("Dra. Norma Paz", "Norma Paz"), ("MARÍA DE LA O MUÑOZ", "María de la O Muñoz"),
        ("DUPONT Marie", "Marie Dupont"),
        ("Sra. PAZ, Ana", "Ana Paz"), ("JEAN-PAUL O'NEIL", "Jean-Paul O'Neil"), ("Abog. Lic. Rosa Paz", "Rosa Paz"),
        ("ПЕТРОВ ИВАН", "Петров Иван"),
    ]) func `a name is offered as it is spoken`(written: String, tidied: String) throws {
        #expect(NameForm(words: table.words).tidied(written) == tidied)
        let text = "Nombre,País\n\"\(written)\",HN\n"
        #expect(try table.read(text).people.map(\.name) == [written])
        #expect(try table.read(text, names: .tidied).people.map(\.name) == [tidied])
    }

    @Test(arguments: [
        "Ana Paz", "Don Quijote", "Paz", "María José", "張 偉", "ณัฐ วงศ์", "Martin Luther King, Jr.", "UNHCR",
        "J. R. R. Paz",
    ])
    func `a name as it is spoken is left alone`(name: String) {
        let tidied = NameForm(words: table.words).tidied(name)
        #expect(tidied == nil || name.contains(","), "\(tidied ?? "")")
    }

    @Test func `refused rows can be written out and mended`() throws {
        let text =
            "sep=;\nNombre;Correo;País\nAna Paz;nowhere;HN\nBea Paz;bea@a.example;HN\n=EVA;eva@a.example;Narnia\n"
        let reading = try table.read(text)
        #expect(reading.people.map(\.name) == ["Bea Paz"])
        let rows = Dictionary(uniqueKeysWithValues: ["3", "5"].map { ($0, ["is wrong"]) })
        let written = try table.refused("people.csv", rows)
        #expect(
            written
                == "Nombre,Correo,País,Problem\r\nAna Paz,nowhere,HN,is wrong\r\n\"'=EVA\",eva@a.example,Narnia,is wrong\r\n"
        )
        let again = try table.read(written.replacing("nowhere", with: "ana@a.example"), "again.csv")
        #expect(again.people.map(\.name) == ["Ana Paz"])
        #expect(again.leftOut == ["column 'Problem'": 2])
        let cards = try table.read(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEMAIL:no\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bea\r\nEND:VCARD\r\n",
            "people.vcf")
        #expect(cards.people.map(\.name) == ["Bea"])
        #expect(
            try table.refused("people.vcf", ["1": []])
                == "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEMAIL:no\r\nEND:VCARD\r\n")
    }

    @Test(arguments: [
        ("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=41na=20Mar=C3=\r\n=ADa;;;", "Ana María"),
        ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Jos=E9=20Paz", "José Paz"),
        ("N:Paz;Ana;Luc\u{ED}a;;", "Ana Lucía Paz"),
    ]) func `cards of phones are read`(line: String, name: String) throws {
        let reading = try table.read(
            "BEGIN:VCARD\r\nVERSION:2.1\r\n\(line)\r\nTEL;CELL:+50499990001\r\nTEL;FAX:+50499990002\r\nEMAIL;INTERNET;HOME:ana@a.example\r\nPHOTO;ENCODING=BASE64;JPEG:AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\n",
            "people.vcf")
        #expect(reading.people.map(\.name) == [name])
        #expect(reading.people.first?.channels.map(\.address) == ["ana@a.example", "+50499990001"])
    }

    @Test func `a country that a card says and nobody knows is not the default`() throws {
        let reading = try table.read(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nADR:;;;;;;Narnia\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Bea\nitem1.ADR:;;;;;;Estados Unidos de N.A.\nitem1.X-ABADR:us\nTZ;VALUE=utc-offset:-0500\nEND:VCARD\n",
            "people.vcf")
        #expect(reading.refused.map(\.reason) == ["'Narnia' is not a known country"])
        #expect(reading.people.map(\.country?.rawValue) == ["US"])
        #expect(reading.people.map(\.zone) == [nil])
        #expect(reading.told.values.contains(["-0500": 1]))
    }

    @Test(arguments: ["Retiró consentimiento", "No desea", "declined", "Refusé", "no invitar"])
    func `words of a no are a refusal on the day that stands beside them`(word: String) throws {
        let reading = try table.read(
            "Nombre,País,Consentimiento,Fecha de consentimiento\nAna Paz,HN,\(word),2026-03-01\n")
        #expect(reading.refused == [])
        #expect(reading.people.map(\.consents) == [[]])
        #expect(reading.people.map(\.refusals) == [[.invite]])
        #expect(reading.people.first?.refusedOn?.description == "2026-03-01")
    }

    @Test func `an address that unsubscribed needs no name`() throws {
        let reading = try table.read("Email Address,UNSUB_TIME,Country\nana@a.example,2026-03-01 10:00:00,HN\n")
        #expect(reading.refused == [] && reading.people.isEmpty)
        #expect(reading.unsubscribed.map(\.address) == ["ana@a.example"])
        #expect(reading.unsubscribed.first?.day?.description == "2026-03-01")
    }

    @Test func `whoever died is not contacted, and a column of what became of an entry is no region`() throws {
        let reading = try table.read(
            "Nombre,Estado,País\nAna Paz,Activo,HN\nBea Paz,Fallecida,HN\nEva Paz,Inactivo,HN\n")
        #expect(reading.people.map(\.isDoNotContact) == [nil, true, nil])
        #expect(reading.people.map { $0.organization?.region } == [nil, nil, nil])
    }

    @Test(arguments: [("rojo", TLP.red), ("ámbar", .amber), ("TLP:VERDE", .green), ("Rouge", .red)])
    func `labels are known in the languages of the headers`(word: String, label: TLP) throws {
        #expect(try table.read("Nombre,País,TLP\nAna Paz,HN,\(word)\n").people.map(\.label) == [label])
    }

    @Test func `a consent that ends before it was given is refused`() throws {
        let reading = try table.read(
            "Name,Country,Consent,Consent date,Consent until,Evidence\nAna Paz,HN,invite,2026-03-01,2025-03-01,form\n")
        #expect(reading.refused.map(\.reason) == ["is before the day on which the consent was given"])
    }

    @Test func `of two addresses of a card the one of the work says the country`() throws {
        let reading = try table.read(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nADR;TYPE=HOME:;;;;;;Kenya\nADR;TYPE=WORK:;;;;;;Honduras\nCATEGORIES:friends,TLP:RED\nitem1.TEL:+50499990001\nitem1.X-ABLabel:Signal\nEND:VCARD\n",
            "people.vcf")
        let person = try #require(reading.people.first)
        #expect(person.country?.rawValue == "HN")
        #expect(person.label == .red)
        #expect(person.channels.map(\.kind) == [.signal])
    }

    @Test func `what is labelled as a fax or as old is no way to a person`() throws {
        let reading = try table.read(
            """
            First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value
            Ana,Paz,Antiguo,old@a.example,* Trabajo,ana@a.example,Work Fax,+504 2233-4455,Mobile,+504 9988-7766
            Bea,Paz,Work,bea@a.example,Obsolete,bea@b.example,Fax del trabajo,+504 2233-4456,Fax,+504 2233-4457
            """)
        #expect(
            reading.people.map { $0.channels.map(\.address) } == [
                ["ana@a.example", "+504 9988-7766"], ["bea@a.example"],
            ])
        #expect(
            reading.told == [
                "Fax and pager numbers are not kept": ["+504 2233-4455": 1, "+504 2233-4456": 1, "+504 2233-4457": 1],
                "Not kept, because the file marks them as no longer used": ["old@a.example": 1, "bea@b.example": 1],
            ])
    }

    @Test func `a column that is only called by its place is read by what it holds`() throws {
        let reading = try table.read(
            "Nome,Cognome,Ufficio 2,Lavoro 3,Altro\nLuca,Rossi,+39 06 1234567,Via Roma 1,l@r.example\n")
        #expect(reading.people.first?.channels.map(\.address) == ["l@r.example", "+39 06 1234567"])
        #expect(reading.leftOut == ["column 'Lavoro 3'": 1])
    }

    @Test func `two people in one row, a day as a number and an address within Exchange are told`() throws {
        let two = try table.read("Nombre,Correo\nAna Paz / Beto Cruz,a@a.example; b@a.example\n")
        #expect(two.refused.map(\.reason) == ["names several people, and it is not known whose each address is"])
        let one = try table.read("Nombre,Correo\nAna Paz y Cruz,a@a.example; b@a.example\n")
        #expect(one.people.map(\.name) == ["Ana Paz y Cruz"])
        let number = try table.read("Nombre,Organización,Primer contacto\nAna Paz,Río,45993\n")
        #expect(number.refused.first?.reason.contains("number that a spreadsheet keeps for a day") == true)
        let exchange = try table.read("Name,E-mail Address\nAna Paz,/o=Labs/ou=Group (X)/cn=Recipients/cn=ana\n")
        #expect(exchange.people.first?.channels == [])
        #expect(exchange.told.keys.contains("Addresses within Exchange, to which nobody outside can write"))
    }

    @Test func `a mapping file may say what values mean and leave the columns to be guessed`() throws {
        let reading = try table.read(
            "Nombre,Organización,Sector\nAna Paz,Río,ONGD\n", mapping: "values:\n  sector: {ONGD: civil-society}\n")
        #expect(reading.people.first?.organization?.sector == .civilSociety)
        #expect(reading.mapping?.isGuessed == true)
    }

    @Test(arguments: [
        ("us_slash_central", "US/Central"), ("america_slash_new_york", "America/New_York"),
        ("america_slash_port_hyphen_au_hyphen_prince", "America/Port-au-Prince"),
    ]) func `the zones of HubSpot are known`(written: String, zone: String) throws {
        #expect(try ImportFacts.tried(table.words).zone(written).rawValue == zone)
    }

    @Test func `several purposes of a consent may stand with blanks between them`() throws {
        let reading = try table.read(
            "Nombre,Consentimiento,Fecha de consentimiento,Evidencia\nAna Paz,invite follow-up,2026-01-02,en persona\n")
        #expect(reading.people.first?.consents.map(\.purpose) == [.invite, .followUp])
    }
}
