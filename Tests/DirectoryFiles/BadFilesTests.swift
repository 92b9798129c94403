import Coordination
import DirectoryFiles
import Fixtures
import Foundation
import Installation
import Testing

@Suite struct BadFilesTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func problem(_ text: String) throws -> Problem? {
        let path = try folder.write(text, to: "file.yaml")
        do {
            _ = try DirectoryReader.read(path)
            return nil
        } catch let problem as Problem {
            return problem
        }
    }

    @Test(arguments: [
        ("contacts:\n  - id: ana\n   name: x\n", "file.yaml:3: is not YAML"),
        ("contcts: []\n", "file.yaml:1: unknown key 'contcts'. Did you mean 'contacts'?"),
        (
            "source: s\nsector: civil-socety\norganizations: []\n",
            "file.yaml:2: unknown value 'civil-socety'. Did you mean 'civil-society'?"
        ),
        ("sector: media\norganizations:\n  - id: a\n    name: A\n", "file.yaml:3: has no source"),
        ("source: s\nsector: media\norganizations:\n  - id: A B\n    name: A\n", "file.yaml:4: 'A B' is not an id"),
        (
            "source: s\nsector: media\norganizations:\n  - {id: a, name: A}\n  - {id: a, name: B}\n",
            "file.yaml:5: the id 'a' is there twice"
        ),
        ("contacts:\n  - id: ana\n", "file.yaml:2: has no 'name'"),
        (
            "contacts:\n  - {id: ana, name: A, country: HN, zone: ../etc, languages: [es]}\n",
            "file.yaml:2: '../etc' is not a time zone name"
        ),
        (
            "contacts:\n  - {id: a, name: A, country: HN, zone: UTC, languages: [es], channels: [{email: a b}]}\n",
            "file.yaml:2: 'a b' is not a mail address"
        ),
        (
            "contacts:\n  - {id: a, name: A, country: HN, zone: UTC, languages: [es], do-not-contact: no}\n",
            "file.yaml:2: is neither true nor false"
        ),
        ("contacts:\n  - {id: a, name: \"A\\u202Eb\", country: HN, zone: UTC, languages: [es]}\n", "U+202E"),
        ("a: &x [1]\nb: *x\n", "file.yaml:1: uses an anchor"), ("", "is empty"), ("[[[[", "is not YAML"),
        (
            "id: x\nnames: {en: X}\nsector: media\nstages:\n  - {id: a, names: {en: a}, next: [b]}\nsources: [s]\n",
            "file.yaml:5: unknown stage 'b'"
        ),
        ("contacts: 5\n", "file.yaml:1: is not a list"), ("- 1\n- 2\n", "file.yaml:1: is not a list of keys"),
    ])
    func `every fault is told with file line and remedy`(text: String, expected: String) throws {
        let problem = try #require(try problem(text))
        #expect(problem.description.contains(expected), "\(problem)")
        #expect(problem.kind == .badData)
        #expect(!problem.remedy.parts.isEmpty)
    }

    @Test func `files built to exhaust the reader are refused at once`() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(try problem(deep)?.what == "is nested too deeply")
        #expect(
            try problem("a:\n" + (0..<200).map { String(repeating: " ", count: $0) + "b:" }.joined(separator: "\n"))?
                .what == "is nested too deeply")
        #expect(try problem(String(repeating: "- ", count: 100_000))?.what == "is nested too deeply")
        #expect(try problem(String(repeating: "x", count: 2 << 20))?.what == "is larger than 1 MiB")
    }

    @Test func `what is not a regular file is refused`() throws {
        for path in ["\(folder.path)/missing.yaml", "/dev/zero"] {
            #expect { try DirectoryReader.read(path) } throws: { ($0 as? Problem)?.kind == .missingInput }
        }
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link.yaml", withDestinationPath: "/dev/zero")
        #expect(
            refusal { try DirectoryReader.read("\(folder.path)/link.yaml") } == Refusal(.missingInput, at: "link.yaml"))
        try Data([0xFF, 0xFE, 0x41]).write(to: URL(filePath: "\(folder.path)/latin.yaml"))
        #expect { try DirectoryReader.read("\(folder.path)/latin.yaml") } throws: {
            ($0 as? Problem)?.what == "is not UTF-8 text"
        }
    }

    @Test func `settings come back as they were written`() throws {
        let officer = Officer(
            name: "María \"Mar\" Núñez \\ x", address: try EmailAddress(parsing: "officer@mission.example"),
            post: "Embassy: north #1",
            country: try CountryCode(parsing: "NO"), zone: try ZoneName(parsing: "Europe/Oslo"), language: .english)
        let path = try folder.write(Settings(officer: officer).text, to: "settings.yaml")
        #expect(try Settings.read(path) == Settings(officer: officer))
    }
}
