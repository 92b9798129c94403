import Channels
import Coordination
import Fixtures
import Foundation
import Testing

@Suite struct MaildirTests {
    @Test func `putting the same mail twice leaves one`() throws {
        let folder = try TemporaryFolder()
        let maildir = Maildir(path: "\(folder.path)/mail")
        #expect(maildir.put(Array("x".utf8), id: "msg-1") == .saved)
        #expect(maildir.put(Array("x".utf8), id: "msg-1") == .saved)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/mail/new") == ["msg-1.eml"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/mail/tmp").isEmpty)
        let rights = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/mail/new/msg-1.eml")[
            .posixPermissions]
        #expect(rights as? Int == 0o600)
    }

    @Test func `a folder that cannot be written is tried again later`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("x", to: "file")
        #expect(
            Maildir(path: "\(file)/mail").put([], id: "msg-1")
                == .deferred("cannot write to the mail folder", after: nil))
    }
}
