internal import Coordination
internal import DirectoryFiles
public import Installation
internal import Storage
internal import Zones

/// What an import did, by kind.
public struct ImportReport: View {
    public var mechanisms: [String: Int] = [:]
    public var organizations: [String: Int] = [:]
    public var contacts: [String: Int] = [:]
    /// People and organizations that are in the directory, and what the files change of them.
    public var changed: [PeopleReport.Changed] = []
    /// Whether the files take something from a record, and nobody agreed to that yet; then nothing was taken.
    public var isToBeAgreed = false
    /// People of whom the file has an address that was taken off, or an earlier spelling as the name; the records stay as they are.
    public var passedOver: [String] = []
    /// People whose refusal, label or override the file would have changed; theirs stay.
    public var guarded: [String] = []
}

/// How files of YAML are taken.
public struct EntriesInput: Sendable {
    /// Whether nothing is kept.
    public var isDryRun = false
    /// Whether a record becomes what the file says, rather than being completed by it.
    public var replaces = false
    /// Whether what is on record may give way to the file's.
    public var mayReplace = false

    public init(isDryRun: Bool = false, replaces: Bool = false, mayReplace: Bool = false) {
        self.isDryRun = isDryRun
        self.replaces = replaces
        self.mayReplace = mayReplace
    }
}

extension Directory {
    /// The folders that are shipped: mechanisms and organizations, and the invented people where asked for.
    public func shippedPaths(withDemonstration: Bool) -> [String] {
        ["mechanisms", "organizations"].map { "\(operation.resources.directory)/\($0)" }
            + (withDemonstration ? ["\(operation.resources.directory)/demonstration"] : [])
    }

    /// Takes files into the directory, all of them or none. Taking the same again changes nothing.
    public func importDirectory(_ paths: [String], _ input: EntriesInput = EntriesInput()) async throws -> ImportReport
    {
        var files: [(String, DirectoryContents)] = []
        for path in paths { files.append((path, try await notingRefusal { try DirectoryReader.read(path) })) }
        for (path, file) in files {
            // The demonstration's people do not exist.
            if let named = file.contacts.first(where: { $0.isNamedByID && !$0.isDemonstration }) {
                throw Problem(
                    .badData, at: path,
                    "the id '\(named.id)' holds a part of that person's name, and ids are not sealed",
                    remedy:
                        "Give an id that says nothing, such as ct-\(Operation.letters(operation.random.bytes(4)))."
                )
            }
        }
        let today = try operation.today()
        for contact in files.flatMap(\.1.contacts) {
            do {
                _ = try operation.zones.zone(contact.zone)
                try Consent.checkPast(contact.consents, on: today)
                try operation.facts.check(contact.country)
            } catch let problem as Problem {
                throw problem.at(contact.id.text)
            }
        }
        for ids in [
            files.flatMap { $0.1.contacts.map(\.id.text) }, files.flatMap { $0.1.organizations.map(\.id.text) },
        ] {
            let counts = Dictionary(ids.map { ($0, 1) }, uniquingKeysWith: +)
            if let twice = counts.filter({ $0.value > 1 }).keys.sorted().first {
                throw Problem(.badData, at: twice, "is in two of the files", remedy: "Keep one of them.")
            }
        }
        let contents = files
        let (report, plan) = try await operation.read { try Self.plan(contents, input, $0) }
        guard input.isDryRun || report.isToBeAgreed else {
            try await take(plan)
            return report
        }
        try await operation.change { records in
            try records.note(.directoryImportTrial, "import")
            for contact in contents.flatMap(\.1.contacts)
            where try records.contacts.one(ifThere: contact.id.text) != nil {
                try records.note(.directoryRead, contact.id.text)
            }
        }
        return report
    }

    private static func plan(
        _ contents: [(String, DirectoryContents)], _ input: EntriesInput, _ records: Records
    ) throws -> (ImportReport, ImportPlan) {
        var report = ImportReport(), plan = ImportPlan()
        func noted(_ part: ImportPlan.Part, _ isChanged: Bool) -> String {
            guard isChanged else { return SaveResult.unchanged.rawValue }
            plan.parts.append(part)
            return (part.before == nil ? SaveResult.added : .changed).rawValue
        }
        let known = Set(try records.organizations.all().map(\.id)).union(
            contents.flatMap { $0.1.organizations.map(\.id) })
        for (path, file) in contents {
            if let lost = file.contacts.first(where: { $0.organization.map { !known.contains($0) } ?? false }) {
                throw Problem(
                    .badData, at: path,
                    "\(lost.id) belongs to '\(lost.organization?.text ?? "")', which is unknown",
                    remedy: "Add that organization to the file, or correct its id.")
            }
        }
        let people = contents.flatMap(\.1.contacts).filter { !$0.isDemonstration }
        let fresh = try contents.flatMap { $0.1.organizations.map(\.id.text) }.filter {
            try records.organizations.one(ifThere: $0) == nil
        }
        try records.names.checkIDs(fresh, with: people)
        for file in contents.flatMap(\.1.mechanisms) {
            // Sessions that were imported by themselves stay; those of the file go before them.
            let old = try records.mechanisms.one(ifThere: file.id.text)
            let more = (old?.sessions ?? []).filter { old in !file.sessions.contains { $0.name == old.name } }
            let mechanism = more.isEmpty ? file : file.adding(more)
            let result = noted(try .init(mechanism, before: old), mechanism != old)
            report.mechanisms[result, default: 0] += 1
        }
        for (path, file) in contents {
            for organization in file.organizations {
                let present = try records.organizations.one(ifThere: organization.id.text)
                let fields = file.givenFields[organization.id.text] ?? []
                let wanted = input.replaces ? organization : present?.merged(with: organization, fields: fields)
                if let present, let wanted, wanted != present {
                    report.changed.append(
                        .init(
                            place: path, record: present.id.text,
                            differences: FieldDifference.between(present, wanted)))
                }
                let new = wanted ?? organization
                let result = noted(try .init(new, before: present), new != present)
                report.organizations[result, default: 0] += 1
            }
        }
        let entries = contents.flatMap { path, file in
            file.contacts.map { ($0, file.givenFields[$0.id.text] ?? [], path) }
        }
        for (contact, fields, path) in entries {
            // What a file says of a record that was merged is part of another's now.
            if try records.merges.keeper(of: contact.id) != nil {
                report.contacts["merged", default: 0] += 1
                continue
            }
            let present = try records.contacts.one(ifThere: contact.id.text)
            if present == nil {
                try records.contacts.checkFree(contact.id)
                try records.refusals.checkErasure(of: contact, at: contact.id.text)
            }
            var wanted = contact
            if let present {
                try checkIdentity(of: contact, as: present, input, records)
                if !input.replaces,
                    !present.former(among: contact.channels).isEmpty
                        || (contact.name != present.name && present.otherNames.contains(contact.name))
                {
                    report.passedOver.append(contact.id.text)
                }
                wanted = input.replaces ? present.replaced(by: contact) : present.merged(with: contact, fields: fields)
            }
            let guarded = wanted.guarded(by: present)
            let kept = contact.guarded(by: present)
            func isKept<Value: Equatable>(_ path: KeyPath<Contact, Value>, _ field: String) -> Bool {
                (input.replaces || fields.contains(field)) && kept[keyPath: path] != contact[keyPath: path]
            }
            if isKept(\.consents, "consents") || isKept(\.overrides, "overrides") || isKept(\.tlp, "tlp")
                || isKept(\.isDoNotContact, "do-not-contact")
            {
                report.guarded.append(contact.id.text)
            }
            if let present, guarded != present {
                report.changed.append(
                    .init(
                        place: path, record: contact.id.text, differences: FieldDifference.between(present, guarded)))
            }
            let result = noted(try .init(guarded, before: present), guarded != present)
            report.contacts[result, default: 0] += 1
        }
        report.isToBeAgreed = !input.mayReplace && report.changed.contains(where: \.takesSomething)
        return (report, plan)
    }

    /// Refuses a name that is unlike the one on record and a way to be reached that is someone else's, unless the record is to be replaced.
    private static func checkIdentity(
        of contact: Contact, as present: Contact, _ input: EntriesInput, _ records: Records
    ) throws {
        guard !input.replaces else { return }
        guard Likeness.isName(contact.name, of: present) else {
            throw Problem(
                .badData, at: contact.id.text, "is the id of someone with another name",
                remedy: "Correct the id; or say --replace, if it is the same person.")
        }
        if let owner = try present.otherOwner(of: contact.channels, named: contact.name, records) {
            throw PeopleIntake.problem(at: contact.id.text, contact.id, owner.id)
        }
    }
}
