public import Coordination

extension OrganizationRecords {
    /// What stands against removing an organization: people, signatures or relations; `nil` where nothing does. Linear in the statements
    /// and in the directory.
    public func use(of id: Organization.ID) throws -> String? {
        let people =
            try records.rows("SELECT COUNT(*) AS n FROM contacts WHERE organization_id = \(id)").first?.integer("n")
            ?? 0
        if people > 0 { return "has \(people) people, counting records that were merged" }
        if try records.contacts.all().contains(where: { $0.otherPositions.contains { $0.organization == id } }) {
            return "is an earlier employer of people"
        }
        if try records.statements.all().contains(where: { $0.signatures.contains { $0.organization == id } }) {
            return "has signed a statement"
        }
        return try records.relations.all(of: id.text).isEmpty ? nil : "has relations"
    }

    /// Takes an organization away for good.
    public func remove(_ organization: Organization, at now: Instant) throws {
        try records.search.index(.organization, organization.id.text, from: IndexEntry(organization), to: nil)
        try records.destroyKey(KeyID(.organization, organization.id.text), at: now)
        try records.run("DELETE FROM organizations WHERE id = \(organization.id)")
    }

    /// Makes two records of one organization one: people, earlier offices, signatures and relations of the other are those of the one that is
    /// kept, and the other's names stay among its own. Linear in the directory and the statements.
    /// - Returns: how many people belong to it who belonged to the other.
    public func merge(_ other: Organization, into kept: Organization, at now: Instant) throws -> Int {
        let moved = try movePeople(from: other.id, to: kept.id)
        for var statement in try records.statements.all() where statement.replace(signatory: other.id, by: kept.id) {
            try records.statements.update(statement)
        }
        for relation in try records.relations.all(of: other.id.text) {
            let ends = [relation.from, relation.to].map { $0 == other.id.text ? kept.id.text : $0 }
            if ends[0] == ends[1] {
                try records.relations.remove(relation.id, at: now)
            } else {
                try records.run(
                    "UPDATE relations SET from_id = \(ends[0]), to_id = \(ends[1]) WHERE id = \(relation.id)")
            }
        }
        _ = try save(kept.merged(with: other))
        try remove(other, at: now)
        return moved
    }

    private func movePeople(from other: Organization.ID, to kept: Organization.ID) throws -> Int {
        var moved = 0
        for contact in try records.contacts.all() {
            let new = contact.belonging(to: kept, insteadOf: other)
            if contact.organization == other { moved += 1 }
            if new != contact { _ = try records.contacts.save(new) }
        }
        // Records that were merged into others come back when the merge is undone.
        for row in try records.rows("SELECT id, record FROM contacts WHERE organization_id = \(other)") {
            let contact = try records.open(Contact.self, row, .contact, "contacts").belonging(
                to: kept, insteadOf: other)
            let sealed = try records.seal(contact, KeyID(.contact, contact.id.text), "contacts", row: contact.id.text)
            try records.run(
                "UPDATE contacts SET organization_id = \(kept), record = \(sealed) WHERE id = \(contact.id)")
        }
        for row in try records.rows("SELECT id, kept_id, record FROM merges WHERE undone_at IS NULL") {
            let id = try row.text("id"), key = KeyID(.contact, try row.text("kept_id")),
                sealed = try row.bytes("record")
            guard !sealed.isEmpty else { continue }
            var stored = try records.decode(StoredMerge.self, records.open(sealed, key, "merges", row: id))
            stored.merge.kept = stored.merge.kept.belonging(to: kept, insteadOf: other)
            stored.merge.other = stored.merge.other.belonging(to: kept, insteadOf: other)
            try records.run(
                "UPDATE merges SET record = \(try records.seal(stored, key, "merges", row: id)) WHERE id = \(id)")
        }
        return moved
    }
}

extension Contact {
    /// The same with one organization in the place of another, now and in earlier offices.
    fileprivate func belonging(to kept: Organization.ID, insteadOf other: Organization.ID) -> Contact {
        var result = self
        if organization == other { result.organization = kept }
        for place in result.otherPositions.indices where result.otherPositions[place].organization == other {
            result.otherPositions[place].organization = kept
        }
        return result
    }
}
