internal import ArgumentParser
internal import Coordination
internal import Installation
internal import PeopleService

struct ShowEntryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one entry whole. Reading a person leaves a note in the audit.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The id of a contact, organization or mechanism.")
    var id: String

    func run() async throws {
        let entry = try await options.operation().directory.show(id)
        try options.show(entry, Self.lines(entry))
    }

    private static func lines(_ entry: DirectoryEntry) -> [String] {
        switch entry {
        case .contact(let contact, let organization, let links):
            return ContactText(contact: contact, organization: organization, links: links).lines
        case .organization(let organization, let contacts, let relations):
            let facts = [
                organization.sector.rawValue, organization.country?.rawValue ?? "country unknown",
                organization.region, organization.reach?.rawValue ?? "reach unknown",
                organization.size.map { "\($0.rawValue) size" },
                Facet.funding(organization.isHostFunded),
            ].compactMap { $0 }
            let lists = [("themes", organization.themes), ("populations", organization.populations)]
            var lines = [organization.name, facts.joined(separator: ", ")]
            for (name, list) in lists where !list.isEmpty { lines.append("\(name): \(list.joined(separator: ", "))") }
            if let day = organization.firstMet { lines.append("first met: \(day)") }
            lines.append("source: \(organization.source)")
            lines += contacts.map { "contact: \($0.id)" }
            lines += relations.map { "\($0.id): \($0.from) \($0.kind.rawValue) \($0.to)" }
            return lines
        case .mechanism(let mechanism):
            return mechanism.names.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                + mechanism.stages.map {
                    "stage \($0.id)\($0.isLive ? " (live)" : ""): then \($0.next.isEmpty ? "nothing" : $0.next.joined(separator: ", "))"
                }
                + mechanism.deadlines.map {
                    "deadline \($0.names["en"] ?? $0.id)\($0.isConfirmed ? "" : " (suggested)"): \($0.source)"
                }
                + mechanism.sources.map { "source: \($0)" }
        }
    }
}
