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

/// Compares only people who share something, so that a long list does not take its square of time.
private struct LikenessSearch {
    struct Pair {
        let first: Contact
        let second: Contact
        let likeness: Likeness
    }

    private let people: [Contact]

    init(_ people: [Contact]) { self.people = people }

    func pairs(_ progress: (Int, Int) -> Void) -> [Pair] {
        let keys = people.map(Likeness.keys)
        var blocks: [String: [Int]] = [:]
        for (place, keys) in keys.enumerated() {
            for key in keys { blocks[key, default: []].append(place) }
        }
        var found: [Pair] = []
        for (place, contact) in people.enumerated() {
            if place.isMultiple(of: 512) { progress(place, people.count) }
            // A word that very many share tells nobody apart.
            let others = Set(keys[place].compactMap { blocks[$0] }.filter { $0.count <= 200 }.flatMap { $0 })
            for other in others where other > place {
                let likeness = Likeness(contact, people[other])
                guard likeness.score >= Likeness.suspicious else { continue }
                found.append(Pair(first: contact, second: people[other], likeness: likeness))
            }
        }
        progress(people.count, people.count)
        return found.sorted {
            ($1.likeness.score, $0.first.id, $0.second.id) < ($0.likeness.score, $1.first.id, $1.second.id)
        }
    }
}
