internal import Coordination
internal import DirectoryFiles
internal import Foundation
internal import Sealing
internal import Storage

/// What became of one message that came in.
public struct ReplyReport: Sendable, Codable {
    /// The file, or the place in the mailbox.
    public let file: String
    /// `applied`, `duplicate`, `held` or `refused`.
    public let verdict: String
    /// Why it was held or refused.
    public let reason: String?
    public let invitation: String?
    /// The state the invitation moved to.
    public let state: String?
    /// The name under which it lies in quarantine.
    public var quarantine: String?
}

extension Secretariat {
    /// Reads answers from mails or bare calendar files, each by itself: a bad one stops no other and changes nothing.
    /// - Parameter paths: files, folders of `.eml` and `.ics` files, or Maildirs.
    public func importReplies(_ paths: [String]) async throws -> [ReplyReport] {
        var reports: [ReplyReport] = []
        for path in try Self.files(paths) {
            do {
                let bytes = try FileReader.bytes(path, limit: 32 << 20, remedy: "Read it yourself.")
                reports.append(try await take(bytes, from: path))
            } catch let problem as Problem where problem.kind == .badData || problem.kind == .missingInput {
                reports.append(
                    ReplyReport(
                        file: path, verdict: "refused", reason: problem.description, invitation: nil, state: nil))
            }
        }
        return reports
    }

    var readingOrder: ReadingOrder {
        ReadingOrder(mailbox: settings.mailbox ?? officer.address, trusted: settings.replies?.trusted)
    }

    /// Reads one message and does what it asks for, if it may.
    func take(_ bytes: [UInt8], from place: String) async throws -> ReplyReport {
        let digest = Digest.sha256(bytes)
        let reading = await room.read(bytes, readingOrder)
        // What is too large to be read is too large to be kept.
        let source = bytes.count <= MessageReading.maximumBytes ? bytes : []
        let match: ReplyMatch = try await store.read { [self] in try self.match(reading, $0) }
        let answer = try await consequence(of: match)
        let now = world.now(), who = who
        return try await store.write { [self] (records: Records) throws -> ReplyReport in
            if try records.isKnownReply(digest: digest, messageID: reading.key) {
                return ReplyReport(file: place, verdict: "duplicate", reason: nil, invitation: nil, state: nil)
            }
            let current = try self.match(reading, records)
            func keep(_ verdict: StoredReply.Verdict, _ reason: HoldReason?) throws {
                try records.insertReply(
                    digest: digest, messageID: reading.key, source: source, verdict: verdict, reason: reason,
                    invitation: current.invitation?.id, at: now)
                try records.note(
                    "reply.\(verdict == .applied ? "apply" : "hold")", current.invitation?.id.text ?? "unknown",
                    by: who,
                    at: now)
            }
            let id = current.invitation?.id.text, name = String(digest.prefix(12))
            switch current.decision {
            case .apply, .applyOnce, .sendAgain:
                guard current == match else { throw Problem.changedMeanwhile(current.convening?.id ?? newID("cv")) }
                let state = try apply(current.decision, records)
                if let answer { try records.insert(answer, notBefore: now) }
                try keep(.applied, nil)
                return ReplyReport(file: place, verdict: "applied", reason: nil, invitation: id, state: state)
            case .duplicate:
                return ReplyReport(file: place, verdict: "duplicate", reason: nil, invitation: id, state: nil)
            case .hold(let reason):
                if reason == .bounce, var invitation = current.invitation {
                    invitation.bouncedAt = now
                    try records.update(invitation)
                }
                try keep(reason == .unreadable ? .refused : .held, reason)
                return ReplyReport(
                    file: place, verdict: reason == .unreadable ? "refused" : "held",
                    reason: reading.detail ?? reason.meaning, invitation: id, state: nil, quarantine: name)
            }
        }
    }

    /// Moves what an answer moves.
    /// - Returns: the state it moved to.
    func apply(_ decision: ReplyDecision, _ records: Records) throws -> String? {
        switch decision {
        case .apply(let invitation):
            try records.update(invitation)
            return invitation.state.rawValue
        case .applyOnce(let answer):
            try records.save(answer)
            return "\(answer.state.rawValue) on \(answer.day)"
        case .sendAgain: return "sent again"
        case .duplicate, .hold: return nil
        }
    }

    /// The files named, and those of folders named, in order of their names.
    private static func files(_ paths: [String]) throws -> [String] {
        try paths.flatMap { path -> [String] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Problem(.missingInput, at: path, "does not exist", remedy: "Check the path.")
            }
            return isFolder.boolValue ? folder(path) : [path]
        }
    }

    /// Every mail of a Maildir; of another folder the `.eml` and `.ics` files.
    static func folder(_ path: String) -> [String] {
        func names(_ part: String) -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: part)) ?? []).sorted()
        }
        let isMaildir = ["new", "cur"].allSatisfy { FileManager.default.fileExists(atPath: "\(path)/\($0)") }
        guard isMaildir else {
            return names(path).filter { $0.hasSuffix(".eml") || $0.hasSuffix(".ics") }.map { "\(path)/\($0)" }
        }
        return ["cur", "new"].flatMap { part in
            names("\(path)/\(part)").filter { !$0.hasPrefix(".") }.map { "\(path)/\(part)/\($0)" }
        }
    }
}

extension Reading {
    /// What tells the same mail when it comes another way; a sender can only stand in his own way.
    var key: String? {
        messageID.map { Digest.sha256(Array("\($0)\n\(origin.from?.folded ?? "")".utf8)) }
    }
}
