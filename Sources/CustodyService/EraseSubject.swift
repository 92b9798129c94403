internal import CalendarFeeds
internal import Channels
public import Coordination
internal import Foundation
public import Installation
internal import Storage

/// What an erasure destroys, and what it cannot reach.
public struct ErasureReport: View {
    public let contact: Contact.ID
    /// Rows by kind whose content is destroyed.
    public let destroyed: [String: Int]
    /// Texts that name the person and stay, for they belong to others or were signed: `minutes cv-…`.
    public let mentions: [String]
    /// Files of this home that hold the person still: backups.
    public let remaining: [String]
    /// Why it must not be done.
    public let hold: LegalHold?
    public let isDone: Bool
}

extension SubjectRights {
    /// What `eraseSubject` would do; nothing is changed.
    public func previewErasure(of id: Contact.ID) async throws -> ErasureReport {
        let backups = backupFiles()
        return try await operation.read { records in
            if try records.subjects.isErased(id) { return Self.nothingLeft(of: id, backups) }
            try records.note(.directoryRead, id.text)
            return try Self.erasure(of: id, records, backups, isDone: false).report
        }
    }

    /// Destroys a person's record for good: their key, the messages to them and the answers from them, and their words in the
    /// index. The audit keeps opaque ids, so that it still verifies.
    /// - Throws: `Problem.notAllowed` while a legal hold stands.
    public func erase(_ id: Contact.ID) async throws -> ErasureReport {
        let backups = backupFiles(), today = try operation.today()
        if try await operation.read({ try $0.subjects.isErased(id) }) {
            // An earlier run was stopped before it had cleared up.
            try await sweep()
            return Self.nothingLeft(of: id, backups)
        }
        let report = try await operation.change { records in
            // The record may be a part of another by now.
            let id = try records.contacts.one(id).id
            if let hold = try records.subjects.hold(on: id) {
                throw Problem(
                    .notAllowed, at: id.text, "is under a legal hold since \(hold.set)",
                    remedy: "Lift it with \(.subjectRelease, id) when the reason has ended.")
            }
            let (report, contact) = try Self.erasure(of: id, records, backups, isDone: true)
            for convening in try records.convenings.all() where convening.quorum.required.contains(id) {
                var changed = convening
                changed.quorum.required.removeAll { $0 == id }
                try records.convenings.update(changed)
            }
            try records.subjects.erase(contact, at: operation.now, asked: today)
            try records.note(.subjectErase, id.text)
            return report
        }
        try await sweep()
        try await operation.feeds.refresh()
        return report
    }

    private static func nothingLeft(of id: Contact.ID, _ backups: [String]) -> ErasureReport {
        ErasureReport(contact: id, destroyed: [:], mentions: [], remaining: backups, hold: nil, isDone: true)
    }

    /// Takes away what destroyed records leave behind: mails in the local Maildir, free pages, the journal. It can be repeated.
    func sweep() async throws {
        let emptied = try await operation.read { try $0.subjects.emptiedEnvelopes() }
        Maildir(path: operation.home.mail).remove(ids: Set(emptied))
        do {
            try await operation.store.compact()
        } catch let problem as Problem {
            throw Problem(
                problem.kind, at: "store", "the records are destroyed, but their old pages could not be overwritten",
                remedy: "Stop other programs that use the store, make room, and run the command again.")
        }
    }

    /// Forbids the erasure of a person's record while a reason stands, such as a case before a court.
    public func hold(_ id: Contact.ID, reason: String) async throws {
        let reason = try SafeText.title(reason, field: "reason")
        try await operation.change { records in
            let id = try records.contacts.one(id).id
            try records.subjects.save(LegalHold(reason: reason, set: operation.now), on: id)
            try records.note(.subjectHold, id.text)
        }
    }

    public func release(_ id: Contact.ID) async throws {
        try await operation.change { records in
            let id = try records.contacts.one(id).id
            guard try records.subjects.hold(on: id) != nil else {
                throw Problem(.missingInput, at: id.text, "is under no hold", remedy: "Nothing needs to be done.")
            }
            try records.subjects.removeHold(on: id)
            try records.note(.subjectRelease, id.text)
        }
    }

    private static func erasure(
        of id: Contact.ID, _ records: Records, _ backups: [String], isDone: Bool
    ) throws -> (report: ErasureReport, contact: Contact) {
        let contact = try records.contacts.one(id), id = contact.id
        let waiting = try records.subjects.envelopes(to: id)
        return (
            ErasureReport(
                contact: id,
                destroyed: [
                    "contact": 1, "messages": waiting.count,
                    "messages that still wait": waiting.filter { $0.state == .waiting }.count,
                    "replies": try records.subjects.replies(of: contact).count,
                    "entries in invitee lists of convenings to come": try records.subjects.invitations(of: id).filter {
                        invitation in
                        let state = try records.convenings.one(invitation.convening).state
                        return invitation.state != .withdrawn && state != .closed && state != .cancelled
                    }.count,
                ], mentions: try SubjectFile.mentions(of: contact, records).map { "\($0.kind) \($0.id)" },
                remaining: backups, hold: try records.subjects.hold(on: id), isDone: isDone), contact
        )
    }

    /// Backups in the home; each holds what the store held on its day.
    private func backupFiles() -> [String] {
        let files = FileManager.default
        let backups = ((try? files.contentsOfDirectory(atPath: operation.home.backups)) ?? []).map {
            "\(operation.home.backups)/\($0)"
        }
        let damaged = ((try? files.contentsOfDirectory(atPath: operation.home.path)) ?? []).filter {
            $0.contains(".damaged-")
        }
        return (backups + damaged.map { "\(operation.home.path)/\($0)" }).sorted()
    }
}
