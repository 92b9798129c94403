import Services
import ConveningService
import Coordination
import Delivery
import Fixtures
import Foundation
import Installation
import Subprocess
import SystemPackage
import Testing

/// The program is killed while it sends; nothing is lost, and nothing arrives twice under another name.
@Suite struct InterruptionTests {
    @Test func `kills while delivering lose nothing and repeat nothing`() async throws {
        let folder = try TemporaryFolder()
        let home = "\(folder.path)/home"
        try await Program.install(home)
        var random = SeededGenerator(seed: 42)
        for _ in 0..<3 {
            let id = try await Program.id(["convening", "create", "training", "--title", "T", "--home", home])
            _ = try await Program.run([
                "convening", "invitees", id, "--home", home, "--sector", "civil-society", "--sector", "business",
                "--sector", "media",
                "--sector", "allied-government",
            ])
            _ = try await Program.run(["convening", "book", id, "2099-03-12T10:00", "--yes", "--home", home])
            _ = try await Program.run(["convening", "invite", id, "--yes", "--home", home])
        }
        let queued = try await Program.run(["outbox", "list", "--json", "--home", home])
        let ids = try Self.ids(queued.output)
        #expect(ids.count == 30)
        for _ in 0..<12 {
            let delay = Int.random(in: 20...300, using: &random)
            _ = try await run(
                .path(FilePath(Program.path)), arguments: ["outbox", "deliver", "--home", home], input: .none,
                output: .discarded, error: .discarded
            ) { execution in
                try await Task.sleep(for: .milliseconds(delay))
                try? execution.send(signal: .kill)
            }
            let saved = try await Program.run(["outbox", "list", "--state", "saved", "--json", "--home", home])
            #expect(try Self.ids(saved.output).isSubset(of: arrived(home)), "recorded as saved but not there")
        }
        // What a killed run had taken is free again when its lease has ended.
        let later = Clock { Clock.real.now().adding(.seconds(600)) }
        let operation = try await Installation.open(
            home: Home(path: home),
            resources: ResourceDirectory(directory: Repository.directory, templates: Repository.templates),
            clock: later, random: .real, guards: DeliveryGuards.all, carriers: RoundCarriers.all
        ).operation(as: ActorName(trusted: "harness"))
        _ = try await operation.outbox.deliver()
        #expect(try arrived(home) == ids)
        #expect(try await operation.outbox.lines().allSatisfy { $0.state == "saved" })
        #expect(try await Program.run(["doctor", "--home", home]).status == 0)
    }

    /// The ids of the mails in the Maildir; each has one file, however often it was put there.
    private func arrived(_ home: String) throws -> Set<String> {
        let folder = "\(home)/mail/new"
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return Set(try FileManager.default.contentsOfDirectory(atPath: folder).map { String($0.dropLast(4)) })
    }

    private static func ids(_ json: String) throws -> Set<String> {
        let lines = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]] ?? []
        return Set(lines.compactMap { $0["envelope"] as? String })
    }
}
