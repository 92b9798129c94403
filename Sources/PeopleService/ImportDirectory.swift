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
    /// People whose refusal, label or override the file would have changed; theirs stay.
    public var guarded: [String] = []
}

extension Directory {
    /// The folders that are shipped: mechanisms and organizations, and the invented people where asked for.
    public func shippedPaths(withDemonstration: Bool) -> [String] {
        ["mechanisms", "organizations"].map { "\(operation.resources.directory)/\($0)" }
            + (withDemonstration ? ["\(operation.resources.directory)/demonstration"] : [])
    }

    /// Takes files into the directory, all of them or none. Taking the same again changes nothing.
    /// - Parameter isDryRun: whether nothing is kept.
    public func importDirectory(_ paths: [String], isDryRun: Bool = false) async throws -> ImportReport {
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
        let report = try await trying(keeping: { _ in !isDryRun }) { records in
            try Self.take(contents, records)
        }
        guard isDryRun else { return report }
        try await operation.change { records in
            try records.note(.directoryImportTrial, "import")
            for contact in contents.flatMap(\.1.contacts)
            where try records.contacts.one(ifThere: contact.id.text) != nil {
                try records.note(.directoryRead, contact.id.text)
            }
        }
        return report
    }

    private static func take(
        _ contents: [(String, DirectoryContents)], _ records: Records
    ) throws -> ImportReport {
        var report = ImportReport()
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
        for mechanism in contents.flatMap(\.1.mechanisms) {
            let result = try records.mechanisms.save(mechanism)
            report.mechanisms[result.rawValue, default: 0] += 1
            try records.note(result, added: .directoryAdded, changed: .directoryChanged, mechanism.id.text)
        }
        for organization in contents.flatMap(\.1.organizations) {
            let result = try records.organizations.save(organization)
            report.organizations[result.rawValue, default: 0] += 1
            try records.note(result, added: .directoryAdded, changed: .directoryChanged, organization.id.text)
        }
        for contact in contents.flatMap(\.1.contacts) {
            // What a file says of a record that was merged is part of another's now.
            if try records.merges.keeper(of: contact.id) != nil {
                report.contacts["merged", default: 0] += 1
                continue
            }
            let present = try records.contacts.one(ifThere: contact.id.text)
            if present == nil { try records.refusals.checkErasure(of: contact, at: contact.id.text) }
            var guarded = contact.guarded(by: present)
            if guarded != contact { report.guarded.append(contact.id.text) }
            // A file that knows of no key does not make mail go in plain.
            guarded.publicKey = guarded.publicKey ?? present?.publicKey
            let result = try records.contacts.save(guarded)
            report.contacts[result.rawValue, default: 0] += 1
            try records.note(result, added: .directoryAdded, changed: .directoryChanged, contact.id.text)
        }
        return report
    }
}
