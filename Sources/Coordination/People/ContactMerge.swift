/// Two records of one person made into one, in a way that can be undone.
public struct ContactMerge: Hashable, Sendable, Codable {
    /// The records as they were.
    public var kept: Contact
    public var other: Contact

    public init(keeping kept: Contact, takingIn other: Contact) {
        self.kept = kept
        self.other = other
    }

    /// The record that stays: what it lacks is taken from the other, lists are joined, and the more careful mark wins.
    public var merged: Contact {
        var contact = kept
        contact.otherNames = Self.union(kept.otherNames, ([other.name] + other.otherNames).filter { $0 != kept.name })
        contact.pseudonym = kept.pseudonym ?? other.pseudonym
        if kept.organization == nil, kept.position == nil {
            contact.organization = other.organization
            contact.position = other.position
            contact.positionSince = other.positionSince
        } else if other.organization != nil || other.position != nil,
            (other.organization, other.position) != (kept.organization, kept.position)
        {
            let beside = Position(
                organization: other.organization, title: other.position, since: other.positionSince)
            contact.otherPositions = Self.union(kept.otherPositions, [beside])
        }
        contact.otherPositions = Self.union(contact.otherPositions, other.otherPositions)
        contact.languages = Self.union(kept.languages, other.languages)
        let fresh = other.channels.filter { new in !kept.channels.contains { $0.isSame(as: new) } }
        // What was taken off the record that stays is not brought back, unless it is the only way of its kind.
        contact.channels = Self.union(
            kept.channels,
            fresh.filter { new in
                !kept.formerChannels.contains { $0.isSame(as: new) }
                    || !(kept.channels + other.channels).contains { $0.kind == new.kind && !$0.isSame(as: new) }
            })
        contact.consents = Self.union(kept.consents, other.consents)
        contact.overrides = Self.union(kept.overrides, other.overrides)
        contact.tlp = max(kept.tlp, other.tlp)
        contact.busy = Self.union(kept.busy, other.busy)
        contact.isDoNotContact = kept.isDoNotContact || other.isDoNotContact
        contact.riskNote = Self.joined(kept.riskNote, other.riskNote)
        contact.note = Self.joined(kept.note, other.note)
        contact.externalID = kept.externalID ?? other.externalID
        contact.foreignIDs = Self.union(kept.foreignIDs, other.foreignIDs)
        contact.formerChannels = Self.union(kept.formerChannels, other.formerChannels).filter { former in
            !contact.channels.contains { $0.isSame(as: former) }
        }
        contact.publicKey = kept.publicKey ?? other.publicKey
        contact.isDemonstration = kept.isDemonstration && other.isDemonstration
        return contact
    }

    /// The kept record without what the merge brought; what was changed since stays.
    public func undone(_ current: Contact) -> Contact {
        let merged = merged
        if current == merged { return kept }
        var contact = current
        func revert<Value: Equatable>(_ path: WritableKeyPath<Contact, Value>) {
            if current[keyPath: path] == merged[keyPath: path] { contact[keyPath: path] = kept[keyPath: path] }
        }
        func revert<Value: Hashable>(list path: WritableKeyPath<Contact, [Value]>) {
            let brought = Set(merged[keyPath: path]).subtracting(kept[keyPath: path])
            contact[keyPath: path] = current[keyPath: path].filter { !brought.contains($0) }
        }
        revert(\.pseudonym)
        revert(\.organization)
        revert(\.position)
        revert(\.positionSince)
        revert(\.tlp)
        revert(\.isDoNotContact)
        revert(\.externalID)
        revert(\.publicKey)
        revert(\.isDemonstration)
        revert(list: \.foreignIDs)
        revert(list: \.formerChannels)
        revert(list: \.otherNames)
        revert(list: \.otherPositions)
        revert(list: \.languages)
        revert(list: \.channels)
        revert(list: \.overrides)
        revert(list: \.busy)
        contact.consents = current.consents.filter { consent in
            kept.consents.contains { $0.isSame(as: consent) } || !other.consents.contains { $0.isSame(as: consent) }
        }
        contact.riskNote = Self.without(other.riskNote, current.riskNote, kept.riskNote)
        contact.note = Self.without(other.note, current.note, kept.note)
        return contact
    }

    /// The other record as it comes back: what was refused while the two were one was refused by either of them.
    public func restored(after current: Contact) -> Contact {
        let merged = merged
        var contact = other
        if current.isDoNotContact, !merged.isDoNotContact { contact.isDoNotContact = true }
        if current.tlp > merged.tlp { contact.tlp = max(other.tlp, current.tlp) }
        for consent in current.consents where consent.withdrawn != nil && !merged.consents.contains(consent) {
            if let place = contact.consents.firstIndex(where: { $0.isSame(as: consent) }) {
                contact.consents[place].withdrawn = consent.withdrawn
            } else {
                contact.consents.append(consent)
            }
        }
        return contact
    }

    /// A note without what the other record brought to it.
    private static func without(_ brought: String?, _ current: String?, _ kept: String?) -> String? {
        guard let brought, let current, brought != kept else { return current }
        if current == brought { return kept }
        return current.replacing("\n\(brought)", with: "")
    }

    private static func union<Value: Hashable>(_ left: [Value], _ right: [Value]) -> [Value] {
        right.reduce(into: left) { list, value in if !list.contains(value) { list.append(value) } }
    }

    private static func joined(_ left: String?, _ right: String?) -> String? {
        guard let left, let right, left != right else { return left ?? right }
        return "\(left)\n\(right)"
    }
}
