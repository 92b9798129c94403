internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct ListGroupsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All groups.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let groups = try await options.operation().groups.all()
        try options.show(
            groups,
            Table.lines(
                ["id", "members", "name"],
                groups.map { [$0.id.text, $0.query?.description ?? "chosen", $0.name] }, empty: "No group yet."))
    }
}
