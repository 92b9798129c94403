internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct AddPostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write a mission down, or change its facts.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Its id, such as embassy-tegucigalpa.")
    var id: Post.ID

    @Option(help: "What it is called.")
    var name: String

    @Option(help: ArgumentHelp("Where it stands.", valueName: "code"))
    var country: CountryCode

    @Option(help: "Its street address.")
    var street: String?

    @Option(help: "Its page, beginning with https://.")
    var website: String?

    @Option(help: "Where these facts come from.")
    var source = "the mission"

    func run() async throws {
        let post = try await options.operation().posts.save(
            Post(id: id, name: name, country: country, street: street, website: website, source: source))
        try options.show(post, PostText.lines(post))
    }
}
