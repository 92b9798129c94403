internal import Channels
internal import Coordination
internal import Foundation
internal import Installation
internal import Storage
internal import Zones

extension Replies {
    /// Reads what is new in the mailbox and the Maildir of the settings. Nothing is changed there, and no mail is taken twice.
    /// - Parameter progress: told how many of how many are read.
    public func fetch(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async throws
        -> [ReplyImportReport]
    {
        guard let place = operation.settings.replies, place.server != nil || place.maildir != nil else {
            throw Problem(
                .configuration, at: operation.home.settings, "names no mailbox to read replies from",
                remedy: "Write one under 'replies' in that file, or use \(.replyImport).")
        }
        var reports: [ReplyImportReport] = []
        if let account = place.server { reports += try await fetch(account, folder: place.folder, progress) }
        if let maildir = place.maildir {
            guard FileManager.default.fileExists(atPath: "\(maildir)/new") else {
                throw Problem(
                    .configuration, at: maildir, "is not a Maildir",
                    remedy: "Check 'maildir' under 'replies' in settings.yaml.")
            }
            reports += try await importFiles([maildir])
        }
        return try await named(reports.filter(\.isNew))
    }

    private func fetch(
        _ account: Settings.Account, folder: String, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> [ReplyImportReport] {
        let mailbox = operation.channels.mailbox(
            MailboxServer(
                host: account.host, port: account.port, user: account.user, password: try operation.password(account),
                authorities: account.authorities, folder: folder))
        let name = "\(account.user)@\(account.host):\(account.port)/\(folder)"
        let mark = try await operation.read { try $0.calendars.mark(of: name) }
        // Of a mailbox that is new to us, only what came lately can answer us.
        let since = try operation.zones.zone(.utc).wall(at: operation.now).day.adding(days: -60)
        let (validity, uids) = try await mailbox.messages(after: mark?.lastUID ?? 0, of: mark?.validity, since: since)
        guard !uids.isEmpty else { return [] }
        try await mailbox.examine()
        return try await operation.parser.reading(readingOrder) { reader in
            var reports: [ReplyImportReport] = []
            for (count, uid) in uids.enumerated() {
                let place = "\(folder) \(uid)"
                if let bytes = try await mailbox.message(uid, limit: MessageReading.maximumBytes + 1) {
                    reports.append(try await take(bytes, from: place, by: reader))
                } else {
                    reports.append(
                        ReplyImportReport(
                            file: place, verdict: "refused", reason: "it is gone, or too large to be a reply",
                            invitation: nil, state: nil))
                }
                // Noted after the message was stored: a stop in between reads it once more, and finds it known.
                try await operation.change {
                    try $0.calendars.save(MailboxMark(validity: validity, lastUID: uid), of: name)
                }
                progress(count + 1, uids.count)
            }
            return reports
        }
    }
}
