internal import Coordination

/// What today's code derives from records, made anew for a store that was just brought up to date.
extension Records {
    func refresh(_ derived: Set<Migration.Derived>) throws {
        if derived.contains(.directory) { try indexDirectory() }
        if derived.contains(.measures) {
            for measure in try measures.all() {
                let token = try measures.referenceTokens(measure.reference.normal).last
                try run("UPDATE measures SET reference_token = \(token) WHERE id = \(measure.id)")
            }
        }
        if derived.contains(.actions) { for action in try actions.all() { try actions.update(action) } }
    }

    /// Builds the index of people, organizations and mechanisms from nothing, and fills their columns. Linear in the directory.
    private func indexDirectory() throws {
        try run("DELETE FROM search_entries")
        try run("DELETE FROM search_owners")
        for organization in try organizations.all() {
            try organizations.saveColumns(of: organization)
            try search.index(.organization, organization.id.text, from: nil, to: IndexEntry(organization))
        }
        for contact in try contacts.all() {
            try contacts.saveColumns(of: contact)
            try search.index(.contact, contact.id.text, from: nil, to: IndexEntry(contact))
            try refusals.note(contact, before: nil)
        }
        for mechanism in try mechanisms.all() {
            try search.index(.mechanism, mechanism.id.text, from: nil, to: IndexEntry(mechanism))
        }
    }
}
