internal import Calendars
internal import Coordination
internal import DirectoryFiles
internal import Foundation
internal import Mail
internal import Sealing
internal import Storage

/// What became of one answer.
public struct ReplyReport: Sendable, Codable {
    public let file: String
    /// `applied`, `duplicate`, `held` or `refused`.
    public let verdict: String
    /// Why it was held or refused.
    public let reason: String?
    public let invitation: String?
    /// The state the invitation moved to.
    public let state: String?
}

extension Secretariat {
    /// Reads answers from mails or bare calendar files, each by itself: a bad one stops no other and changes nothing.
    public func importReplies(_ paths: [String]) async throws -> [ReplyReport] {
        var reports: [ReplyReport] = []
        for path in try Self.files(paths) {
            do {
                reports.append(try await importReply(path))
            } catch let problem as Problem where problem.kind == .badData || problem.kind == .missingInput {
                reports.append(
                    ReplyReport(
                        file: path, verdict: "refused", reason: problem.description, invitation: nil, state: nil))
            }
        }
        return reports
    }

    private func importReply(_ path: String) async throws -> ReplyReport {
        let bytes = try FileReader.bytes(path, limit: MailReader.maximumBytes, remedy: "Read it yourself.")
        let digest = Digest.sha256(bytes)
        let reply = try await read(bytes)
        let now = world.now(), who = who
        return try await store.write { records in
            if try records.hasAppliedReply(digest: digest) {
                return ReplyReport(file: path, verdict: "duplicate", reason: nil, invitation: nil, state: nil)
            }
            let candidates = try records.invitations(uid: reply.uid)
            let people = try candidates.compactMap { candidate in
                try records.contact(ifThere: candidate.contact.text)?.email(answering: reply).map { (candidate, $0) }
            }
            // Two people of an open convening who share a mailbox cannot be told apart.
            let owners = people.filter { person in reply.attendees.contains { $0.address == person.1 } }
            let named = owners.count > 1 ? nil : owners.first
            if owners.count > 1 { return try hold(.severalAttendees, nil, records) }
            guard let (invitation, address) = named ?? (people.count == 1 ? people.first : nil) else {
                return try hold(.unknownInvitation, nil, records)
            }
            let convening = try records.convening(invitation.convening)
            switch ReplyDecision.decide(reply, invitation: invitation, address: address, convening: convening, now: now)
            {
            case .apply(let moved):
                try records.update(moved)
                try records.insertReply(
                    digest: digest, source: bytes, verdict: "applied", reason: nil, invitation: moved.id, at: now)
                try records.note("reply.apply", moved.id.text, by: who, at: now)
                return ReplyReport(
                    file: path, verdict: "applied", reason: nil, invitation: moved.id.text, state: moved.state.rawValue)
            case .duplicate:
                return ReplyReport(
                    file: path, verdict: "duplicate", reason: nil, invitation: invitation.id.text, state: nil)
            case .hold(let reason):
                return try hold(reason, invitation.id, records)
            }
        }

        @Sendable func hold(
            _ reason: ReplyDecision.Reason, _ invitation: Invitation.ID?, _ records: Records
        ) throws -> ReplyReport {
            try records.insertReply(
                digest: digest, source: bytes, verdict: "held", reason: reason.rawValue, invitation: invitation, at: now
            )
            try records.note("reply.hold", invitation?.text ?? "unknown", by: who, at: now)
            return ReplyReport(
                file: path, verdict: "held", reason: reason.meaning, invitation: invitation?.text, state: nil)
        }
    }

    /// A bare calendar file begins with BEGIN:VCALENDAR; anything else is read as a mail.
    private func read(_ bytes: [UInt8]) async throws -> Reply {
        let isBare = String(decoding: bytes.prefix(200), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            .uppercased().hasPrefix("BEGIN:VCALENDAR")
        if isBare { return try await calendars.read(bytes, from: nil) }
        let mail = try MailReader.read(bytes)
        func wrong(_ what: String) -> Problem {
            Problem(.badData, at: "mail", what, remedy: "Read it yourself, or ask the person to answer again.")
        }
        if mail.isAutomatic { throw wrong("was written by a machine, so it is no answer") }
        guard let from = mail.from else { throw wrong("has no sender, or several") }
        guard let calendar = mail.calendars.first else { throw wrong("holds no calendar object") }
        let reply = try await calendars.read(calendar, from: from)
        for other in mail.calendars.dropFirst() where try await calendars.read(other, from: from) != reply {
            throw wrong("holds two calendar objects that differ")
        }
        return reply
    }

    /// The files named, and those of folders named, in order of their names.
    private static func files(_ paths: [String]) throws -> [String] {
        try paths.flatMap { path -> [String] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Problem(.missingInput, at: path, "does not exist", remedy: "Check the path.")
            }
            guard isFolder.boolValue else { return [path] }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.filter { $0.hasSuffix(".eml") || $0.hasSuffix(".ics") }.sorted().map { "\(path)/\($0)" }
        }
    }
}

extension Contact {
    /// The address of the person that an answer names, else the one that is written to: a record that took in another has several,
    /// and the invitation may have gone to any.
    fileprivate func email(answering reply: Reply) -> EmailAddress? {
        let own = channels.filter { $0.kind == .email }.compactMap { EmailAddress(rawValue: $0.address) }
        return own.first { address in reply.attendees.contains { $0.address == address } } ?? email
    }
}
