internal import ArgumentParser
internal import Coordination
internal import Workflows

struct ShowEntryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one entry whole. Reading a person leaves a note in the audit.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The id of a contact, organization or mechanism.")
    var id: String

    func run() async throws {
        let entry = try await options.secretariat().show(id)
        try options.show(entry, Self.lines(entry))
    }

    private static func lines(_ entry: DirectoryEntry) -> [String] {
        switch entry {
        case .contact(let contact, let organization):
            return [
                contact.name + (contact.pseudonym.map { " (\($0))" } ?? ""),
                [contact.position, organization?.name].compactMap { $0 }.joined(separator: ", "),
                "\(contact.country), \(contact.zone), \(contact.languages.map(\.rawValue).joined(separator: " ")), hours \(contact.hours.description)",
            ] + contact.channels.map { "\($0.kind.rawValue): \($0.address)" }
                + contact.consents.map { consent in
                    let end =
                        consent.withdrawn.map { ", withdrawn \($0)" } ?? consent.expires.map { ", until \($0)" } ?? ""
                    return
                        "consent to \(consent.purpose.rawValue) by \(consent.channel.rawValue), \(consent.given)\(end)"
                } + (contact.isDoNotContact ? ["DO NOT CONTACT"] : [])
                + (contact.riskNote.map { ["risk: \($0)"] } ?? [])
        case .organization(let organization, let contacts):
            return [
                organization.name,
                "\(organization.sector.rawValue), \(organization.country?.rawValue ?? "country unknown"), \(organization.reach?.rawValue ?? "reach unknown")",
                "source: \(organization.source)",
            ] + contacts.map { "contact: \($0.id)" }
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
