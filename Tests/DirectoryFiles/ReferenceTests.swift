import Coordination
import DirectoryFiles
import Fixtures
import Foundation
import Installation
import Testing

@Suite struct ReferenceTests {
    let reader: ReferenceReader

    init() throws {
        reader = ReferenceReader(
            mechanisms: try DirectoryReader.read("\(Repository.directory)/mechanisms").mechanisms,
            countries: try CalendarFacts(folder: Repository.directory).referenceCountries)
    }

    @Test(arguments: [
        ("MC-204-17", "IACHR:PM:2017:204", "PM 204/17"), ("PM 204/17", "IACHR:PM:2017:204", "PM 204/17"),
        ("AL CAN 3/2026", "UN:AL:CAN:2026:3", "AL CAN 3/2026"),
        ("ACHPR/Res.570 (LXXVII) 2023", "ACHPR:RES:2023:570:77", "ACHPR/Res.570 (LXXVII) 2023"),
        ("Medida Cautelar n.º 0308-23", "IACHR:PM:2023:308", "PM 308/23"), ("MC 51-99", "IACHR:PM:1999:51", "PM 51/99"),
        ("Communication 379/09", "ACHPR:COM:2009:379", "Communication 379/09"),
        ("TUN 4/2026", "UN::TUN:2026:4", "TUN 4/2026"),
    ])
    func `references have one normal form and the bodys own printed form`(text: String, normal: String, printed: String)
        throws
    {
        let reference = try reader.read(text)
        #expect(reference.normal == normal)
        #expect(reference.printed == printed)
        #expect(try reader.read(reference.printed).normal == normal)
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
