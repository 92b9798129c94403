internal import Coordination
internal import DirectoryFiles
internal import Installation
internal import Storage

/// Decides what a file of people changes: finds who is there already, adds who is not. It only reads.
struct PeopleIntake: Sendable {
    let defaults: PersonDefaults
    /// What an organization that is new is said to come from.
    let source: String
    /// What the program or list is called that the file's numbers are of.
    let list: String
    let today: CalendarDay
    let now: Instant
    let zoneOf: @Sendable (CountryCode) throws -> ZoneName
    let newID: @Sendable (String) -> String

    /// What this file brought so far; the store finds it only once the transaction has ended.
    private struct Known {
        /// Whether the store holds nobody, so that nobody is looked for there.
        let isAlone: Bool
        /// A record by itself: tables of a hundred thousand of them are then tables of places, and cheap to enlarge.
        final class Box: Sendable {
            let contact: Contact

            init(_ contact: Contact) { self.contact = contact }
        }

        private var people: [Contact.ID: Box] = [:]
        /// By what one is known again; a number stands for each, so whoever is found is looked at.
        private var byIdentity: [Int: Contact.ID] = [:]
        /// Those who share something that makes them worth comparing.
        private var alike: [Int: [Contact.ID]] = [:]
        var likeness = LikenessIndex()
        /// The zones of countries, each looked up once.
        var zones: [CountryCode: ZoneName] = [:]
        /// The line of who is new.
        var places: [Contact.ID: String] = [:]
        var organizations: [String: (now: Organization, before: Organization?)] = [:]
        /// Those whose row was met, in order, with the place of the first and the record as it was before.
        private(set) var met: [(id: Contact.ID, place: String, before: Box?)] = []

        init(isAlone: Bool) { self.isAlone = isAlone }

        subscript(id: Contact.ID) -> Contact? { people[id]?.contact }

        /// The record with what rows before this one changed in it.
        func now(_ contact: Contact) -> Contact { self[contact.id] ?? contact }

        mutating func meet(_ id: Contact.ID, at place: String, before: Contact?) {
            met.append((id, place, before.map(Box.init)))
        }

        /// A record that is through is not needed here any more.
        mutating func take(_ id: Contact.ID) -> Contact? { people.removeValue(forKey: id)?.contact }

        mutating func note(_ contact: Contact) {
            let before = people.updateValue(Box(contact), forKey: contact.id)?.contact
            if before != nil { likeness.forget(contact.id) }
            for key in PeopleIntake.identities(contact) where byIdentity[key.hashValue] == nil {
                byIdentity[key.hashValue] = contact.id
            }
            for key in Likeness.keys(of: contact).subtracting(before.map(Likeness.keys) ?? []) {
                let isName = !"@#!".contains(key.first ?? "-")
                // A word that very many share tells nobody apart: one more than counts says that they are too many.
                if isName, alike[key.hashValue]?.count ?? 0 > Self.most { continue }
                alike[key.hashValue, default: []].append(contact.id)
            }
        }

        /// Who is known by something that makes one known again.
        func identified(by key: String) -> Contact? { byIdentity[key.hashValue].flatMap { self[$0] } }

        /// Those who share any of these, but for what more share than tells apart.
        func sharing(_ keys: Set<String>, atMost most: Int = most) -> [Contact] {
            keys.compactMap { alike[$0.hashValue] }.filter { $0.count <= most }.joined().compactMap { self[$0] }
        }

        static let most = 20
    }

    /// - Parameter refused: the places of rows that are not to be taken.
    func plan(
        _ reading: PeopleReading, but refused: Set<String>, _ records: Records, _ report: inout PeopleReport,
        _ progress: (Int, Int) -> Void
    ) throws -> ImportPlan {
        var known = Known(isAlone: try records.contacts.count() == 0)
        func taking(_ place: String, _ work: () throws -> Void) throws {
            guard !refused.contains(place) else { return }
            do { try work() } catch let problem as Problem where problem.kind == .badData || problem.kind == .notAllowed
            {
                report.refused.append(.init(RowFault(problem, row: place)))
            }
        }
        for (place, organization) in reading.organizations {
            try taking(place) {
                var organization = organization
                organization.country = organization.country ?? defaults.country
                _ = try take(organization, records, &known, &report)
                report.organizationRows += 1
            }
        }
        for (place, address, day) in reading.unsubscribed {
            try taking(place) { try unsubscribe(address, on: day ?? today, at: place, records, &known, &report) }
        }
        let people = reading.people
        for (count, person) in people.enumerated() {
            try taking(person.place) { try take(person, records, &known, &report) }
            if count.isMultiple(of: 64) { progress(count, people.count) }
        }
        progress(people.count, people.count)
        report.organizationsAdded = known.organizations.values.count { $0.before == nil }
        report.organizationsChanged = known.organizations.values.count { $0.before != nil && $0.before != $0.now }
        var plan = ImportPlan()
        for organization in known.organizations.values.sorted(by: { $0.now.id < $1.now.id })
        where organization.now != organization.before {
            plan.parts.append(try .init(organization.now, before: organization.before))
        }
        var written: [(id: Contact.ID, part: ImportPlan.Part)] = []
        for (id, place, old) in known.met {
            guard let now = known.take(id) else { continue }
            let before = old?.contact
            if now != before { written.append((id, try ImportPlan.Part(now, before: before))) }
            if let before {
                if before == now {
                    report.unchanged += 1
                } else {
                    report.changed.append(
                        .init(place: place, record: id.text, differences: FieldDifference.between(before, now)))
                }
            } else {
                report.added += 1
                report.addedIDs.append(id)
            }
        }
        // In the order of the store's own indexes, of which a transaction then changes neighboring pages.
        plan.parts += written.sorted { $0.id < $1.id }.map(\.part)
        return plan
    }

    private func take(
        _ person: ImportedPerson, _ records: Records, _ known: inout Known, _ report: inout PeopleReport
    ) throws {
        // What a file says of a record that was merged is part of another's now.
        if let id = person.id ?? person.foreignID.flatMap({ try? Contact.ID(parsing: $0) }),
            try records.merges.keeper(of: id) != nil
        {
            report.merged.append(.init(place: person.place, contact: id.text))
            return
        }
        try Consent.checkPast(person.consents, on: today)
        let organization = try person.organization.map { try take($0, records, &known, &report) }
        var foreignID = person.foreignID.map { ForeignID(source: list, id: $0) }
        let (old, namesakes) = try find(person, organization?.id, foreignID, records, known)
        if old?.id.text == foreignID?.id { foreignID = nil }
        if let old { try checkIdentity(of: person, as: old, records, known) }
        let contact = try made(person, old, organization?.id, foreignID, &known, &report)
        if let foreignID, old?.foreignIDs.contains(foreignID) != true { report.foreignIDs[list, default: 0] += 1 }
        if let old, !old.former(among: person.channels).isEmpty {
            report.formerAddresses.append(.init(place: person.place, contact: old.id.text))
        }
        guard old != nil || !contact.isNamedByID else {
            throw Problem(
                .badData, at: person.place, "has an id that holds a part of that person's name, and ids are not sealed",
                remedy: "Leave the id empty; one is made.")
        }
        if old == nil {
            try records.contacts.checkFree(contact.id)
            try records.refusals.checkErasure(of: contact, at: person.place)
        }
        if known[contact.id] != nil {
            report.repeated.append(
                .init(place: person.place, contact: known.places[contact.id] ?? contact.id.text))
        } else {
            known.meet(contact.id, at: person.place, before: old)
            if old == nil { known.places[contact.id] = person.place }
        }
        if old == nil { try suspect(contact, namesakes, person.place, records, &known, &report) }
        known.note(contact)
    }

    /// What is known of somebody who is looked for.
    private static func probe(
        _ name: String, _ channels: [SafeChannel], organization: Organization.ID? = nil, externalID: String? = nil,
        foreignID: ForeignID? = nil
    ) throws -> Contact {
        Contact(
            id: Contact.ID(trusted: "-"), name: name, organization: organization,
            country: try CountryCode(parsing: "ZZ"), zone: .utc, languages: [], channels: channels,
            externalID: externalID, foreignIDs: foreignID.map { [$0] } ?? [])
    }

    /// Everybody who is reached by an address that unsubscribed has refused invitations, unless they agreed again since.
    private func unsubscribe(
        _ address: String, on day: CalendarDay, at place: String, _ records: Records, _ known: inout Known,
        _ report: inout PeopleReport
    ) throws {
        let channel = SafeChannel(kind: .email, address: address)
        let reached = try records.directory.namesakes(Self.probe("", [channel]))
            .map(known.now)
            .filter { $0.channels.contains(where: channel.isSame) }
        if reached.isEmpty { report.unknownAddresses += 1 }
        for old in reached {
            var person = ImportedPerson(place: place, name: old.name)
            person.refusals = [.invite]
            person.refusedOn = day
            let new = person.merged(into: old, organization: nil, foreignID: nil, on: today)
            if known[old.id] == nil { known.meet(old.id, at: place, before: old) }
            known.note(new)
        }
    }

    /// Who it is: by id, by the number of the list, by UID, or by name together with a mail address, a number or the organization.
    /// - Returns: nobody, for who is new; and who of the store shares something, where that was looked up.
    private func find(
        _ person: ImportedPerson, _ organization: Organization.ID?, _ foreignID: ForeignID?, _ records: Records,
        _ known: Known
    ) throws -> (Contact?, namesakes: [Contact]?) {
        if let id = person.id {
            let own = try known[id] ?? records.contacts.one(ifThere: id.text)
            // A card may be another installation's, where such an id is another person's, or this one's by another id.
            if own != nil || person.externalID == nil { return (own, nil) }
        }
        // Ids that a file once chose may look like a number of somebody's list.
        if let text = person.foreignID, let id = try? Contact.ID(parsing: text),
            let own = try known[id] ?? records.contacts.one(ifThere: id.text),
            Likeness.isName(person.name, of: own)
        {
            return (own, nil)
        }
        let probe = try Self.probe(
            person.name, person.channels, organization: organization, externalID: person.externalID,
            foreignID: foreignID)
        for key in Self.identities(probe) {
            if let same = known.identified(by: key), isSame(same, probe) { return (same, nil) }
        }
        let namesakes = known.isAlone ? [] : try records.directory.namesakes(probe)
        return (namesakes.lazy.map(known.now).first { isSame($0, probe) }, namesakes)
    }

    /// Refuses a row that would put an unlike name or somebody else's address on a record.
    private func checkIdentity(
        of person: ImportedPerson, as old: Contact, _ records: Records, _ known: Known
    ) throws {
        guard Likeness.isName(person.name, of: old) else {
            throw Problem(
                .badData, at: person.place, "has an id or a number of \(old.id), who has another name",
                remedy:
                    "Correct the id, or empty it. If the numbers are of another list, say which with --source; if the column holds no numbers of people, leave it out with --mapping; if the person's name changed, correct it in YAML with --replace."
            )
        }
        let owner = try old.otherOwner(
            of: person.channels, named: person.name, records,
            met: { known.sharing($0, atMost: .max) },
            now: known.now)
        if let owner { throw Self.problem(at: person.place, old.id, owner.id) }
    }

    static func problem(at place: String, _ id: Contact.ID, _ owner: Contact.ID) -> Problem {
        Problem(
            .badData, at: place, "gives \(id) a way to be reached that is \(owner)'s, who has another name",
            remedy: "Take it out of the file, or correct whose it is.")
    }

    /// A person is known again by a UID, or by a name together with a mail address, a number or an organization; one of whom there
    /// is nothing but a name, by that. Addresses and numbers that were taken off are still theirs in an older file.
    private static func identities(_ contact: Contact) -> [String] {
        let channels = contact.channels + contact.formerChannels
        var marks = channels.filter { $0.kind == .email }.map { "@\($0.address.lowercased())" }
        marks += Likeness.numbers(of: channels).map { "#\($0)" }
        if let organization = contact.organization { marks.append("o\(organization)") }
        if marks.isEmpty { marks = ["-"] }
        let names = ([contact.name] + contact.otherNames).map(key)
        return (contact.externalID.map { ["!\($0)"] } ?? []) + contact.foreignIDs.map { "#\($0.key)" }
            + names.flatMap { name in marks.map { "\(name) \($0)" } }
    }

    /// Where both have ways to be reached and none in common, they are two of one name, however alike.
    private func isSame(_ contact: Contact, _ probe: Contact) -> Bool {
        if let uid = probe.externalID, let other = contact.externalID { return uid == other }
        if !Set(probe.foreignIDs).isDisjoint(with: contact.foreignIDs) { return true }
        let common = Set(Self.identities(contact)).intersection(Self.identities(probe))
        guard isReachable(contact), isReachable(probe) else {
            // A list that gives two numbers to one name and organization means two people.
            let sources = Set(probe.foreignIDs.map(\.source))
            return !common.isEmpty && !contact.foreignIDs.contains { sources.contains($0.source) }
        }
        return common.contains { $0.contains(" @") || $0.contains(" #") }
    }

    private func isReachable(_ contact: Contact) -> Bool {
        contact.channels.contains { $0.kind == .email } || !Likeness.numbers(contact).isEmpty
    }

    private func made(
        _ person: ImportedPerson, _ old: Contact?, _ organization: Organization.ID?, _ foreignID: ForeignID?,
        _ known: inout Known, _ report: inout PeopleReport
    ) throws -> Contact {
        if let old {
            return person.merged(into: old, organization: organization, foreignID: foreignID, on: today)
        }
        guard let country = person.country ?? defaults.country else {
            throw Problem(
                .badData, at: person.place, "has no country",
                remedy: "Add a column 'country', or say --country for all rows without one.")
        }
        var zone = person.zone ?? defaults.zone
        if zone == nil {
            zone = try known.zones[country] ?? zoneOf(country)
            known.zones[country] = zone
            report.zonesAssumed[country.rawValue, default: 0] += 1
        }
        let contact = Contact(
            id: (person.externalID == nil ? person.id : nil) ?? freshID(for: person),
            name: person.name, country: country,
            zone: zone ?? .utc, languages: person.languages.isEmpty ? defaults.language.map { [$0] } ?? [] : [],
            channels: [])
        return person.merged(into: contact, organization: organization, foreignID: foreignID, on: today)
    }

    /// An id that happens to hold a part of the name is drawn again.
    private func freshID(for person: ImportedPerson) -> Contact.ID {
        let words = Redaction.words(of: person.name) + (person.pseudonym.map { Redaction.words(of: $0) } ?? [])
        while true {
            let id = newID("ct")
            if !words.contains(where: { $0.count > 2 && id.contains($0) }) { return Contact.ID(trusted: id) }
        }
    }

    private func suspect(
        _ contact: Contact, _ namesakes: [Contact]?, _ place: String, _ records: Records, _ known: inout Known,
        _ report: inout PeopleReport
    ) throws {
        let stored =
            known.isAlone
            ? []
            : try (namesakes ?? records.directory.namesakes(contact)) + records.directory.nearNamesakes(contact)
        var others = Dictionary(stored.map { ($0.id, known.now($0)) }, uniquingKeysWith: { $1 })
        for other in known.sharing(Likeness.keys(of: contact)) { others[other.id] = other }
        others[contact.id] = nil
        let alike = others.values.map { ($0, known.likeness.likeness(contact, $0)) }.filter {
            $0.1.score >= Likeness.suspicious
        }
        .sorted { ($1.1.score, $0.0.id) < ($0.1.score, $1.0.id) }
        for (other, likeness) in alike.prefix(Self.mostSuspicions) {
            report.suspected.append(
                .init(
                    place: place, contact: contact.id.text, other: other.id.text, otherPlace: known.places[other.id],
                    score: likeness.score, reasons: likeness.reasons))
        }
    }

    /// Told of one row at most.
    private static let mostSuspicions = 5

    private func take(
        _ imported: ImportedOrganization, _ records: Records, _ known: inout Known, _ report: inout PeopleReport
    ) throws -> Organization {
        let key = Self.key(imported.name)
        let old = try known.organizations[key]?.now ?? records.directory.organization(named: imported.name)
        for (fact, kept, other) in old.map(imported.conflicts) ?? [] {
            report.conflicts["\(imported.name): \(fact) \(kept)", default: []].insert(other)
        }
        let organization: Organization
        if let old {
            organization = imported.merged(into: old)
        } else {
            guard let sector = imported.sector ?? defaults.sector else {
                throw Problem(
                    .badData, "belongs to an organization that is new, and its sector is not known",
                    remedy: "Say --sector for all that have none; a table may have a column 'sector'.")
            }
            organization = imported.merged(
                into: Organization(
                    id: Organization.ID(trusted: newID("org")), name: imported.name, sector: sector, source: source))
        }
        known.organizations[key] = (organization, known.organizations[key].map(\.before) ?? old)
        return organization
    }

    private static func key(_ name: String) -> String { Redaction.words(of: name).joined(separator: " ") }
}
