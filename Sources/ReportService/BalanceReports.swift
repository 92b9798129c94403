public import Coordination
internal import Installation
internal import Storage
internal import Zones

extension Reports {
    /// Below this a number is not shown, unless told otherwise.
    public static let smallestCell = 3

    /// Whose voices the list of a convening holds, beside those whom the directory knows.
    public func balance(of id: Convening.ID, smallest: Int = smallestCell) async throws -> BalanceReport {
        let today = try operation.today(), gate = try await operation.gate()
        return try await operation.read { records in
            let convening = try records.convenings.one(id)
            let before = try records.suggestions.invitedContacts(
                from: Instant(seconds: 0), until: convening.span?.start ?? operation.now, except: id)
            let people = try records.invitations.all(of: id).filter { $0.state != .withdrawn }.map(\.contact).filter {
                person in
                try records.contacts.one(ifThere: person.text).map {
                    gate.objection(to: $0, purpose: .invite, channel: .email, about: id.text) == nil
                } ?? false
            }
            return BalanceReport(
                of: try Self.balance(people, known: before, records),
                directory: try Self.directory(records, on: today), convening: id.text, smallest: smallest)
        }
    }

    /// Whose voices were asked for over a time, beside those whom the directory knows.
    public func balance(
        from first: CalendarDay, through last: CalendarDay, smallest: Int = smallestCell
    ) async throws -> BalanceReport {
        guard first <= last else {
            throw Problem(.usage, "the last day is before the first day", remedy: "Swap --from and --through.")
        }
        let zone = try operation.zones.zone(operation.officer.zone), today = try operation.today()
        let start = zone.start(of: first), end = zone.start(of: last.adding(days: 1))
        return try await operation.read { records in
            let before = try records.suggestions.invitedContacts(from: Instant(seconds: 0), until: start)
            let people = try records.suggestions.invitedContacts(from: start, until: end).sorted()
            return BalanceReport(
                of: try Self.balance(people, known: before, records),
                directory: try Self.directory(records, on: today), first: first, last: last, smallest: smallest)
        }
    }

    private static func balance(_ people: [Contact.ID], known: Set<Contact.ID>, _ records: Records) throws -> Balance {
        // Records that were made one are one person.
        let known = Set(try known.compactMap { try records.contacts.one(ifThere: $0.text)?.id })
        var seen: Set<Contact.ID> = []
        let entries = try people.compactMap { id -> InviteList.Entry? in
            guard let contact = try records.contacts.one(ifThere: id.text), seen.insert(contact.id).inserted else {
                return nil
            }
            let organization = try records.organizations.one(of: contact)
            return InviteList.Entry(contact: contact, organization: organization, exclusion: nil)
        }
        return Balance(of: entries, known: known)
    }

    /// Everyone who may be invited, counted without opening them.
    private static func directory(_ records: Records, on day: CalendarDay) throws -> Balance {
        let sets = try records.suggestions.alikePeople(DirectoryQuery(), since: Instant(seconds: 0), on: day)
        var balance = Balance()
        for (set, names) in zip(sets, try records.suggestions.facetNames(sets)) {
            balance.add(names.map { ($0.key, $0.value) }, people: set.people, newcomers: set.fresh)
        }
        return balance
    }
}
