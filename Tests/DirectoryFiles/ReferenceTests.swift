import Coordination
import DirectoryFiles
import Fixtures
import Foundation
import Installation
import Testing

@Suite struct ReferenceTests {
    let mechanisms: [Mechanism]
    let reader: ReferenceReader

    init() throws {
        mechanisms = try DirectoryReader.read("\(Repository.directory)/mechanisms").mechanisms
        reader = ReferenceReader(
            mechanisms: mechanisms,
            countries: try CalendarFacts(folder: Repository.directory).referenceCountries)
    }

    @Test(arguments: [
        ("MC-204-17", "IACHR:PM:2017:204", "PM 204/17"), ("PM 204/17", "IACHR:PM:2017:204", "PM 204/17"),
        ("AL CAN 3/2026", "UN:AL:CAN:2026:3", "AL CAN 3/2026"),
        ("ACHPR/Res.570 (LXXVII) 2023", "ACHPR:RES:2023:570:77", "ACHPR/Res.570 (LXXVII) 2023"),
        ("Medida Cautelar n.º 0308-23", "IACHR:PM:2023:308", "PM 308/23"), ("MC 51-99", "IACHR:PM:1999:51", "PM 51/99"),
        ("Communication 379/09", "ACHPR:COM:2009:379", "Communication 379/09"),
        ("TUN 4/2026", "UN::TUN:2026:4", "TUN 4/2026"),
        ("Application 002/2013", "AFCT:APP:2013:2", "Application No. 002/2013"),
        ("Application No. 006/2012", "AFCT:APP:2012:6", "Application No. 006/2012"),
        ("Application no. 29750/2009", "ECHR:APP:2009:29750", "Application no. 29750/09"),
        ("Requête 46221/99", "ECHR:APP:1999:46221", "Application no. 46221/99"),
        ("ACHPR/Res.125(XXXXII)07", "ACHPR:RES:2007:125:42", "ACHPR/Res.125 (XXXXII) 2007"),
        ("ACHPR/69(XXXV)04", "ACHPR:RES:2004:69:35", "ACHPR/Res.69 (XXXV) 2004"),
        ("ACHPR/Res.342(EXT.OS/XX)2016", "ACHPR:RES:2016:342:EXT20", "ACHPR/Res.342 (EXT.OS/XX) 2016"),
        ("Resolution ACHPR/Res.273 (LV)2014", "ACHPR:RES:2014:273:55", "ACHPR/Res.273 (LV) 2014"),
        (
            "Resolución de Seguimiento, Ampliación y Levantamiento Parcial 74/2023", "IACHR:RES:2023:74",
            "Resolution 74/23"
        ),
        ("Resolución de Levantamiento 12/2023", "IACHR:RES:2023:12", "Resolution 12/23"),
        ("Precautionary Measure PM 51-15", "IACHR:PM:2015:51", "PM 51/15"),
        ("MC 112 - 16", "IACHR:PM:2016:112", "PM 112/16"),
        ("M.C. 112-16", "IACHR:PM:2016:112", "PM 112/16"),
        ("Medidas Cautelares Nos. 51-15", "IACHR:PM:2015:51", "PM 51/15"),
        ("MC n. 51-15", "IACHR:PM:2015:51", "PM 51/15"), ("Petición P-107-14", "IACHR:P:2014:107", "P-107-14"),
        ("Ref.: AL HND 1/2023", "UN:AL:HND:2023:1", "AL HND 1/2023"),
        ("UA HND 2 / 2022.", "UN:UA:HND:2022:2", "UA HND 2/2022"),
        ("AL XKX 1/2020", "UN:AL:XKX:2020:1", "AL XKX 1/2020"),
    ])
    func `references have one normal form and the bodys own printed form`(text: String, normal: String, printed: String)
        throws
    {
        let reference = try reader.read(text)
        #expect(reference.normal == normal)
        #expect(reference.printed == printed)
        #expect(try reader.read(reference.printed).normal == normal)
    }

    @Test(arguments: [
        ("PM 204/17", "MC 204/17", "MC 204/17", "MC 204/17"),
        ("Resolution 38/22", "Resolución 38/22", "Résolution 38/22", "Resolução 38/22"),
        ("Case 12.345", "Caso 12.345", "Affaire 12.345", "Caso 12.345"),
        ("Application 002/2013", "Application No. 002/2013", "Requête n° 002/2013", "Application No. 002/2013"),
        ("Application no. 29750/09", "Application no. 29750/09", "Requête n° 29750/09", "Application no. 29750/09"),
        ("Communication 379/09", "Communication 379/09", "Communication 379/09", "Comunicação 379/09"),
        ("AL HND 1/2023", "AL HND 1/2023", "AL HND 1/2023", "AL HND 1/2023"),
    ])
    func `a reference is printed as its mechanism prints it in each language, and read again`(
        text: String, spanish: String, french: String, portuguese: String
    ) throws {
        let reference = try reader.read(text)
        let mechanism = try #require(mechanisms.first { $0.id == reference.mechanism })
        for (language, printed) in [("es", spanish), ("fr", french), ("pt", portuguese)] {
            let same = mechanism.reference(reference, in: try Language(parsing: language))
            #expect(same.printed == printed)
            #expect(try reader.read(printed).normal == reference.normal)
        }
        #expect(mechanism.reference(reference, in: .english) == reference)
    }

    @Test(arguments: [
        ("Resolution 12/18", "Resolución 12/18"), ("MC 204/17", "MC 204/17"),
        ("Resolución de la Corte Suprema 45/2023", "Resolución de la Corte Suprema 45/2023"),
        ("letter of the State", "letter of the State"),
    ])
    func `a cited document is printed in the language only where it is the mechanism's own`(
        document: String, printed: String
    ) throws {
        let commission = try #require(mechanisms.first { $0.id.text == "iachr" })
        #expect(commission.printed(document, in: try Language(parsing: "es")) == printed)
    }

    @Test(arguments: [
        "Communication No. 2728/2016", "Communication 2728/2016", "Application 1/1", "Application 12/2/13",
    ])
    func `a form of another mechanism is not taken`(text: String) {
        #expect { _ = try reader.read(text) } throws: { ($0 as? Problem)?.kind == .badData }
    }

    @Test(.enabled(if: Repository.shared("data/references.tsv") != nil, "the shared table is not here"))
    func `every real form of the shared table is read as expected`() throws {
        let file = try #require(Repository.shared("data/references.tsv"))
        var checked = 0
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let result = Result { try reader.read(columns[0]) }
            checked += 1
            if columns[1].hasPrefix("INVALID") {
                #expect(refusal { try result.get() } == Refusal(.badData), "\(line)")
                if case .failure(let problem as Problem) = result {
                    #expect(problem.what.hasSuffix(": \(columns[1].dropFirst(8))"), "\(problem)")
                }
            } else {
                #expect((try? result.get())?.normal == columns[1], "\(line): \(result)")
            }
        }
        #expect(checked > 50)
    }
}
