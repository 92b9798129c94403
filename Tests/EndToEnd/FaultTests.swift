import Fixtures
import Foundation
import Sealing
import Subprocess
import SystemPackage
import Testing

/// Disks that are full, read-only or damaged, secrets that are wrong: one clear line, the right status, nothing lost.
@Suite struct FaultTests {
    let folder: TemporaryFolder
    var home: String { "\(folder.path)/home" }

    init() async throws {
        folder = try TemporaryFolder()
        try await Program.install(home)
    }

    /// Runs lines of shell in a mount namespace of their own, with `$convoke`, `$home` and an empty folder `$disk`.
    private func withOwnMounts(_ script: String) async throws -> [String] {
        try FileManager.default.createDirectory(atPath: "\(folder.path)/disk", withIntermediateDirectories: true)
        let prelude = "convoke=\(Program.path); home=\(home); disk=\(folder.path)/disk; words=\(folder.path)\n"
        let result = try await Subprocess.run(
            .name("unshare"), arguments: ["-m", "bash", "-c", prelude + script], output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20))
        return (result.standardOutput + result.standardError).split(separator: "\n").map(String.init)
    }

    private func people(_ count: Int, from first: Int = 0) throws -> String {
        let lines = (first..<(first + count)).map {
            "  - {id: ct-\($0), name: \"Given\($0) Family\($0)\", country: \"HN\", zone: UTC, languages: [es], risk-note: \"\(String(repeating: "note ", count: 40))\"}"
        }
        return try folder.write("contacts:\n" + lines.joined(separator: "\n") + "\n", to: "people-\(first).yaml")
    }

    @Test(.enabled(if: Machine.mayMount, "needs the right to mount")) func `a full disk keeps what was there`()
        async throws
    {
        let file = try people(3000)
        let lines = try await withOwnMounts(
            """
            mount -t tmpfs -o size=4m tmpfs $disk && cp -r $home $disk/home
            $convoke directory import \(file) --home $disk/home; echo "import $?"
            $convoke directory search --all --home $disk/home --json | grep -c '"kind" : "contact"'
            $convoke doctor --home $disk/home >/dev/null; echo "doctor $?"
            $convoke backup create $disk/full.convoke --home $disk/home; echo "backup $?"
            ls $disk | grep -c part
            rm -f $disk/filler; $convoke directory show demo-ana --home $disk/home >/dev/null; echo "show $?"
            """)
        #expect(lines.contains("import 69"), "\(lines)")
        #expect(lines.contains { $0.contains("the disk is full or failing") })
        #expect(lines.contains("15"), "\(lines)")
        #expect(lines.contains("doctor 0"), "\(lines)")
        #expect(lines.contains("show 0"), "\(lines)")
    }

    @Test(.enabled(if: Machine.mayMount, "needs the right to mount")) func `a read only disk is reported`() async throws
    {
        let lines = try await withOwnMounts(
            """
            mount -t tmpfs -o size=20m tmpfs $disk && cp -r $home $disk/home && mount -o remount,ro $disk
            $convoke directory show demo-ana --home $disk/home; echo "show $?"
            $convoke vault lock --home $disk/home; echo "lock $?"
            """)
        #expect(lines.contains("show 73"), "\(lines)")
        #expect(lines.contains("lock 73"), "\(lines)")
        #expect(lines.contains { $0.contains("cannot be written") })
    }

    @Test func `damaged pages are reported and the file is left as it is`() async throws {
        _ = try await Program.run(["directory", "import", try people(300), "--home", home])
        let path = "\(home)/convoke.sqlite"
        var bytes = try Data(contentsOf: URL(filePath: path))
        for page in stride(from: 4096 * 8, to: bytes.count - 4096, by: 4096 * 3) {
            for index in page..<(page + 600) { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
        }
        try bytes.write(to: URL(filePath: path))
        let search = try await Program.run(["directory", "search", "given", "--home", home])
        #expect(search.status == 65, "\(search)")
        #expect(search.errors.split(separator: "\n").count == 1, "\(search.errors)")
        let doctor = try await Program.run(["doctor", "--home", home])
        #expect(doctor.status == 78)
        #expect(doctor.output.contains("BAD"))
        #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }

    @Test func `a backup brings a damaged store back`() async throws {
        let backup = "\(folder.path)/whole.convoke"
        #expect(try await Program.run(["backup", "create", backup, "--home", home]).status == 0)
        try Data(repeating: 7, count: 9000).write(to: URL(filePath: "\(home)/convoke.sqlite"))
        #expect(try await Program.run(["directory", "show", "demo-ana", "--home", home]).status == 65)
        let refused = try await Program.run(["backup", "restore", backup, "--home", home])
        #expect(refused.status == 65, "\(refused)")
        let restored = try await Program.run(["backup", "restore", backup, "--replace", "--home", home])
        #expect(restored.status == 0, "\(restored)")
        #expect(try await Program.run(["directory", "show", "demo-ana", "--home", home]).status == 0)
        #expect(try await Program.run(["audit", "verify", "--home", home]).status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home).contains { $0.contains(".damaged-") })
    }

    @Test(.enabled(if: SessionKeys.areKept, "needs a kernel that keeps keys"))
    func `a wrong passphrase opens nothing and says so`() async throws {
        let right = try folder.write("correct horse battery staple\n", to: "right")
        let wrong = try folder.write("correct horse battery stable\n", to: "wrong")
        #expect(
            try await Program.run(["vault", "add-slot", "passphrase", "--passphrase-file", right, "--home", home])
                .status == 0)
        #expect(try await Program.run(["vault", "remove-slot", "slot-1", "--yes", "--home", home]).status == 0)
        let locked = try await Program.run(["directory", "search", "ana", "--home", home])
        #expect(locked.status == 77)
        #expect(locked.errors == "convoke: the vault is locked. Unlock it with 'convoke vault unlock'.\n")
        let refused = try await Program.run(["vault", "unlock", "--passphrase-file", wrong, "--home", home])
        #expect(refused.status == 77)
        #expect(refused.errors.contains("is not opened by this passphrase"))
        let opened = try await Program.run([
            "vault", "unlock", "--passphrase-file", right, "--hours", "1", "--home", home,
        ])
        #expect(opened.status == 0, "\(opened)")
        #expect(try await Program.run(["directory", "search", "ana", "--home", home]).output.contains("Quintanilla"))
        #expect(try await Program.run(["vault", "lock", "--home", home]).status == 0)
        #expect(try await Program.run(["outbox", "deliver", "--home", home]).status == 77)
    }

    @Test func `a journal that was deleted after a kill is noticed`() async throws {
        // A program that keeps the store open keeps its changes in the journal.
        let file = try people(3), program = Program.path, home = home
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: ["outbox", "deliver", "--watch", "--home", home], input: .none,
            output: .discarded, error: .sequence
        ) { execution in
            try await Program.waitForLine("convoke.outbox: watching", in: execution.standardError)
            #expect(try await Program.run(["directory", "import", file, "--home", home]).status == 0)
            try execution.send(signal: .kill)
        }
        _ = result
        #expect(FileManager.default.fileExists(atPath: "\(home)/convoke.sqlite-wal"))
        let journal = try Data(contentsOf: URL(filePath: "\(home)/convoke.sqlite-wal"))
        for ending in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: "\(home)/convoke.sqlite\(ending)")
        }
        let lost = try await Program.run(["directory", "show", "ct-1", "--home", home])
        #expect(lost.status == 65)
        #expect(lost.errors.contains("has lost changes that were kept"))
        // Put back, everything is there.
        try journal.write(to: URL(filePath: "\(home)/convoke.sqlite-wal"))
        #expect(try await Program.run(["directory", "show", "ct-1", "--home", home]).status == 0)
    }

    @Test func `a broken key file is reported and does not block the other ways to unlock`() async throws {
        let words = try folder.write("correct horse battery staple\n", to: "words")
        _ = try await Program.run(["vault", "add-slot", "passphrase", "--passphrase-file", words, "--home", home])
        try Data().write(to: URL(filePath: "\(home)/vault.key"))
        #expect(try await Program.run(["vault", "status", "--home", home]).status == 0)
        #expect(try await Program.run(["directory", "search", "ana", "--home", home]).status == 77)
        let doctor = try await Program.run(["doctor", "--home", home])
        #expect(doctor.status == 78)
        #expect(doctor.output.contains("vault.key: is not a key file"))
        let backup = "\(folder.path)/b.convoke"
        #expect(try await Program.run(["backup", "create", backup, "--home", home]).status == 77)
    }

    @Test func `no picture of the memory is ever written`() async throws {
        let result = try await Subprocess.run(
            .path(FilePath(Program.path)), arguments: ["outbox", "deliver", "--watch", "--home", home], input: .none,
            output: .discarded, error: .sequence
        ) { execution in
            try await Program.waitForLine("convoke.outbox: watching", in: execution.standardError)
            let limits = try String(
                contentsOfFile: "/proc/\(execution.processIdentifier.value)/limits", encoding: .utf8)
            let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
            #expect(line.split(separator: " ").filter { $0 == "0" }.count == 2, "\(line)")
            try execution.send(signal: .terminate)
        }
        #expect(result.terminationStatus.isSuccess, "asked to stop, it ends in order")
    }

    @Test func `nothing confidential stands in the home or in a backup`() async throws {
        try await Program.done(["directory", "import", try people(40), "--home", home])
        let text = try folder.write("We stand with Canarystatement.\n", to: "s.en.md")
        let statement = try await Program.id([
            "statement", "draft", "--title", "Canarytitle", "--text", text, "--home", home,
        ])
        let convening = try await Program.id([
            "convening", "create", "training", "--title", "Canaryconvening", "--venue", "Canaryvenue", "--home", home,
        ])
        let action = try await Program.id([
            "action", "add", "demarche", "--title", "Canaryaction", "--owner", "Canaryowner", "--convening", convening,
            "--home", home,
        ])
        try await Program.done(["directory", "show", "demo-ana", "--as", "Canaryofficer", "--home", home])
        try await Program.done([
            "measure", "add", "MC-731-26", "--state", "HN", "--title", "Canarymeasure", "--on", "2026-01-05", "--home",
            home,
        ])
        try await Program.done(["backup", "create", "--home", home])
        // What was never planted is not found either, so each word is shown before it is searched for.
        let planted = [
            (["statement", "show", statement], ["Canarytitle", "Canarystatement"]),
            (["convening", "show", convening], ["Canaryconvening", "Canaryvenue"]),
            (["action", "show", action], ["Canaryaction", "Canaryowner"]),
            (["audit", "show", "--last", "100"], ["Canaryofficer"]),
            (["measure", "show", "MC-731-26"], ["Canarymeasure", "MC-731-26"]),
            (
                ["directory", "show", "demo-ana"],
                ["Quintanilla", "rio-vivo.example", "Lluvia", "in person, demonstration", "Coordinator"]
            ),
            (["directory", "show", "demo-marisol"], ["Banegas"]),
            (["directory", "show", "ct-7"], ["Given7 Family7", "note note"]),
        ]
        for (command, words) in planted {
            let answer = try await Program.done(command + ["--json", "--home", home]).output
            for word in words { #expect(answer.contains(word), "\(word) was never planted") }
        }
        let canaries =
            (0..<40).flatMap { ["Given\($0) ", "given\($0)", "Family\($0)\"", "family\($0)"] }
            + planted.flatMap(\.1) + ["Canary", "canary", "quintanilla", "MC-731", "731-26"]
        // settings.yaml says who convenes; it is not sealed, and the README says so.
        try FileManager.default.removeItem(atPath: "\(home)/settings.yaml")
        #expect(try Bytes.found(canaries + ["demo-ana"], in: home) == ["demo-ana"])
    }
}
