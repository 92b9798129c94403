import Channels
import Coordination
import Fixtures
import Foundation
import Subprocess
import SystemPackage
import Testing

/// Against a real SMTP server in another process.
@Suite(.serialized) struct MailChannelTests {
    let folder: TemporaryFolder
    let from: EmailAddress

    init() throws {
        folder = try TemporaryFolder()
        from = try EmailAddress(parsing: "officer@mission.example")
    }

    /// Starts a server with a fresh certificate for `host`.
    private func withServer(
        host: String = "localhost", offersTLS: Bool = true, _ work: (MailChannel, String) async throws -> Void
    ) async throws {
        let python = FilePath("/usr/bin/python3")
        let kept = "\(folder.path)/kept"
        try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
        let certificate = "\(folder.path)/certificate.pem", key = "\(folder.path)/key.pem"
        let made = try await run(
            .name("openssl"),
            arguments: [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                "/CN=\(host)", "-addext", "subjectAltName=DNS:\(host)", "-keyout", key, "-out", certificate,
            ], output: .discarded, error: .discarded)
        #expect(made.terminationStatus.isSuccess)
        let script = Repository.root.appending(path: "Tests/Channels/MailServer.py").path
        _ = try await run(
            .path(python), arguments: [script, kept, certificate, offersTLS ? key : "none"], input: .none,
            output: .sequence, error: .discarded
        ) { execution in
            var port: Int?
            for try await line in execution.standardOutput.strings() {
                port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines))
                break
            }
            let server = MailServer(
                host: "localhost", port: try #require(port), isTLSImmediate: false, authorities: certificate)
            let room = Transports(slots: 2)
            try await work(room.mail(through: server), kept)
            await execution.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))])
        }
    }

    private func kept(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
            try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
        }
    }

    @Test func `a mail arrives whole over TLS for one recipient`() async throws {
        try await withServer { channel, folder in
            let mail = Array("Subject: x\r\n\r\n.leading dot\r\n..two\r\nend\r\n".utf8)
            let outcome = await channel.send(mail, from: from, to: try EmailAddress(parsing: "ana@example.org"))
            #expect(outcome == .delivered("SMTP 250"))
            let arrived = try kept(folder)
            #expect(arrived.count == 1)
            #expect(arrived.first?.hasPrefix("tls=True\nfrom=officer@mission.example\nto=ana@example.org\n\n") == true)
            #expect(arrived.first?.hasSuffix("Subject: x\r\n\r\n.leading dot\r\n..two\r\nend\r\n") == true)
        }
    }

    @Test func `refused and put off recipients are told apart`() async throws {
        try await withServer { channel, folder in
            let refused = await channel.send([65], from: from, to: try EmailAddress(parsing: "refused@example.org"))
            guard case .refused = refused else {
                Issue.record("\(refused)")
                return
            }
            let later = await channel.send([65], from: from, to: try EmailAddress(parsing: "later@example.org"))
            guard case .deferred = later else {
                Issue.record("\(later)")
                return
            }
            #expect(try kept(folder).isEmpty)
        }
    }

    @Test func `nothing is sent without TLS or to the wrong name`() async throws {
        try await withServer(offersTLS: false) { channel, folder in
            let outcome = await channel.send([65], from: from, to: try EmailAddress(parsing: "ana@example.org"))
            guard case .held = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(try kept(folder).isEmpty)
        }
        try await withServer(host: "other.example") { channel, folder in
            let outcome = await channel.send([65], from: from, to: try EmailAddress(parsing: "ana@example.org"))
            guard case .held = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(try kept(folder).isEmpty)
        }
    }
}
