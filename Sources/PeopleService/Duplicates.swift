public import Coordination
public import Installation
internal import Storage

/// Two records that look like one person.
public struct DuplicateView: View {
    public let first: Contact.ID
    public let firstName: String
    public let second: Contact.ID
    public let secondName: String
    public let likeness: Likeness
}

/// What a merge makes of two records.
public struct MergeView: View {
    public let kept: ContactDetails
    public let organization: Organization?
    public let other: Contact.ID
    public let isDone: Bool
}

/// What a merge makes of two records of one organization.
public struct OrganizationMergeView: View {
    public let kept: Organization
    public let other: Organization.ID
    /// How many people belong to it who belonged to the other.
    public let people: Int
    public let isDone: Bool
}

/// What a merge made of two entries of the directory.
public enum MergedEntry: View {
    case person(MergeView)
    case organization(OrganizationMergeView)

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .person(let view): try view.encode(to: encoder)
        case .organization(let view): try view.encode(to: encoder)
        }
    }
}

/// Two organizations that look like one.
public struct OrganizationDuplicate: View {
    public let first: Organization.ID
    public let firstName: String
    public let second: Organization.ID
    public let secondName: String
    /// From 0 to 100.
    public let score: Int
}

/// Two records that were parted again.
public struct UnmergeView: View {
    public struct Stopped: View {
        public let message: Envelope.ID
        public let kind: MessageKind
        public let convening: Convening.ID
    }

    public let kept: Contact.ID
    public let other: Contact.ID
    /// Messages that were written to the wrong one of the two and are not sent.
    public let stopped: [Stopped]
}

extension Directory {
    /// Pairs of records that look like one person, the most alike first. Linear in the directory.
    /// - Parameter progress: told how many people are through, of how many.
    public func duplicates(
        limit: Int, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> [DuplicateView] {
        let (people, distinct) = try await operation.read { records in
            (
                try records.contacts.all(),
                Set(try records.relations.all().filter { $0.kind == .distinctFrom }.map { Set([$0.from, $0.to]) })
            )
        }
        // Others go on working while the comparison runs.
        let found = LikenessSearch(people).pairs(progress).filter {
            !distinct.contains([$0.first.id.text, $0.second.id.text])
        }.prefix(limit)
        return try await operation.read { records in
            try found.map { pair in
                for contact in [pair.first, pair.second] {
                    try records.note(.directoryRead, contact.id.text)
                }
                return DuplicateView(
                    first: pair.first.id, firstName: pair.first.name, second: pair.second.id,
                    secondName: pair.second.name, likeness: pair.likeness)
            }
        }
    }

    /// Pairs of organizations whose names look alike, the most alike first. Linear in the organizations, but for words that many share.
    public func organizationDuplicates(limit: Int) async throws -> [OrganizationDuplicate] {
        let all = try await operation.read { try $0.organizations.all() }
        return OrganizationLikeness.pairs(all).prefix(limit).map { one, two, score in
            OrganizationDuplicate(
                first: one.id, firstName: one.name, second: two.id, secondName: two.name, score: score)
        }
    }

    /// Whether two entries are organizations; otherwise they are people.
    /// - Throws: `Problem.usage` where they are of two kinds.
    public func areOrganizations(_ kept: String, _ other: String) async throws -> Bool {
        try await operation.read { records in
            for id in [kept, other] {
                guard try records.contacts.one(ifThere: id) != nil || records.organizations.one(ifThere: id) != nil
                else {
                    throw Self.isNothing(id)
                }
            }
            let found = try [kept, other].map { try records.organizations.one(ifThere: $0) != nil }
            guard found[0] == found[1] else {
                throw Problem(
                    .usage, at: other, "is of another kind than \(kept)",
                    remedy: "Name two people or two organizations.")
            }
            return found[0]
        }
    }

    /// Makes two records of one person, or of one organization, into one.
    public func merge(_ other: String, into kept: String, isDryRun: Bool) async throws -> MergedEntry {
        guard try await areOrganizations(kept, other) else {
            return .person(
                try await merge(Contact.ID(parsing: other), into: Contact.ID(parsing: kept), isDryRun: isDryRun))
        }
        return .organization(try await mergeOrganizations(other, into: kept, isDryRun: isDryRun))
    }

    /// People, signatures and relations of the other become those of the one that is kept. It cannot be undone.
    private func mergeOrganizations(_ other: String, into kept: String, isDryRun: Bool) async throws
        -> OrganizationMergeView
    {
        guard kept != other else {
            throw Problem(.usage, at: kept, "is one record", remedy: "Give two different ids.")
        }
        return try await operation.change { [self] records in
            let one = try records.organizations.one(Organization.ID(parsing: kept))
            let two = try records.organizations.one(Organization.ID(parsing: other))
            let merged = one.merged(with: two)
            if isDryRun {
                let people = try records.contacts.all(of: two.id).count
                return OrganizationMergeView(kept: merged, other: two.id, people: people, isDone: false)
            }
            let people = try records.organizations.merge(two, into: one, at: operation.now)
            try records.note(.directoryMerge, kept)
            try records.note(.directoryMerged, other)
            return OrganizationMergeView(kept: merged, other: two.id, people: people, isDone: true)
        }
    }

    /// Makes two records of one person into one. Every invitation, message, consent, role, group and relation of the other moves to
    /// the one that is kept.
    public func merge(_ other: Contact.ID, into kept: Contact.ID, isDryRun: Bool) async throws -> MergeView {
        return try await operation.change { [self] records in
            if isDryRun {
                let merge = ContactMerge(
                    keeping: try records.contacts.one(kept), takingIn: try records.contacts.one(other))
                for id in [kept, other] { try records.note(.directoryRead, id.text) }
                return try Self.view(merge.merged, other, isDone: false, records)
            }
            let id: Identifier<ContactMerge> = operation.newID("mg")
            try records.merges.merge(other, into: kept, id: id.text, at: operation.now)
            try records.note(.directoryMerge, kept.text)
            try records.note(.directoryMerged, other.text)
            return try Self.view(records.contacts.one(kept), other, isDone: true, records)
        }
    }

    private static func view(_ kept: Contact, _ other: Contact.ID, isDone: Bool, _ records: Records) throws -> MergeView
    {
        MergeView(
            kept: ContactDetails(kept), organization: try records.organizations.one(of: kept),
            other: other, isDone: isDone)
    }

    /// Takes the last merge into a record apart.
    /// - Returns: the record that is there again, and messages that were given up because they were written to the wrong one.
    public func unmerge(_ kept: Contact.ID) async throws -> UnmergeView {
        return try await operation.change { records in
            let result = try records.merges.unmerge(kept, at: operation.now)
            try records.note(.directoryUnmerge, kept.text)
            try records.note(.directoryUnmerged, result.other.text)
            for item in result.stopped { try records.note(.envelopeRefused, item.id) }
            return UnmergeView(
                kept: kept, other: result.other,
                stopped: result.stopped.map {
                    .init(
                        message: Envelope.ID(trusted: $0.id), kind: $0.kind,
                        convening: Convening.ID(trusted: $0.convening))
                })
        }
    }
}
