internal import Coordination
internal import DirectoryFiles
public import Installation
internal import Storage
internal import Zones

/// What was done to an entry of the directory.
public struct EntryChange: View {
    public let record: String
    public let isNew: Bool
    public let differences: [FieldDifference]
    /// People who look like the new one.
    public let suspected: [PeopleReport.Suspicion]
    /// Organizations whose names look like that of the new one.
    public var organizations: [OrganizationDuplicate] = []
}

/// An entry that is gone.
public struct RemovedEntry: View {
    public let record: String
}

extension Operation {
    /// Entries of the directory that are added, corrected and taken away by hand.
    public var entries: Entries { Entries(operation: self) }
}

/// Entries of the directory that are added, corrected and taken away by hand.
public struct Entries: Sendable {
    let operation: Operation

    /// Adds a person or an organization by hand. A person is found again, suspected and refused as in a file.
    /// - Throws: `Problem.usage` where the entry is there already.
    public func add(_ name: String, as kind: EntryInput.Kind, _ input: EntryInput) async throws -> EntryChange {
        var input = input
        input.name = name
        try input.check()
        switch kind {
        case .person: return try await addPerson(name, input)
        case .organization: return try await addOrganization(name, input)
        }
    }

    private func addOrganization(_ name: String, _ input: EntryInput) async throws -> EntryChange {
        try Self.refuse(input.ofPeople, of: "a person")
        guard let sector = input.sector else {
            throw Problem(
                .usage, at: "sector", "is missing",
                remedy: NearestChoice.remedy(for: "", among: Sector.allCases.map(\.rawValue)))
        }
        return try await operation.change { [self] records in
            if let known = try records.directory.organization(named: name) {
                throw Problem(
                    .usage, at: known.id.text, "is in the directory already",
                    remedy: "Change it with \(.directoryEdit, known.id.text).")
            }
            let source = try input.source ?? "Added on \(operation.today())"
            var organization = Organization(id: operation.newID("org"), name: name, sector: sector, source: source)
            try write(input, into: &organization)
            let alike = try Self.alike(organization, records)
            _ = try records.organizations.save(organization)
            try records.note(.directoryAdded, organization.id.text)
            return EntryChange(
                record: organization.id.text, isNew: true, differences: [], suspected: [], organizations: alike)
        }
    }

    /// The first five organizations that look like a new one. Linear in the organizations.
    private static func alike(_ new: Organization, _ records: Records) throws -> [OrganizationDuplicate] {
        OrganizationLikeness.alike(new, among: try records.organizations.all()).prefix(5).map { other, score in
            OrganizationDuplicate(
                first: other.id, firstName: other.name, second: new.id, secondName: new.name, score: score)
        }
    }

    private func addPerson(_ name: String, _ input: EntryInput) async throws -> EntryChange {
        let place = "the new entry", today = try operation.today()
        var person = ImportedPerson(place: place, name: name)
        person.pseudonym = input.pseudonym
        person.position = input.position
        person.country = input.country
        person.zone = input.zone
        person.hours = input.hours
        person.languages = input.languages
        person.channels = input.channels
        person.label = input.label
        person.note = input.note
        person.riskNote = input.riskNote
        if let zone = input.zone { _ = try operation.zones.zone(zone) }
        if let country = input.country { try operation.facts.check(country) }
        if let word = input.organization {
            let known = try await operation.read { try Self.organization(word, $0) }
            var organization = ImportedOrganization(name: known?.name ?? word)
            organization.sector = input.sector
            organization.region = input.region
            organization.reach = input.reach
            organization.size = input.size
            organization.isHostFunded = input.isHostFunded
            organization.isMissionFunded = input.isMissionFunded
            organization.themes = input.themes
            organization.populations = input.populations
            organization.firstMet = input.firstMet
            person.organization = organization
        } else {
            try Self.refuse(input.ofOrganizations, of: "an organization")
        }
        var reading = PeopleReading()
        reading.people = [person]
        let intake = operation.directory.intake(
            PersonDefaults(country: operation.officer.country), list: "by hand",
            source: input.source ?? "Added on \(today)", on: today)
        let rows = reading, start = PeopleReport(file: place, reading: rows, isDryRun: false, keepsGood: false)
        let (report, plan) = try await operation.read { records in
            var report = start
            let plan = try intake.plan(rows, but: [], records, &report) { _, _ in }
            return (report, plan)
        }
        if report.refused.isEmpty, report.added == 1 { try await operation.directory.take(plan) }
        if let fault = report.refused.first {
            let isSectorMissing = input.organization != nil && input.sector == nil && fault.reason.contains("sector")
            throw Problem(
                .badData, fault.reason,
                remedy: isSectorMissing ? "Say which it is with --sector, such as civil-society." : fault.remedy)
        }
        guard let id = report.addedIDs.first else {
            let there = report.changed.first?.record
            throw Problem(
                .usage, at: there ?? name, "is in the directory already",
                remedy: there.map { "Change it with \(.directoryEdit, $0)." } ?? "Look for it with \(.directorySearch)."
            )
        }
        let alike = try await operation.read { records in
            guard report.organizationsAdded > 0,
                let new = try records.organizations.one(of: try records.contacts.one(id))
            else { return [OrganizationDuplicate]() }
            return try Self.alike(new, records)
        }
        return EntryChange(
            record: id.text, isNew: true, differences: [], suspected: report.suspected, organizations: alike)
    }

    /// Corrects a person or an organization. A name or address that gives way is remembered: no older file brings it back.
    public func edit(_ id: String, _ input: EntryInput) async throws -> EntryChange {
        try input.check()
        if let zone = input.zone { _ = try operation.zones.zone(zone) }
        if let country = input.country { try operation.facts.check(country) }
        return try await operation.change { [self] records in
            let differences: [FieldDifference], record: String
            if let old = try records.contacts.one(ifThere: id) {
                try Self.refuse(input.ofOrganizations, of: "an organization")
                var contact = old
                try write(input, into: &contact, records)
                differences = FieldDifference.between(old, contact)
                record = old.id.text
                _ = try records.contacts.save(contact)
            } else if let old = try records.organizations.one(ifThere: id) {
                try Self.refuse(input.ofPeople, of: "a person")
                var organization = old
                try write(input, into: &organization)
                differences = FieldDifference.between(old, organization)
                record = old.id.text
                _ = try records.organizations.save(organization)
            } else {
                throw Directory.isNothing(id)
            }
            guard !differences.isEmpty else {
                throw Problem(
                    .usage, at: record, "is like that already", remedy: "Say what to change; the help lists it.")
            }
            try records.note(.directoryChanged, record)
            return EntryChange(record: record, isNew: false, differences: differences, suspected: [])
        }
    }

    private static func refuse(_ fields: [String], of what: String) throws {
        guard let field = fields.first else { return }
        throw Problem(.usage, at: field, "is a field of \(what)", remedy: "Leave it out.")
    }

    /// By its id or by one of its names.
    static func organization(_ word: String, _ records: Records) throws -> Organization? {
        try records.organizations.one(ifThere: word) ?? records.directory.organization(named: word)
    }

    private func write(_ input: EntryInput, into contact: inout Contact, _ records: Records) throws {
        if let name = input.name { contact.correct(name: name) }
        for field in input.cleared {
            switch field {
            case .pseudonym: contact.pseudonym = nil
            case .organization: contact.organization = nil
            case .position: contact.position = nil
            case .note: contact.note = nil
            case .riskNote: contact.riskNote = nil
            case .languages: contact.languages = []
            case .otherNames: contact.otherNames = []
            case .country, .region, .reach, .size, .themes, .populations, .hostFunded, .missionFunded,
                .firstMet:
                break
            }
        }
        contact.pseudonym = input.pseudonym ?? contact.pseudonym
        if let word = input.organization {
            guard let organization = try Self.organization(word, records) else {
                throw Problem(
                    .missingInput, at: "organization", "is not in the directory by that id or name",
                    remedy: "Look for it with \(.directorySearch), or add it with \(.directoryAdd) --kind organization."
                )
            }
            contact.organization = organization.id
        }
        contact.position = input.position ?? contact.position
        contact.country = input.country ?? contact.country
        contact.zone = input.zone ?? contact.zone
        contact.hours = input.hours ?? contact.hours
        if !input.languages.isEmpty { contact.languages = input.languages }
        contact.tlp = input.label ?? contact.tlp
        contact.note = input.note ?? contact.note
        contact.riskNote = input.riskNote ?? contact.riskNote
        if !input.mayShare, let owner = try contact.otherOwner(of: input.channels, named: contact.name, records) {
            throw Problem(
                .notAllowed, at: contact.id.text,
                "would get a way to be reached that is \(owner.id)'s, who has another name",
                remedy: "Correct whose it is; if both are reached there, say --yes.")
        }
        for channel in input.channels.reversed() { contact.prefer(channel) }
        for address in input.dropped where !contact.drop(address) {
            throw Problem(
                .missingInput, at: contact.id.text, "has no such address or number",
                remedy: "See those it has with \(.directoryShow, contact.id.text).")
        }
    }

    private func write(_ input: EntryInput, into organization: inout Organization) throws {
        if let country = input.country { try operation.facts.check(country) }
        if let name = input.name { organization.rename(to: name) }
        for field in input.cleared {
            switch field {
            case .country: organization.country = nil
            case .region: organization.region = nil
            case .reach: organization.reach = nil
            case .size: organization.size = nil
            case .hostFunded: organization.isHostFunded = nil
            case .missionFunded: organization.isMissionFunded = nil
            case .themes: organization.themes = []
            case .populations: organization.populations = []
            case .firstMet: organization.firstMet = nil
            case .otherNames: organization.otherNames = []
            case .pseudonym, .organization, .position, .note, .riskNote, .languages: break
            }
        }
        organization.sector = input.sector ?? organization.sector
        organization.country = input.country ?? organization.country
        organization.region = input.region ?? organization.region
        organization.reach = input.reach ?? organization.reach
        organization.size = input.size ?? organization.size
        organization.isHostFunded = input.isHostFunded ?? organization.isHostFunded
        organization.isMissionFunded = input.isMissionFunded ?? organization.isMissionFunded
        if !input.themes.isEmpty { organization.themes = input.themes }
        if !input.populations.isEmpty { organization.populations = input.populations }
        organization.firstMet = input.firstMet ?? organization.firstMet
        organization.source = input.source ?? organization.source
    }
}
