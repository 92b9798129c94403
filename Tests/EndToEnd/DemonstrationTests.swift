import Fixtures
import Foundation
import Testing

@Suite struct DemonstrationTests {
    @Test(.enabled(if: EngineKind.here.contains(.postgres))) func `the whole job runs on PostgreSQL too`() async throws
    {
        let folder = try TemporaryFolder(), place = try StorePlace(.postgres)
        let home = "\(folder.path)/demo"
        let result = try await Program.run(["demo", "--home", home, "--store", place.url, "--json"])
        #expect(result.status == 0, "\(result)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home)/received").count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home)/mail/new").count == 54)
        #expect(!FileManager.default.fileExists(atPath: "\(home)/convoke.sqlite"))
        for command in [["doctor"], ["audit", "verify"], ["convening", "list"], ["outbox", "deliver"]] {
            let result = try await Program.run(command + ["--home", home])
            #expect(result.status == 0, "\(result)")
        }
        let again = try await Program.run(["demo", "--home", "\(folder.path)/other", "--store", place.url])
        #expect(again.status == 73)
        #expect(again.errors.contains("holds a store already"))
    }

    @Test func `the whole job runs twice and touches nothing else`() async throws {
        let folder = try TemporaryFolder()
        let home = "\(folder.path)/demo"
        for run in 0..<2 {
            if run == 1 { try folder.write("keep me", to: "demo/precious") }
            let result = try await Program.run(["--home", home, "demo", "--json"])
            #expect(result.status == 0, "\(result)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home)/received").count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home)/mail/new").count == 54)
        }
        var lines: [[String: Any]] = []
        for state in ["saved", "delivered"] {
            let listing = try await Program.run(["outbox", "list", "--state", state, "--json", "--home", home])
            lines += try JSONSerialization.jsonObject(with: Data(listing.output.utf8)) as? [[String: Any]] ?? []
        }
        // The mails lie in the local folder; the statement went to a partner's receiver.
        #expect(
            lines.filter { $0["state"] as? String == "delivered" }.compactMap { $0["kind"] as? String } == ["statement"]
        )
        let counts = Dictionary(lines.compactMap { $0["kind"] as? String }.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(
            counts == [
                "invitation": 22, "update": 15, "meeting": 2, "cancellation": 9, "sign-on-request": 4, "statement": 1,
                "follow-up": 2,
            ])
        let doctor = try await Program.run(["doctor", "--home", home])
        #expect(doctor.status == 0, "\(doctor)")
        #expect(FileManager.default.fileExists(atPath: "\(home)/precious"))
        let mine = try folder.write("keep me", to: "mine")
        let refused = try await Program.run(["--home", folder.path, "demo"])
        #expect(refused.status == 73)
        #expect(try String(contentsOfFile: mine, encoding: .utf8) == "keep me")
    }
}
