public import Coordination
public import Installation
internal import Storage

extension Operation {
    /// Links between entries of the directory.
    public var relations: Relations { Relations(operation: self) }
}

/// Links between entries of the directory.
public struct Relations: Sendable {
    let operation: Operation

    /// Writes down how two entries of the directory are linked.
    public func relate(
        _ from: String, _ kind: Relation.Kind, _ to: String, since: CalendarDay?, until: CalendarDay?, note: String?
    ) async throws -> Relation {
        if let note { try SafeText.checked(note, field: "note") }
        if let since, let until, until < since {
            throw Problem(.usage, "the relation ends before it begins", remedy: "Exchange the days.")
        }
        guard from != to else { throw Problem(.usage, "an entry has no relation to itself", remedy: "Give two ids.") }
        return try await operation.change { [self] records in
            for id in [from, to] {
                guard try records.contacts.one(ifThere: id) != nil || records.organizations.one(ifThere: id) != nil
                else {
                    throw Problem(
                        .missingInput, at: String(id.prefix(64)), "is neither a contact nor an organization",
                        remedy: "Look for it with \(.directorySearch).")
                }
            }
            let (one, two) = (
                try records.contacts.one(ifThere: from)?.id.text ?? from,
                try records.contacts.one(ifThere: to)?.id.text ?? to
            )
            let there = try records.relations.all(of: one).first { old in
                old.kind == kind && old.until == nil
                    && (old.to == two || (kind == .distinctFrom && old.from == two))
            }
            if let there {
                throw Problem(
                    .usage, at: there.id.text, "says so already", remedy: "Take it away first to change it.")
            }
            let relation = Relation(
                id: operation.newID("re"), kind: kind, from: one, to: two, since: since, until: until, note: note)
            try records.relations.insert(relation)
            try records.note(.directoryRelate, relation.id.text)
            return relation
        }
    }

    public func unrelate(_ id: Relation.ID) async throws {
        try await operation.change { records in
            _ = try records.relations.one(id)
            try records.relations.remove(id, at: operation.now)
            try records.note(.directoryUnrelate, id.text)
        }
    }

    /// Ends a person's position and begins another; the old one stays with its days.
    public func move(
        _ id: Contact.ID, to word: String?, as title: String?, on day: CalendarDay?
    ) async throws -> ContactDetails {
        let today = try operation.today()
        if let title { _ = try SafeText.title(title, field: "position") }
        return try await operation.change { records in
            var contact = try records.contacts.one(id)
            let organization = try word.map { word in
                guard let found = try Entries.organization(word, records) else {
                    throw Problem(
                        .missingInput, at: String(word.prefix(64)), "is not an organization in the directory",
                        remedy: "Look for it with \(.directorySearch), or add it with \(.directoryAdd).")
                }
                return found.id
            }
            try contact.move(to: organization, as: title, on: day ?? today)
            _ = try records.contacts.save(contact)
            try records.note(.directoryMove, contact.id.text)
            return ContactDetails(contact)
        }
    }
}
