import Fixtures
import Foundation
import Testing

/// Bad input gives one line with place and remedy, the right status, and leaves the store as it was.
@Suite struct BadInputTests {
    let folder: TemporaryFolder
    var home: String { "\(folder.path)/home" }

    init() async throws {
        folder = try TemporaryFolder()
        try await Program.install(home)
    }

    @Test func `each value that is not understood is printed once, with its count and its lines`() async throws {
        let sectors = ["Cooperación", "ONG", "Cooperación", "Org. rara", "Cooperación"]
        let rows = sectors.enumerated().map { "Ana \($0) Paz,Org \($0),\($1),HN\n" }.joined()
        let table = try folder.write("Nombre,Organización,Sector,País\n\(rows)", to: "sectors.csv")
        let result = try await Program.run(["directory", "import", table, "--yes", "--home", home])
        #expect(result.status == 65)
        #expect(result.output.contains("Cannot be taken (4 rows)"))
        #expect(result.output.contains("'Cooperación' in 3 rows: line 2, 4, 6"))
        #expect(result.output.contains("'Org. rara' in 1 row: line 5"))
        #expect(!result.output.contains("the same in"))
    }

    @Test func `every mistake has its status and its remedy`() async throws {
        let yaml = try folder.write("contacts:\n  - id: ana\n   name: x\n", to: "bad.yaml")
        let reply = try folder.write("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n", to: "bad.ics")
        let file = try folder.write("x", to: "file")
        let good = try folder.write("Name,Country\nA. Person,HN\n", to: "good.csv")
        let table = try folder.write("Name,Email,Country\nA. Person,nowhere,HN\n", to: "table.csv")
        let before = try await contents()
        let cases: [([String], Int32, String)] = [
            (["directory", "import", "\(folder.path)/missing.yaml"], 66, "missing.yaml: does not exist"),
            (["directory", "import", yaml], 65, "bad.yaml:3: is not YAML"),
            (["directory", "show", "nobody"], 66, "nobody: is not in the directory"),
            (["convening", "create", "roundtabel", "--title", "x"], 64, "there is no blueprint"),
            (
                ["convening", "create", "training", "--title", "x", "--zone", "America/Tegucigalpo"], 65,
                "did you mean America/Tegucigalpa"
            ),
            (["convening", "create", "training", "--title", "x", "--zone", "EST"], 64, "invalid"),
            (["convening", "create", "training", "--title", "a\r\nb"], 65, "title: holds the character U+000D"),
            (["convening", "show", "cv-nothing"], 66, "is not a convening"),
            (["convening", "book", "cv-nothing", "soon"], 66, "cv-nothing"),
            (["reply", "import", reply], 65, "bad.ics"),
            (["reply", "import", "\(folder.path)/none.eml"], 66, "none.eml: does not exist"),
            (
                ["measure", "add", "MC-0-17", "--state", "CO", "--title", "t", "--on", "2026-01-01"], 65,
                "number is zero"
            ),
            (["statement", "draft", "--title", "t", "--text", file], 64, "does not say its language"),
            (["partner", "add", "p", "--name", "P", "--url", "http://partner.example/"], 65, "is not encrypted"),
            (["outbox", "list", "--state", "wating"], 64, "Did you mean 'waiting'?"),
            (["report", "--output", "\(file)/report.html"], 73, "cannot be written"),
            (["calendar", "export", "-o", "\(folder.path)/x.ics"], 66, "no convening with a time"),
            (["convening", "list", "--store", "mysql:user:SECRET@x"], 64, "the store's address is not one"),
            (["convening", "list", "--store", "sqlite:\(folder.path)/gone.sqlite"], 66, "gone.sqlite: does not exist"),
            (["convening", "create", "training", "--title", "t", "--from", "9999-12-31"], 64, "invalid"),
            (["convening", "create", "training", "--title", ""], 65, "title: is empty"),
            (["convening", "create", "training", "--title", "t", "--link", "javascript:alert(1)"], 65, "https://"),
            (
                ["measure", "add", "MC-1-26", "--state", "XX", "--title", "t", "--on", "2026-01-01"], 65,
                "not a country"
            ),
            (
                ["measure", "add", "MC-1-26", "--state", "CO", "--title", "t", "--on", "2199-01-01"], 64,
                "in the future"
            ),
            (["report", "-o", "\(home)/convoke.sqlite"], 73, "may not be replaced"),
            (["report", "-o", "/dev/null"], 73, "may not be replaced"),
            (["statement", "publish", "st-x"], 66, "is not a statement"),
            (["convening", "list", "--as", "a\u{1B}[31m"], 65, "--as"),
            (["convening", "show", "x\u{1B}[31m"], 64, "invalid"),
            (["convening", "list", "--store", "sqlite:\(yaml)"], 65, "store"),
            (["directory", "import", good], 64, "has columns that were guessed"),
            (["directory", "import", table, "--yes"], 65, "has a row that cannot be taken"),
            (
                ["directory", "import", table, "--yes", "--encoding", "latin"], 64,
                "Choose one of: latin-1, utf-16, utf-8"
            ),
            (["directory", "import", table, "--mapping", yaml], 65, "bad.yaml:3: is not YAML"),
            (["directory", "import", table, yaml], 64, "are not taken together"),
            (["directory", "import", folder.path], 65, "bad.yaml:3"),
            (["directory", "search"], 64, "--all"),
            (["directory", "merge", "demo-ana", "demo-ana"], 64, "is one record"),
            (["directory", "merge", "demo-ana", "nobody"], 66, "nobody: is neither a contact nor an organization"),
            (["directory", "unmerge", "demo-ana"], 66, "has taken in no other record"),
            (
                ["directory", "relate", "demo-ana", "colleague-of", "nobody"], 66,
                "neither a contact nor an organization"
            ),
            (["directory", "move", "demo-ana"], 64, "--leaves"),
            (["directory", "export", "\(folder.path)/x.csv"], 64, "not said for whom"),
            (["directory", "export", "\(folder.path)/x.csv", "--for", "nobody"], 66, "is not a group"),
            (["directory", "export", "\(folder.path)/x.csv", "--everything"], 64, "Say --yes"),
            (["consent", "list"], 64, "Name a contact"),
            (
                ["consent", "record", "demo-ana", "--purpose", "invite", "--evidence", "x", "--given", "2199-01-01"],
                64,
                "which is in the future"
            ),
            (
                ["consent", "override", "demo-ana", "--subject", "cv-x", "--reason", "r"], 66,
                "cv-x: is not a convening"
            ),
            (["group", "create", "g", "--name", " "], 65, "name: is empty"),
            (["group", "show", "nobody"], 66, "is not a group"),
            (["post", "publish", "nowhere", "--vcard", "\(folder.path)/x.vcf"], 66, "is not a post"),
            (["post", "add", "p", "--name", "P", "--country", "XX"], 65, "not a country"),
            (["convening", "invitees", "suggest", "cv-nothing"], 66, "is not a convening"),
            (["report", "balance", "--smallest", "1"], 64, "2 to 20"),
            (["report", "--language", "xx", "-o", "\(folder.path)/r.html"], 64, "there are no texts in 'xx'"),
        ]
        for (arguments, status, text) in cases {
            let result = try await Program.run(arguments + ["--home", home])
            #expect(result.status == status, "\(arguments): \(result)")
            #expect(result.errors.contains(text), "\(arguments): \(result.errors)")
            if text != "invalid" { #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)") }
            #expect(!result.errors.lowercased().contains("swift"))
        }
        #expect(try await contents() == before)
        for (arguments, status) in [
            (["doctor", "--home", "\(folder.path)/nowhere"], 78),
            (["convening", "list", "--home", "\(folder.path)/nowhere"], 78),
            (
                [
                    "init", "--home", home, "--name", "x", "--address", "a@b.example", "--post", "p", "--country", "HN",
                    "--zone", "UTC",
                ], 73
            ),
            (
                [
                    "init", "--home", "\(folder.path)/th", "--name", "x", "--address", "a@b.example", "--post", "p",
                    "--country", "HN", "--zone", "UTC", "--language", "th",
                ], 64
            ),
            (
                [
                    "init", "--home", "\(file)/home", "--name", "x", "--address", "a@b.example", "--post", "p",
                    "--country", "HN", "--zone", "UTC",
                ], 73
            ),
            (
                [
                    "init", "--home", "/proc/convoke", "--name", "x", "--address", "a@b.example", "--post", "p",
                    "--country", "HN", "--zone", "UTC",
                ], 73
            ),
            (["nonsense"], 64), (["measure", "add"], 64),
        ] as [([String], Int32)] {
            let result = try await Program.run(arguments)
            #expect(result.status == status, "\(arguments): \(result)")
        }
    }

    @Test func `an unreachable webhook is told and the statement waits`() async throws {
        _ = try await Program.run([
            "partner", "add", "p", "--name", "P", "--url", "http://127.0.0.1:9/x", "--home", home,
        ])
        let result = try await Program.run(["partner", "test", "p", "--home", home])
        #expect(result.status == 69)
        #expect(result.errors.contains("p: did not take the message"))
        #expect(result.errors.split(separator: "\n").count == 1)
        let outbox = try await Program.run(["outbox", "list", "--home", home])
        #expect(outbox.output.contains("waiting"))
    }

    @Test func `files are for their owner alone`() async throws {
        for path in [home, "\(home)/convoke.sqlite", "\(home)/settings.yaml"] {
            let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0o777
            #expect(rights & 0o077 == 0, "\(path)")
        }
    }

    private func contents() async throws -> [String] {
        var all: [String] = []
        for command in [
            ["convening", "list"], ["directory", "search", "--all"], ["outbox", "list"], ["measure", "list"],
            ["partner", "list"],
        ] {
            all.append(try await Program.run(command + ["--home", home, "--json"]).output)
        }
        return all
    }
}
