internal import Coordination
internal import Installation
internal import Storage

/// What a file changes in the directory, decided before anything is written.
struct ImportPlan: Sendable {
    /// One record as it will be.
    struct Part: Sendable {
        indirect enum Record: Sendable {
            case mechanism(Mechanism)
            case organization(Organization)
            case contact(Contact)
        }

        let record: Record
        /// A digest of the record as it was; `nil` for one that is new.
        let before: String?
        /// Where it was staged, if it was.
        private(set) var staged: StagedPart?

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
    private enum Kind: String { case mechanism, organization, contact }

    /// What is staged of it: its kind and its digest, and the record.
    var stage: (head: String, record: any Encodable) {
        let (kind, record): (Kind, any Encodable) =
            switch record {
            case .mechanism(let mechanism): (.mechanism, mechanism)
            case .organization(let organization): (.organization, organization)
            case .contact(let contact): (.contact, contact)
            }
        return ("\(kind.rawValue) \(before ?? "")", record)
    }

    /// - Throws: `Problem.badData` where it was not staged so.
    init(_ part: StagedPart, _ records: Records) throws {
        let words = part.head.split(separator: " ", omittingEmptySubsequences: false)
        record =
            switch Kind(rawValue: String(words[0])) {
            case .mechanism: .mechanism(try records.rounds.record(Mechanism.self, of: part))
            case .organization: .organization(try records.rounds.record(Organization.self, of: part))
            default: .contact(try records.rounds.record(Contact.self, of: part))
            }
        before = words.last.flatMap { $0.isEmpty ? nil : String($0) }
        staged = part
    }

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
            let result = try records.contacts.save(contact, from: staged, where: isExpected)
            return try note(result, contact, contact.id.text, records, index: records.search.index)
        }
    }

    /// Whether what is there now is what was there when the file was read.
    private func isExpected(_ old: (some Encodable)?) throws -> Bool {
        try old.map { try Rounds.digest(of: $0) } == before
    }

    private func write<Value: Equatable & Encodable>(
        _ new: Value, over old: Value?, _ id: String, _ records: Records,
        save: (Value) throws -> SaveResult, index: (Value) throws -> Void
    ) throws -> String? {
        let result = try old == new || isExpected(old) ? save(new) : nil
        return try note(result, new, id, records, index: index)
    }

    /// - Parameter result: `nil` where nothing was written.
    /// - Returns: its id where it was passed over.
    private func note<Value>(
        _ result: SaveResult?, _ new: Value, _ id: String, _ records: Records, index: (Value) throws -> Void
    ) throws -> String? {
        guard let result else { return id }
        // It was written before a stop; its rows of the index may not have been.
        if result == .unchanged { try index(new) }
        try records.note(result, added: .directoryAdded, changed: .directoryChanged, id)
        return nil
    }
}
