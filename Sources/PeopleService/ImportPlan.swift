internal import Coordination
internal import Installation
internal import Storage

/// What a file changes in the directory, decided before anything is written.
struct ImportPlan: Sendable {
    /// One record as it will be.
    struct Part: Codable, Sendable {
        indirect enum Record: Codable, Sendable {
            case mechanism(Mechanism)
            case organization(Organization)
            case contact(Contact)
        }

        let record: Record
        /// A digest of the record as it was; `nil` for one that is new.
        let before: String?

        init(_ contact: Contact, before: Contact?) throws {
            record = .contact(contact)
            self.before = try before.map(Rounds.digest)
        }

        init(_ mechanism: Mechanism, before: Mechanism?) throws {
            record = .mechanism(mechanism)
            self.before = try before.map(Rounds.digest)
        }

        init(_ organization: Organization, before: Organization?) throws {
            record = .organization(organization)
            self.before = try before.map(Rounds.digest)
        }
    }

    /// Organizations first, since people belong to them.
    var parts: [Part] = []
}

extension ImportPlan.Part {
    /// Writes the record, unless somebody else changed it since the file was read.
    /// - Returns: its id where it was passed over.
    func save(_ records: Records) throws -> String? {
        switch record {
        case .mechanism(let mechanism):
            return try write(
                mechanism, over: records.mechanisms.one(ifThere: mechanism.id.text), mechanism.id.text, records,
                save: records.mechanisms.save, index: records.search.index)
        case .organization(let organization):
            return try write(
                organization, over: records.organizations.one(ifThere: organization.id.text), organization.id.text,
                records, save: records.organizations.save, index: records.search.index)
        case .contact(let contact):
            guard try records.contacts.isFree(contact.id) else { return contact.id.text }
            return try write(
                contact, over: records.contacts.one(ifThere: contact.id.text), contact.id.text, records,
                save: records.contacts.save, index: records.search.index)
        }
    }

    private func write<Value: Equatable & Encodable>(
        _ new: Value, over old: Value?, _ id: String, _ records: Records,
        save: (Value) throws -> SaveResult, index: (Value) throws -> Void
    ) throws -> String? {
        guard old != new else {
            // It was written before a stop; its rows of the index may not have been.
            try index(new)
            return nil
        }
        guard try old.map({ try Rounds.digest(of: $0) }) == before else { return id }
        try records.note(try save(new), added: .directoryAdded, changed: .directoryChanged, id)
        return nil
    }
}
