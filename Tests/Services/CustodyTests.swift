import Coordination
import Fixtures
import Foundation
import Mail
import Sealing
import Storage
import Testing

@testable import ConveningService
@testable import CustodyService
@testable import Delivery
@testable import DirectoryFiles
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import StatementService

@Suite struct CustodyTests {
    @Test func `a locked home reads nothing and sends nothing until it is opened`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let statement = try await operation.statements.draft(
            title: "Rivers", texts: [.english: "We stand."], embargo: nil, tlp: .clear)
        _ = try await operation.statements.open(statement.id, asking: [Identifier(trusted: "demo-ana")])
        try await operation.vault.lock()
        let other = try await installation.reopened()
        for attempt in [
            { _ = try await other.directory.search(DirectoryQuery(text: "ana")) },
            { _ = try await other.outbox.deliver() },
            { _ = try await other.directory.show("demo-ana") }, { _ = try await other.actions.all() },
            { _ = try await other.audit.entries(about: nil, limit: 5) }, { _ = try await other.backups.create(nil) },
        ] as [@Sendable () async throws -> Void] {
            await #expect { try await attempt() } throws: {
                ($0 as? Problem)?.description.hasPrefix("the vault is locked") == true
            }
        }
        #expect(try installation.mails().isEmpty)
        #expect(try await other.vault.unlock(.keyFile(nil)) == nil)
        #expect(try await other.outbox.deliver().sent == 1)
        let third = try await installation.reopened()
        #expect(try await third.audit.verify(against: []).broken == nil)
    }

    @Test func `every reading of a person is noted`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        func verbs() async throws -> [String] {
            // A change takes what was read into the chain.
            try await operation.change { try $0.audit.entries(about: ["demo-ana"], limit: 99) }.map(\.verb)
        }
        _ = try await operation.directory.show("demo-ana")
        _ = try await operation.directory.search(DirectoryQuery(text: "quintanilla"))
        _ = try await operation.directory.show("demo-rio-vivo")
        _ = try await operation.subjects.file(Identifier(trusted: "demo-ana"))
        _ = try await operation.subjects.previewErasure(of: Identifier(trusted: "demo-ana"))
        #expect(
            try await verbs() == [
                "directory.added", "directory.read", "directory.search", "directory.read", "subject.export",
                "directory.read",
            ])
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "T", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: nil)
        _ = try await operation.invitees.add(
            to: convening.id, named: [Identifier(trusted: "demo-ana")], sectors: [], countries: [], theme: nil)
        _ = try await operation.invitees.list(of: convening.id)
        #expect(try await verbs().filter { $0 == "directory.read" }.count == 5)
    }

    @Test(.enabled(if: SessionKeys.areKept, "needs a kernel that keeps keys"))
    func `a passphrase takes the place of the key file`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let slot = try await operation.vault.addPassphrase("several words nobody knows")
        try await operation.vault.removeSlot("slot-1")
        #expect(!FileManager.default.fileExists(atPath: operation.home.keyFile))
        let other = try await installation.reopened()
        #expect(other.store.isLocked)
        await #expect { _ = try await other.vault.unlock(.passphrase("several words somebody knows")) } throws: {
            ($0 as? Problem)?.kind == .notAllowed
        }
        let end = try await other.vault.unlock(.passphrase("several words nobody knows"), for: 1)
        #expect(end == operation.now.adding(.seconds(3600)))
        // The kernel keeps the key for the next program of this user.
        #expect(try await !installation.reopened().store.isLocked)
        try await other.vault.lock()
        #expect(try await installation.reopened().store.isLocked)
        #expect(slot == "slot-2")
    }

    @Test func `a backup replaces no other that was made in the same second`() async throws {
        let installation = try await TestInstallation(), operation = installation.operation
        let paths = try await [operation.backups.create(nil).path, operation.backups.create(nil).path]
        #expect(paths[0] != paths[1])
        for _ in 0..<2 {
            _ = try await Installation.restoreBackup(
                paths[0], home: operation.home, storeURL: nil, secret: .keyFile(nil), replacing: true,
                clock: operation.clock, actor: .test)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: operation.home.backups)
        #expect(names.filter { $0.hasPrefix("before-restore-") }.count == 2)
        #expect(names.count == 4)
    }

    @Test func `anchors kept outside show that the store was replaced`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let backup = try await operation.backups.create(nil)
        let file = "\(installation.folder.path)/anchors.txt"
        _ = try await operation.directory.show("demo-ana")
        let anchor = try await operation.audit.anchor(to: file, mailTo: nil)
        _ = try await operation.audit.anchor(to: file, mailTo: nil)
        #expect(try AuditAnchor.anchors(in: String(contentsOfFile: file, encoding: .utf8)).first == anchor)
        let verdict = try await operation.audit.verify(against: [file])
        #expect(verdict.broken == nil)
        #expect(verdict.anchors == 2)
        _ = try await Installation.restoreBackup(
            backup.path, home: operation.home, storeURL: nil, secret: .keyFile(nil), replacing: true,
            clock: operation.clock, actor: .test)
        let restored = try await installation.reopened()
        #expect(try await restored.audit.verify(against: []).broken == nil)
        #expect(try await restored.audit.verify(against: [file]).broken != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: operation.home.backups).count == 2)
    }

    @Test func `an anchor is mailed only to who agreed`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        await #expect {
            _ = try await operation.audit.anchor(to: nil, mailTo: Identifier(trusted: "demo-ana"))
        } throws: {
            ($0 as? Problem)?.kind == .notAllowed
        }
        try await operation.change { records in
            var auditor = try records.contacts.one(Identifier(trusted: "demo-ana"))
            auditor.consents.append(
                Consent(purpose: .share, channel: .email, evidence: "letter", given: People.today.adding(days: -1)))
            _ = try records.contacts.save(auditor)
        }
        let anchor = try await operation.audit.anchor(to: nil, mailTo: Identifier(trusted: "demo-ana"))
        #expect(try await operation.outbox.deliver().sent == 1)
        let mail = try MailReader.text(try #require(try installation.mails().values.first))
        #expect(try AuditAnchor.anchors(in: mail) == [anchor])
    }

    @Test(.enabled(if: SessionKeys.areKept, "needs a kernel that keeps keys")) func `after panic the home has no key`()
        async throws
    {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let (_, printed) = try await operation.vault.addRecoveryKey()
        try await Installation.panic(
            home: operation.home, storeURL: nil, everything: false, clock: operation.clock, actor: .test)
        #expect(!FileManager.default.fileExists(atPath: operation.home.keyFile))
        let other = try await installation.reopened()
        #expect(
            await refusal { _ = try await other.vault.unlock(.keyFile(nil)) } == Refusal(.missingInput, at: "vault.key")
        )
        _ = try await other.vault.unlock(.recovery(printed), for: 1)
        #expect(try await other.directory.search(DirectoryQuery(text: "ana")).count == 1)
        try await other.vault.lock()
    }

    @Test func `a journal that was deleted is noticed`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let path = "\(operation.home.path)/convoke.sqlite"
        let before = try Data(contentsOf: URL(filePath: path))
        _ = try await operation.directory.show("demo-ana")
        // What a stopped program leaves: changes in the journal only, and then the journal is gone.
        let copy = "\(installation.folder.path)/copy.sqlite"
        try before.write(to: URL(filePath: copy))
        try FileManager.default.copyItem(atPath: "\(path)-head", toPath: "\(copy)-head")
        await #expect { _ = try await Store.open("sqlite:\(copy)") } throws: { error in
            (error as? Problem)?.kind == .badData
        }
    }
}
