internal import Coordination

/// What today's code derives from records, made anew for a store that was just brought up to date.
extension Records {
    func refresh(_ derived: Set<Migration.Derived>) throws {
        if derived.contains(.directory) { try indexDirectory() }
        if derived.contains(.measures) {
            for measure in try measures() {
                let token = try referenceTokens(measure.reference.normal).last
                try run("UPDATE measures SET reference_token = \(token) WHERE id = \(measure.id)")
            }
        }
        if derived.contains(.actions) { for action in try actions() { try update(action) } }
    }

    /// Builds the index of people, organizations and mechanisms from nothing, and fills their columns. Linear in the directory.
    private func indexDirectory() throws {
        try run("DELETE FROM search_index")
        for organization in try organizations() {
            try saveColumns(of: organization)
            try index(.organization, organization.id.text, from: nil, to: IndexEntry(organization))
        }
        for contact in try contacts() {
            try saveColumns(of: contact)
            try index(.contact, contact.id.text, from: nil, to: IndexEntry(contact))
        }
        for mechanism in try mechanisms() {
            try index(.mechanism, mechanism.id.text, from: nil, to: IndexEntry(mechanism))
        }
    }
}
