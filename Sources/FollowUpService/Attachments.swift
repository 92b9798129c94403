public import Coordination
internal import Foundation
public import Installation
internal import Sealing
internal import Storage

extension Operation {
    /// Documents kept with a measure, an action or another subject.
    public var attachments: Attachments { Attachments(operation: self) }
}

/// Documents kept with a measure, an action or another subject.
public struct Attachments: Sendable {
    let operation: Operation

    /// Seals a file into the store as evidence of an action, a measure or an incident. The file itself stays where it is.
    public func attach(_ path: String, to subject: String) async throws -> Attachment {
        let content = try Self.content(of: path)
        let today = try operation.today(), id: Attachment.ID = operation.newID("at")
        return try await operation.change { [self] records in
            let owner = try self.subject(named: subject, records)
            let attachment = try Attachment(
                id: id, subject: owner, name: URL(filePath: path).lastPathComponent, size: content.count,
                digest: Digest.sha256(content), added: today)
            try records.attachments.insert(attachment, content: content)
            try records.note(.attachmentAdd, id.text)
            return attachment
        }
    }

    /// Writes a sealed file out again, byte by byte as it was.
    public func detach(_ id: Attachment.ID, to path: String) async throws -> Attachment {
        try operation.home.checkOutput(path)
        let found = try await operation.read { records in
            let found = try records.attachments.one(id)
            try records.note(.attachmentRead, id.text)
            return found
        }
        try Home.write(found.content, to: path)
        return found.facts
    }

    /// Destroys a file that is kept as evidence.
    public func remove(_ id: Attachment.ID) async throws {
        try await operation.change { records in
            _ = try records.attachments.one(id)
            try records.attachments.remove(id, at: operation.now)
            try records.note(.attachmentRemove, id.text)
        }
    }

    /// The id of an action or incident, or of a measure by whatever name.
    private func subject(named text: String, _ records: Records) throws -> String {
        if let action = try records.actions.one(ifThere: text) { return action.id.text }
        if text.hasPrefix("in-") { return try records.incidents.one(Identifier(parsing: text)).id.text }
        return try operation.measures.one(named: text, records).id.text
    }

    private static func content(of path: String) throws -> [UInt8] {
        let facts = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: path).resolvingSymlinksInPath().path)
        guard facts?[.type] as? FileAttributeType == .typeRegular else {
            throw Problem(.missingInput, at: path, "is not a file", remedy: "Check the path.")
        }
        guard (facts?[.size] as? Int ?? 0) <= Attachment.limit,
            let data = try? Data(contentsOf: URL(filePath: path)), data.count <= Attachment.limit
        else {
            throw Problem(
                .badData, at: path, "cannot be read, or is larger than \(Attachment.limit >> 20) MiB",
                remedy: "Attach a smaller file, or note where it is kept.")
        }
        return Array(data)
    }
}
