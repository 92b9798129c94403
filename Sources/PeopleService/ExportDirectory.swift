public import Coordination
internal import DirectoryFiles
internal import Foundation
public import Installation
internal import Storage

/// What an export wrote.
public struct ExportReport: View {
    public let files: [String]
    public let people: Int
    /// Contacts that were left out, with the reason.
    public let leftOut: [String: String]
    /// Cells that were left empty because they name a person who is not in the file, by contact.
    public var withheld: [String: [String]] = [:]
    /// Whom the file may be shown to.
    public let label: String
}

extension Directory {
    /// Writes people into a table or vCards for a group: those who agreed to be shared with it, and whose label allows it.
    /// - Parameters:
    ///   - path: ends with `.csv` or `.vcf`.
    ///   - group: with whom they are shared.
    ///   - query: who is asked for; everyone where it is empty.
    public func export(to path: String, for group: String, label: TLP, query: DirectoryQuery) async throws
        -> ExportReport
    {
        try operation.home.checkOutput(path)
        let id = try Group.ID(parsing: group)
        let gate = try await operation.gate(), today = try operation.today()
        let (people, leftOut, withheld, hidden) = try await operation.read { [self] records in
            _ = try records.groups.one(id)
            let asked = try records.directory.findContacts(
                try records.directory.resolved(query), limit: 1_000_000, on: today)
            var leftOut: [String: String] = [:], people: [(Contact, Organization?)] = []
            for contact in asked {
                if let objection = gate.objection(toSharing: contact, with: id, label: label) {
                    leftOut[contact.id.text] =
                        objection == .noConsent ? "no consent to share with \(id)" : objection.meaning
                } else {
                    people.append(
                        (contact, try records.organizations.one(of: contact)))
                }
            }
            let shown = Set(people.map(\.0.id)), words = people.map { Self.words($0.0, $0.1) }.joined(separator: "\n")
            let hidden = HiddenPeople(try records.names.people(namedIn: words).filter { !shown.contains($0.id) })
            let rows = people.map { Self.withholding(hidden, from: $0.0, $0.1) }
            let withheld = Dictionary(uniqueKeysWithValues: rows.map { ($0.contact.id.text, $0.withheld) })
            let kept = rows.map { ($0.contact, $0.organization) }
            try requireConfirmation(of: kept, for: id, on: today, records)
            return (
                kept, leftOut, withheld.filter { !$0.value.isEmpty }, hidden
            )
        }
        guard !people.isEmpty else {
            throw Problem(
                .notAllowed, at: id.text, "nobody agreed to be shared with this group under \(label.rawValue)",
                remedy:
                    "Ask them, and write it down: \(.consentRecord, options: "CONTACT --purpose share --group \(id)").")
        }
        let file = try gate.clear(
            SharedRecords(
                people.map(\.0),
                saying: Dictionary(uniqueKeysWithValues: people.map { ($0.0.id, Self.words($0.0, $0.1)) }),
                with: id, label: label, bytes: try Self.text(people, path, label: label).utf8), hiding: hidden)
        // A file that may have left is on record before it is there.
        try await operation.change { records in
            try records.note(.directoryExport, id.text)
            for (contact, _) in people { try records.note(.directoryShare, contact.id.text) }
        }
        try Home.write(file.content.bytes, to: path)
        return ExportReport(
            files: [path], people: people.count, leftOut: leftOut, withheld: withheld, label: label.rawValue)
    }

    /// - Throws: `Problem.notAllowed` where a cell may name a member of the group who is not in the file, and it is not confirmed.
    private func requireConfirmation(
        of people: [(Contact, Organization?)], for group: Group.ID, on today: CalendarDay, _ records: Records
    ) throws {
        let shown = Set(people.map(\.0.id))
        let members = try records.groups.memberships(of: group)
            .filter { $0.holds(on: today) && !shown.contains($0.contact) }
        let texts = people.map { [$0.1?.name, $0.0.position, $0.1?.region].compactMap { $0 }.joined(separator: "\n") }
        // The name of the person's own organization says nothing of others who belong to it.
        let found = operation.searched(
            texts, about: group.text,
            among: try operation.people(members.map(\.contact), records).map { ($0.contact, nil) })
        try operation.requireConfirmation(of: WordsToConfirm([found]), at: group.text)
    }

    /// What a file says of a person beside the name and the addresses.
    private static func words(_ contact: Contact, _ organization: Organization?) -> String {
        ([organization?.name, contact.position, organization?.region].compactMap { $0 }
            + contact.channels.map(\.address))
            .joined(separator: "\n")
    }

    /// A row without the cells that name a person else.
    private static func withholding(
        _ hidden: HiddenPeople, from contact: Contact, _ organization: Organization?
    ) -> (contact: Contact, organization: Organization?, withheld: [String]) {
        var contact = contact, organization = organization, withheld: [String] = []
        func isNaming(_ text: String?) -> Bool {
            text.map { hidden.firstDisclosed(in: $0, to: contact) != nil } ?? false
        }
        if isNaming(organization?.name) {
            withheld.append("organization")
            organization = nil
        }
        if isNaming(organization?.region) {
            withheld.append("region")
            organization?.region = nil
        }
        if isNaming(contact.position) {
            withheld.append("position")
            contact.position = nil
        }
        let others = contact.channels.filter { isNaming($0.address) }
        withheld += others.map(\.kind.rawValue)
        contact.channels.removeAll { others.contains($0) }
        // Two cells side by side may name a person whom neither names alone.
        if isNaming(words(contact, organization)) {
            withheld.append("position")
            contact.position = nil
            if isNaming(words(contact, organization)) {
                withheld.append("organization")
                organization = nil
            }
        }
        return (contact, organization, Set(withheld).sorted())
    }

    /// Writes everyone, with all that is kept, for the officer's own keeping: YAML files into a folder, a table or vCards into a file.
    /// That it was done, and by whom, is in the audit.
    public func exportAll(to path: String) async throws -> ExportReport {
        let ending = URL(filePath: path).pathExtension.lowercased()
        // A folder's name may hold a dot, such as `directory.2026`.
        let isFolder = !ending.contains(where: \.isLetter)
        guard isFolder || ["csv", "vcf", "yaml"].contains(ending) else {
            throw Problem(
                .usage, at: path, "is of an unknown kind '.\(ending.prefix(10))'",
                remedy: "Name a file .csv or .vcf, or a new folder for YAML files.")
        }
        let people = try await operation.change { records in
            let people = try records.contacts.allWithOrganizations()
            try records.note(.directoryExportAll, "directory")
            for (contact, _) in people { try records.note(.directoryRead, contact.id.text) }
            return people
        }
        if ["csv", "vcf"].contains(ending) {
            try operation.home.checkOutput(path)
            try Home.write(try Self.text(people, path, label: nil).utf8, to: path)
            return ExportReport(files: [path], people: people.count, leftOut: [:], label: TLP.red.rawValue)
        }
        let organizations = try await operation.read { try $0.organizations.all() }
        let files = try writeFolder(path, people.map(\.0), organizations)
        return ExportReport(files: files, people: people.count, leftOut: [:], label: TLP.red.rawValue)
    }

    /// Files of at most some hundred entries, so that each can be read back.
    private func writeFolder(_ path: String, _ contacts: [Contact], _ organizations: [Organization]) throws -> [String]
    {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem(.cannotCreate, at: path, "cannot be made", remedy: "Name another folder.")
        }
        guard (try? FileManager.default.contentsOfDirectory(atPath: path).isEmpty) ?? false else {
            throw Problem(.cannotCreate, at: path, "is not empty", remedy: "Name a new folder, or one that is empty.")
        }
        var files: [String] = []
        func write(_ name: String, _ text: String) throws {
            let file = "\(path)/\(name).yaml"
            try Home.write(text.utf8, to: file)
            files.append(file)
        }
        let size = 500
        for isDemonstration in [false, true] {
            let mark = isDemonstration ? "demonstration: true\n" : "", ending = isDemonstration ? "-demonstration" : ""
            let bodies = organizations.filter { $0.isDemonstration == isDemonstration }
            for start in stride(from: 0, to: bodies.count, by: size) {
                let part = Array(bodies[start..<min(start + size, bodies.count)])
                try write("organizations\(ending)-\(start / size + 1)", mark + YamlWriter.organizations(part))
            }
            let people = contacts.filter { $0.isDemonstration == isDemonstration }
            for start in stride(from: 0, to: people.count, by: size) {
                let part = Array(people[start..<min(start + size, people.count)])
                try write("people\(ending)-\(start / size + 1)", mark + YamlWriter.contacts(part))
            }
        }
        return files
    }

    private static func text(_ people: [(Contact, Organization?)], _ path: String, label: TLP?) throws -> String {
        if path.lowercased().hasSuffix(".csv") { return PeopleWriter.table(people, label: label) }
        if path.lowercased().hasSuffix(".vcf") { return PeopleWriter.cards(people, label: label) }
        throw Problem(.usage, at: path, "has an ending that is not known", remedy: "Name a file .csv or .vcf.")
    }
}
