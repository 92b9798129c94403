internal import Coordination
internal import DirectoryFiles
internal import Storage

/// Takes people from a file into a transaction: finds who is there already, adds who is not.
struct PeopleIntake: Sendable {
    let defaults: PersonDefaults
    /// What an organization that is new is said to come from.
    let source: String
    let now: Instant
    let who: String
    let zoneOf: @Sendable (CountryCode) throws -> ZoneName
    let newID: @Sendable (String) -> String

    /// What this file brought so far; the store finds it only once the transaction has ended.
    private struct Known {
        var people: [Contact.ID: Contact] = [:]
        var byName: [String: [Contact.ID]] = [:]
        var byMail: [String: [Contact.ID]] = [:]
        var organizations: [String: (now: Organization, before: Organization?)] = [:]
        /// Those whose row was met, in order, with the place of the first and the record as it was before.
        var met: [(id: Contact.ID, place: String, before: Contact?)] = []

        mutating func note(_ contact: Contact) {
            people[contact.id] = contact
            for name in [contact.name] + contact.otherNames {
                byName[PeopleIntake.key(name), default: []].append(contact.id)
            }
            for channel in contact.channels where channel.kind == .email {
                byMail[channel.address.lowercased(), default: []].append(contact.id)
            }
        }
    }

    func take(
        _ people: [ImportedPerson], _ records: Records, _ report: inout PeopleReport, _ progress: (Int, Int) -> Void
    ) throws {
        var known = Known()
        for (count, person) in people.enumerated() {
            do {
                try take(person, records, &known, &report)
            } catch let problem as Problem where problem.kind == .badData || problem.kind == .notAllowed {
                report.refused.append(.init(problem.place == person.place ? problem : problem.at(person.place)))
            }
            if count.isMultiple(of: 64) { progress(count, people.count) }
        }
        progress(people.count, people.count)
        report.organizationsAdded = known.organizations.values.count { $0.before == nil }
        report.organizationsChanged = known.organizations.values.count { $0.before != nil && $0.before != $0.now }
        for (id, place, before) in known.met {
            if before == nil {
                report.added += 1
            } else if before == known.people[id] {
                report.unchanged += 1
            } else {
                report.changed.append(.init(place: place, contact: id.text))
            }
        }
    }

    private func take(
        _ person: ImportedPerson, _ records: Records, _ known: inout Known, _ report: inout PeopleReport
    ) throws {
        let organization = try person.organization.map { try take($0, records, &known, &report) }
        let old = try find(person, organization?.id, records, known)
        let contact = try made(person, old, organization?.id, &report)
        guard old != nil || !contact.isNamedByID else {
            throw Problem(
                .badData, at: person.place, "has an id that holds a part of that person's name, and ids are not sealed",
                remedy: "Leave the id empty; one is made.")
        }
        if known.people[contact.id] != nil {
            report.repeated.append(.init(place: person.place, contact: contact.id.text))
        } else {
            known.met.append((contact.id, person.place, old))
        }
        if old == nil { try suspect(contact, person.place, records, known, &report) }
        known.note(contact)
        guard contact != old else { return }
        let result = try records.save(contact)
        try records.note("directory.\(result.rawValue)", contact.id.text, by: who, at: now)
    }

    /// Who it is: by id, by UID, or by name together with a mail address, a number or the organization.
    private func find(
        _ person: ImportedPerson, _ organization: Organization.ID?, _ records: Records, _ known: Known
    ) throws -> Contact? {
        if let id = person.id {
            return try known.people[id] ?? records.contact(ifThere: id.text)
        }
        let probe = Contact(
            id: Contact.ID(trusted: "-"), name: person.name, country: try CountryCode(parsing: "ZZ"), zone: .utc,
            languages: [], channels: person.channels, externalID: person.externalID)
        let mine =
            (known.byName[Self.key(person.name)] ?? [])
            + person.channels.flatMap { known.byMail[$0.address.lowercased()] ?? [] }
        let stored = try records.namesakes(probe, isForgiving: false).map { known.people[$0.id] ?? $0 }
        let candidates = mine.compactMap { known.people[$0] } + stored
        if let uid = person.externalID, let same = candidates.first(where: { $0.externalID == uid }) { return same }
        return candidates.first { isSame($0, probe, organization) }
    }

    private func isSame(_ contact: Contact, _ probe: Contact, _ organization: Organization.ID?) -> Bool {
        let names = ([contact.name] + contact.otherNames).map(Self.key)
        guard names.contains(Self.key(probe.name)) else { return false }
        if let uid = probe.externalID, let other = contact.externalID, uid != other { return false }
        let addresses = Set(contact.channels.map { $0.address.lowercased() })
        if probe.channels.contains(where: { addresses.contains($0.address.lowercased()) }) { return true }
        if !Likeness.numbers(contact).isDisjoint(with: Likeness.numbers(probe)) { return true }
        if let organization { return contact.organization == organization }
        return probe.channels.isEmpty && contact.channels.isEmpty
    }

    private func made(
        _ person: ImportedPerson, _ old: Contact?, _ organization: Organization.ID?, _ report: inout PeopleReport
    ) throws -> Contact {
        if let old { return person.merged(into: old, organization: organization) }
        guard let country = person.country ?? defaults.country else {
            throw Problem(
                .badData, at: person.place, "has no country",
                remedy: "Add a column 'country', or say --country for all rows without one.")
        }
        var zone = person.zone ?? defaults.zone
        if zone == nil {
            zone = try zoneOf(country)
            report.zonesAssumed[country.rawValue, default: 0] += 1
        }
        let contact = Contact(
            id: person.id ?? Contact.ID(trusted: newID("ct")), name: person.name, country: country,
            zone: zone ?? .utc, languages: defaults.language.map { [$0] } ?? [], channels: [])
        return person.merged(into: contact, organization: organization)
    }

    private func suspect(
        _ contact: Contact, _ place: String, _ records: Records, _ known: Known, _ report: inout PeopleReport
    ) throws {
        let stored = try records.namesakes(contact, isForgiving: true)
        let mine =
            known.people.count > 2_000
            ? (known.byName[Self.key(contact.name)] ?? []).compactMap { known.people[$0] } : Array(known.people.values)
        for other in Dictionary((stored + mine).map { ($0.id, $0) }, uniquingKeysWith: { $1 }).values.sorted(by: {
            $0.id < $1.id
        })
        where other.id != contact.id {
            let likeness = Likeness(contact, other)
            guard likeness.score >= Likeness.suspicious else { continue }
            report.suspected.append(
                .init(
                    place: place, contact: contact.id.text, other: other.id.text,
                    otherPlace: known.met.first { $0.id == other.id && $0.before == nil }?.place,
                    score: likeness.score, reasons: likeness.reasons))
        }
    }

    private func take(
        _ imported: ImportedOrganization, _ records: Records, _ known: inout Known, _ report: inout PeopleReport
    ) throws -> Organization {
        let key = Self.key(imported.name)
        let old = try known.organizations[key]?.now ?? records.organization(named: imported.name)
        let organization: Organization
        if let old {
            organization = imported.merged(into: old)
        } else {
            guard let sector = imported.sector ?? defaults.sector else {
                throw Problem(
                    .badData, "belongs to an organization that is new, and its sector is not known",
                    remedy: "Add a column 'sector', or say --sector for all that have none.")
            }
            organization = imported.merged(
                into: Organization(
                    id: Organization.ID(trusted: newID("org")), name: imported.name, sector: sector, source: source))
        }
        known.organizations[key] = (organization, known.organizations[key].map(\.before) ?? old)
        guard organization != old else { return organization }
        let result = try records.save(organization)
        try records.note("directory.\(result.rawValue)", organization.id.text, by: who, at: now)
        return organization
    }

    private static func key(_ name: String) -> String { Redaction.words(of: name).sorted().joined(separator: " ") }
}
