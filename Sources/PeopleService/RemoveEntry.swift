internal import Coordination
internal import Installation
internal import Storage

extension Entries {
    /// Takes away an entry that was added by mistake: a person whom nothing was sent to, who was on no list and refused nothing, or an organization to which
    /// nobody belongs and which signed nothing.
    public func remove(_ id: String) async throws -> RemovedEntry {
        return try await operation.change { [self] records in
            if let contact = try records.contacts.one(ifThere: id) {
                if let what = try records.subjects.history(of: contact.id) {
                    throw Problem(
                        .notAllowed, at: contact.id.text, "\(what), so more than this record knows of it",
                        remedy:
                            "Erase the person with \(.subjectErase, contact.id.text), which keeps what others need of it."
                    )
                }
                // A no outlasts the record only where the person is erased.
                guard contact.ownRefusals.isEmpty else {
                    throw Problem(
                        .notAllowed, at: contact.id.text,
                        "has refused something, and that would be forgotten with the record",
                        remedy: "Erase the person with \(.subjectErase, contact.id.text): that keeps the refusal.")
                }
                try records.subjects.remove(contact, at: operation.now)
                try records.note(.directoryRemoved, contact.id.text)
                return RemovedEntry(record: contact.id.text)
            }
            guard let organization = try records.organizations.one(ifThere: id) else { throw Directory.isNothing(id) }
            if let what = try records.organizations.use(of: organization.id) {
                throw Problem(
                    .notAllowed, at: organization.id.text, what,
                    remedy: "Make it a part of another one with \(.directoryMerge), or change those first.")
            }
            try records.organizations.remove(organization, at: operation.now)
            try records.note(.directoryRemoved, organization.id.text)
            return RemovedEntry(record: organization.id.text)
        }
    }
}
