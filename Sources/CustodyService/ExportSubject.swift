public import Coordination
internal import Foundation
internal import Installation
internal import Rendering
internal import Storage
internal import Zones

extension SubjectRights {
    /// Writes a person's whole record, across every table, as JSON and as a page to read.
    /// - Returns: the two files.
    public func export(_ id: Contact.ID, to folder: String) async throws -> [String] {
        let json = "\(folder)/\(id).json", page = "\(folder)/\(id).html"
        for path in [json, page] { try operation.home.checkOutput(path) }
        let file = try await file(id)
        if !FileManager.default.fileExists(atPath: folder) {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw Problem(.cannotCreate, at: folder, "cannot be made", remedy: "Name another folder.")
            }
        }
        try Home.write(try file.json().utf8, to: json)
        try Home.write(
            try operation.pages.page(content(of: file), title: "What is kept about you", in: .english).utf8, to: page)
        return [json, page]
    }

    /// Everything the store holds about a person; reading it is noted.
    public func file(_ id: Contact.ID) async throws -> SubjectFile {
        return try await operation.change { records in
            let file = try SubjectFile(of: id, records, at: operation.now)
            try records.note(.subjectExport, id.text)
            return file
        }
    }

    private func content(of file: SubjectFile) -> SubjectPage {
        let contact = file.contact, zone = try? operation.zones.zone(contact.zone)
        // Times as the person's clock shows them; in UTC where the zone is not known any more.
        func time(_ moment: Instant) -> String {
            guard let wall = zone?.wall(at: moment) else { return moment.description }
            return "\(wall.day), \(wall.clock) (\(contact.zone))"
        }
        func row(_ name: String, _ text: String) -> SubjectPage.Row { SubjectPage.Row(name, text) }
        var page = SubjectPage()
        page.made = time(file.made)
        page.id = contact.id.text
        page.facts = [
            row("Name", contact.name), row("Pseudonym", contact.pseudonym ?? ""),
            row("Organization", file.organization ?? ""), row("Position", contact.position ?? ""),
            row("Country", contact.country.rawValue), row("Time zone", contact.zone.rawValue),
            row("Languages", contact.languages.map(\.rawValue).joined(separator: ", ")),
            row("Risk note", contact.riskNote ?? ""), row("Not to be contacted", contact.isDoNotContact ? "yes" : "no"),
            row("Other spellings", contact.otherNames.joined(separator: ", ")), row("Note", contact.note ?? ""),
            row("Label", contact.tlp.rawValue),
            row("Other positions", contact.otherPositions.compactMap(\.title).joined(separator: ", ")),
            row(
                "Written to without a consent on record",
                contact.overrides.map { "\($0.day) about \($0.subject): \($0.reason)" }.joined(separator: "; ")),
            row("Groups", file.groups.map(\.group.text).joined(separator: ", ")),
            row("Links with others", file.relations.map(\.kind).joined(separator: ", ")),
            row("Records made one with this", file.merged.map(\.text).joined(separator: ", ")),
            row("Legal hold", file.hold.map { "\(time($0.set)): \($0.reason)" } ?? "none"),
        ]
        page.channels = contact.channels.map { row($0.kind.rawValue, $0.address) }
        page.consents = contact.consents.map { consent in
            row(
                "\(consent.purpose.rawValue) by \(consent.channel.rawValue)",
                "given \(consent.given) (\(consent.evidence)), until \(consent.expires?.description ?? "withdrawn")"
                    + (consent.withdrawn.map { ", withdrawn \($0)" } ?? ""))
        }
        page.invitations = file.invitations.map {
            row($0.when.map(time) ?? "no time yet", "\($0.convening), \(Self.word(for: $0.role)), \($0.state)")
        }
        page.messages = file.messages.map { row("\(time($0.made)) \($0.kind), \($0.state)", $0.text) }
        page.answers = file.answers.map { row("\(time($0.received)) \($0.verdict)", $0.text) }
        page.signatures = file.signatures.map { row("\(time($0.signed)) for \($0.organization)", $0.title) }
        page.parts = file.parts.map { row("\($0.kind) \($0.id)", $0.role) }
        page.mentions = file.mentions.map { row("\($0.kind) \($0.id)", $0.text) }
        page.audit = file.audit.map { row(time($0.at), "\($0.verb) \($0.subject)") }
        return page
    }

    private static func word(for role: String) -> String {
        switch Invitation.Role(rawValue: role) {
        case .chair: "chair"
        case .required: "attendance required"
        case .optional: "attendance optional"
        case nil: role
        }
    }
}
