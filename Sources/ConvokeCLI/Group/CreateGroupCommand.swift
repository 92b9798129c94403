internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct CreateGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a group, or change it; with traits it is everyone who has them.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Its id, such as like-minded.")
    var id: Group.ID

    @Option(help: "What it is called.")
    var name: String

    @OptionGroup var traits: QueryOptions

    @Option(help: "Words of a name, an address or an organization.")
    var words: String = ""

    func run() async throws {
        let query = traits.query(words)
        let group = Group(id: id, name: name, query: query.isEmpty ? nil : query)
        try options.showGroup(try await options.operation().groups.save(group))
    }
}
