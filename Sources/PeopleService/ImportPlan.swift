internal import Coordination
internal import Installation
internal import Storage

/// What a file changes in the directory, decided before anything is written.
struct ImportPlan: Sendable {
    /// One record as it will be.
    struct Part: Codable, Sendable {
        enum Record: Codable, Sendable {
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
        /// It was written before a stop; its rows of the index may not have been.
        func again(_ index: (SearchRecords) throws -> Void) throws -> String? {
            try index(records.search)
            return nil
        }
        switch record {
        case .mechanism(let mechanism):
            let old = try records.mechanisms.one(ifThere: mechanism.id.text)
            guard old != mechanism else { return try again { try $0.index(mechanism) } }
            guard try old.map(Rounds.digest) == before else { return mechanism.id.text }
            try records.note(
                try records.mechanisms.save(mechanism), added: .directoryAdded, changed: .directoryChanged,
                mechanism.id.text)
        case .organization(let organization):
            let old = try records.organizations.one(ifThere: organization.id.text)
            guard old != organization else { return try again { try $0.index(organization) } }
            guard try old.map(Rounds.digest) == before else { return organization.id.text }
            try records.note(
                try records.organizations.save(organization), added: .directoryAdded, changed: .directoryChanged,
                organization.id.text)
        case .contact(let contact):
            let id = contact.id.text
            guard try records.contacts.isFree(contact.id) else { return id }
            let old = try records.contacts.one(ifThere: id)
            guard old != contact else { return try again { try $0.index(contact) } }
            guard try old.map(Rounds.digest) == before else { return id }
            try records.note(
                try records.contacts.save(contact), added: .directoryAdded, changed: .directoryChanged, id)
        }
        return nil
    }
}
