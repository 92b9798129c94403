internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct ShowPostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A mission and everyone who is, was or will be designated there.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The mission.")
    var id: Post.ID

    func run() async throws {
        let post = try await options.operation().posts.one(id)
        try options.show(post, PostText.lines(post))
    }
}
