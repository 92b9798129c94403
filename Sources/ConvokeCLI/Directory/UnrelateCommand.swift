internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct UnrelateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unrelate", abstract: "Take a relation away; 'directory show' lists them.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The relation, such as re-3k9x.")
    var relation: Relation.ID

    func run() async throws {
        try await options.operation().relations.unrelate(relation)
        try options.show(["relation": relation.text], ["\(relation) is gone."])
    }
}
