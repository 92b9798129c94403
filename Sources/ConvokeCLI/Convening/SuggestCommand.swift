internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct SuggestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Propose whom to invite: what the quorum lacks, and whose voices were not heard in the past year.",
        discussion: "Only people who may be invited are proposed. Nothing is changed without --add.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Option(help: "How many people.")
    var size: Int?

    @OptionGroup var traits: QueryOptions

    @Flag(help: "Put them on the list.")
    var add = false

    private func check() throws {
        if let size, !(1...500).contains(size) {
            throw Problem(.usage, "a list has 1 to 500 people", remedy: "Give another --size.")
        }
    }

    func run() async throws {
        try check()
        let operation = try await options.operation()
        let view = try await operation.invitees.suggest(for: convening, size: size, query: traits.query())
        if add, !view.people.isEmpty {
            _ = try await operation.invitees.add(
                to: convening, named: view.people.map(\.contact), sectors: [], countries: [],
                theme: nil)
        }
        try options.show(
            view,
            Table.lines(
                ["contact", "sector", "name", "why"],
                view.people.map { person in
                    [
                        person.contact.text, person.sector?.rawValue ?? "-",
                        person.name + (person.organization.map { ", \($0)" } ?? ""),
                        person.reasons.joined(separator: "; "),
                    ]
                }, empty: "Nobody is left who may be invited.") + view.shortages.map { "quorum not met: \($0)" }
                + (add || view.people.isEmpty ? [] : ["", "Add --add to put them on the list."]))
    }
}
