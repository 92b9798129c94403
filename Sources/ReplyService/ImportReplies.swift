internal import ConveningService
public import Coordination
internal import Foundation
public import Installation
internal import Sealing
internal import Storage
internal import TextFiles

/// What became of one message that came in.
public struct ReplyImportReport: View {
    /// The file, or the place in the mailbox.
    public let file: String
    /// `applied`, `duplicate`, `held` or `refused`.
    public let verdict: String
    /// Why it was held or refused.
    public let reason: String?
    public let invitation: Invitation.ID?
    /// Who was invited.
    public internal(set) var name: String?
    /// The state the invitation moved to.
    public let state: String?
    /// What the person wrote along with it.
    public var note: String?
    /// The name under which it lies in quarantine.
    public var quarantine: String?
    /// Whether anything was recorded.
    public internal(set) var isNew = true

    /// It was dealt with before.
    static func known(_ place: String) -> ReplyImportReport {
        ReplyImportReport(file: place, verdict: "duplicate", reason: nil, invitation: nil, state: nil, isNew: false)
    }
}

extension Replies {
    /// Reads answers from mails or bare calendar files, each by itself: a bad one stops no other and changes nothing.
    /// - Parameter paths: files, folders of `.eml` and `.ics` files, or Maildirs.
    public func importFiles(_ paths: [String]) async throws -> [ReplyImportReport] {
        let files = try Self.files(paths)
        guard !files.isEmpty else { return [] }
        let reports = try await operation.parser.reading(readingOrder) { reader in
            var reports: [ReplyImportReport] = []
            for path in files {
                do {
                    let bytes = try FileReader.bytes(path, limit: 32 << 20, remedy: "Read it yourself.")
                    reports.append(try await take(bytes, from: path, by: reader))
                } catch let problem as Problem where problem.kind == .badData || problem.kind == .missingInput {
                    reports.append(
                        ReplyImportReport(
                            file: path, verdict: "refused", reason: problem.description, invitation: nil, state: nil))
                }
            }
            return reports
        }
        return try await named(reports)
    }

    var readingOrder: ReadingOrder {
        ReadingOrder(
            mailboxes: [operation.senderIdentity.mailbox, operation.officer.address],
            trusted: operation.settings.replies?.trusted ?? [])
    }

    /// Reads one message and does what it asks for, if it may.
    func take(_ bytes: [UInt8], from place: String, by reader: MessageReader) async throws -> ReplyImportReport {
        let digest = Digest.sha256(bytes)
        let earlier = try await operation.read { try $0.replies.knownReply(digest: digest, key: nil) }
        if let earlier, !earlier.verdict.isOpen { return .known(place) }
        let message = TakenMessage(
            reading: try await reader.read(bytes), bytes: bytes, digest: digest, place: place)
        // Others change the same convening meanwhile; then it is looked at once more.
        for _ in 0..<3 {
            do {
                return try await take(message)
            } catch let problem as Problem where problem.kind == .tryAgain {
                continue
            }
        }
        return try await take(message)
    }

    private func take(_ message: TakenMessage) async throws -> ReplyImportReport {
        // Nearly every answer needs no letter of ours, and is then looked at once.
        let (matches, report) = try await operation.change { [self] records -> ([ReplyMatch], ReplyImportReport?) in
            let matches = try self.matches(message.reading, records, now: operation.now)
            guard !matches.contains(where: \.mayNeedLetter) else { return (matches, nil) }
            return (matches, try settle(matches.map { ($0, nil, nil) }, message, records))
        }
        if let report { return report }
        var answers: [(match: ReplyMatch, letter: Envelope?, trouble: String?)] = []
        for match in matches {
            do {
                answers.append((match, try await consequence(of: match), nil))
            } catch let problem as Problem where problem.kind != .tryAgain {
                // The reply counts even if nothing can be sent along.
                answers.append((match, nil, problem.description))
            }
        }
        let sent = answers
        return try await operation.change { [self] records in
            let current = try self.matches(message.reading, records, now: operation.now)
            guard current == matches else {
                throw Problem.changedMeanwhile(current.lazy.compactMap(\.convening?.id).first ?? operation.newID("cv"))
            }
            return try settle(sent, message, records)
        }
    }

    /// A message that came in, and from where.
    private struct TakenMessage: Sendable {
        let reading: ParsedMessage
        let bytes: [UInt8]
        let digest: String
        let place: String

        /// What is kept of it.
        var source: [UInt8] { bytes.count <= MessageReading.maximumBytes ? bytes : [] }
    }

    /// Does what was decided of a message.
    /// - Parameter answers: its parts, each with the letter that is sent along, or why none can be.
    private func settle(
        _ answers: [(match: ReplyMatch, letter: Envelope?, trouble: String?)], _ message: TakenMessage,
        _ records: Records
    ) throws -> ReplyImportReport {
        let reading = message.reading
        let known = try records.replies.knownReply(digest: message.digest, key: reading.key)
        let isDecided = known.map { !$0.verdict.isOpen } ?? false
        var states: [String] = [], moved: Invitation.ID?, held: (reason: HoldReason, match: ReplyMatch)?
        for (match, letter, trouble) in answers {
            let isUnanswered = match.decision == .sendAgain && letter == nil
            switch isUnanswered ? .hold(.unanswerable) : match.decision {
            case .apply, .applyOnce, .sendAgain:
                if isDecided { continue }
                let state = try apply(match, records, at: operation.now)
                if let letter { try records.outbox.insert(letter, notBefore: operation.now) }
                states += [state, trouble].compactMap { $0 }
                moved = moved ?? match.invitation?.id
                try records.note(.replyApply, match.invitation?.id.text ?? "unknown")
            case .duplicate: continue
            // What the officer can accept goes before what she cannot.
            case .hold(let reason):
                if held.map({ !$0.reason.isAcceptable && reason.isAcceptable }) ?? true { held = (reason, match) }
            }
        }
        func keep(_ verdict: StoredReply.Verdict, _ reason: HoldReason?, _ invitation: Invitation.ID?) throws {
            try records.replies.insert(
                reading, digest: message.digest, source: message.source, verdict: verdict, reason: reason,
                invitation: invitation, at: operation.now)
            if verdict != .applied { try records.note(.replyHold, invitation?.text ?? "unknown") }
        }
        guard let held else {
            guard !states.isEmpty else { return .known(message.place) }
            try keep(.applied, nil, moved)
            return ReplyImportReport(
                file: message.place, verdict: "applied", reason: answers.lazy.compactMap(\.trouble).first,
                invitation: moved, state: states.joined(separator: "; "), note: reading.note)
        }
        return try hold(
            reading, held.reason, held.match, states, name: String(message.digest.prefix(12)), known, message.place,
            records, keep)
    }

    /// Keeps a message for review; parts of it may have been applied.
    private func hold(
        _ reading: ParsedMessage, _ reason: HoldReason, _ match: ReplyMatch, _ states: [String], name: String,
        _ known: (verdict: StoredReply.Verdict, reason: HoldReason?)?, _ place: String, _ records: Records,
        _ keep: (StoredReply.Verdict, HoldReason?, Invitation.ID?) throws -> Void
    ) throws -> ReplyImportReport {
        let isRefused = reason == .unreadable, id = match.invitation?.id
        let applied = states.isEmpty ? "" : "; applied: \(states.joined(separator: "; "))"
        var report = ReplyImportReport(
            file: place, verdict: isRefused ? "refused" : "held",
            reason: (reading.detail(of: reason) ?? reason.meaning) + applied, invitation: id, state: nil,
            note: reading.note, quarantine: name)
        if let known {
            guard known.verdict.isOpen else { return .known(place) }
            report.isNew = known.reason != reason
            guard report.isNew else { return report }
        } else if let limit = try quarantineLimit(records) {
            // Nothing is lost: it stays where it came from, and answers that count are taken all the same.
            return ReplyImportReport(
                file: place, verdict: isRefused ? "refused" : "held",
                reason: "not kept, for \(limit) wait in quarantine: decide them, then import it\(applied)",
                invitation: id, state: nil)
        }
        // Whoever knows an address can write that it was not reached; only we know the ids of our mails.
        if reason == .bounce, !reading.mentions.isEmpty, var invitation = match.invitation {
            invitation.bouncedAt = operation.now
            try records.invitations.update(invitation)
        }
        try keep(isRefused ? .refused : .held, reason, id)
        return report
    }

    /// What the quarantine is full of, where it is: more than an officer can look through. A flood must not fill the disk.
    private func quarantineLimit(_ records: Records) throws -> String? {
        let held = try records.replies.heldSize()
        if held.count >= Self.quarantineMessages { return "\(held.count) messages" }
        return held.bytes >= Self.quarantineBytes ? "\(held.bytes >> 20) MiB of messages" : nil
    }

    private static let quarantineMessages = 5000, quarantineBytes = 256 << 20

    /// Moves what an answer moves, and takes back what it makes needless.
    /// - Returns: the state it moved to.
    func apply(_ match: ReplyMatch, _ records: Records, at now: Instant) throws -> String? {
        guard let invitation = match.invitation else { return nil }
        var needless: Set<MessageKind> = [.reminder]
        switch match.decision {
        case .apply(let moved):
            if moved.state == .declined {
                needless.insert(.place)
                try records.invitations.returnToDelegator(of: invitation)
            }
            try records.mails.supersede(invitation.id, kinds: needless, at: now)
            try records.invitations.update(moved)
            return moved.state.rawValue
        case .applyOnce(let answer):
            try records.mails.supersede(invitation.id, kinds: needless, at: now)
            try records.invitations.save(answer)
            // Who comes once after all has to hear of every change.
            if invitation.isFinal, answer.state != .declined {
                var moved = invitation
                moved.isFinal = false
                try records.invitations.update(moved)
            }
            return "\(answer.state.rawValue) on \(answer.day)"
        case .sendAgain:
            // From now on the person knows the present revision.
            if let convening = match.convening, (invitation.sentSequence ?? 0) < convening.sequence {
                try records.invitations.update(invitation.asked(sequence: convening.sequence))
            }
            return "sent again"
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
