public import Coordination
internal import Foundation
internal import Installation
internal import Mail
internal import Rendering
internal import Storage

extension AuditTrail {
    /// The newest entries of the audit, the oldest of them first. Reading them is noted, too.
    /// - Parameter subject: only those about this id.
    public func entries(about subject: String?, limit: Int) async throws -> [AuditEntry] {
        guard (1...100_000).contains(limit) else {
            throw Problem(.usage, "a list has 1 to 100000 entries", remedy: "Give another --last.")
        }
        // What is asked for is noted, so it must be an id and not a name.
        let subject = try subject.map { try Contact.ID(parsing: $0).text }
        try await operation.takeAllReadings()
        return try await operation.read { records in
            let entries = try records.audit.entries(about: subject.map { [$0] } ?? [], limit: limit)
            try records.note(.auditRead, subject ?? "audit")
            return entries
        }
    }

    /// Reads the whole chain, and compares it with anchors kept in files.
    public func verify(against paths: [String]) async throws -> AuditVerdict {
        let anchors = try paths.flatMap { path in
            guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
                throw Problem(.missingInput, at: path, "cannot be read", remedy: "Check the path.")
            }
            do {
                let anchors = try AuditAnchor.anchors(in: text)
                if !anchors.isEmpty { return anchors }
            } catch let problem as Problem {
                throw problem.at(path)
            }
            throw Problem(.badData, at: path, "holds no anchor", remedy: "Name a file that 'audit anchor' wrote.")
        }
        return try await operation.read { try $0.audit.verify(against: anchors, at: operation.now) }
    }

    /// Writes down where the chain ends: at the end of a file, or in a mail to an auditor.
    public func anchor(to path: String?, mailTo contact: Contact.ID?) async throws -> AuditAnchor {
        try await operation.takeAllReadings()
        let anchor = try await operation.change { records in
            try records.note(.auditAnchor, "audit")
            return operation.now
        }
        let end = try await operation.read { try $0.audit.end(at: anchor) }
        if let path { try append(end.line, to: path) }
        if let contact { try await mail(end, to: contact) }
        return end
    }

    private func append(_ line: String, to path: String) throws {
        try operation.home.checkOutput(path)
        let old = (try? Data(contentsOf: URL(filePath: path))) ?? Data()
        let gap = old.isEmpty || old.last == 10 ? "" : "\n"
        try Home.write(old + Data((gap + line + "\n").utf8), to: path)
    }

    /// The auditor is a contact who agreed to be sent such things; the mail holds the anchor and nothing else.
    private func mail(_ anchor: AuditAnchor, to id: Contact.ID) async throws {
        let contact = try await operation.read { try $0.contacts.one(id) }
        let body = "Please keep this line where I cannot change it.\n\n\(anchor.line)\n"
        let html = try operation.pages.mail(title: "Anchor", body: body)
        let draft = MailDraft(
            kind: .auditAnchor, to: contact, about: "audit", in: .english, subject: "Anchor", text: body, html: html)
        let message: Envelope.ID = operation.newSecretID("msg")
        let envelope = try operation.senderIdentity.envelope(
            try await operation.gate().clear(draft, hiding: try await operation.hiddenPeople(in: [body, html])),
            id: message,
            orderingKey: message.text, at: operation.now)
        try await operation.change { records in
            try records.outbox.insert(envelope, notBefore: operation.now)
            try records.note(.auditMail, envelope.id.text)
        }
    }
}
