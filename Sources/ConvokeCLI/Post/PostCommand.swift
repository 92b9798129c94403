internal import ArgumentParser
internal import Coordination
internal import Workflows

struct PostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post", abstract: "Missions and their designated human rights officers; hand over to the next.",
        subcommands: [
            AddPostCommand.self, DesignateCommand.self, ShowPostCommand.self, ListPostsCommand.self,
            PublishPostCommand.self, HandOverCommand.self,
        ])
}

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
        let post = try await options.secretariat().savePost(
            Post(id: id, name: name, country: country, street: street, website: website, source: source))
        try options.show(post, PostText.lines(post))
    }
}

struct DesignateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "designate",
        abstract: "Designate the human rights officer or a deputy; what you say here is meant to be published.",
        discussion: "A new officer ends the time of the one before.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The mission.")
    var id: Post.ID

    @OptionGroup var person: DesignationOptions

    @Flag(help: "As a deputy.")
    var deputy = false

    func run() async throws {
        let secretariat = try await options.secretariat()
        let post = try await secretariat.designate(
            person.designation(deputy ? .deputy : .officer, today: secretariat.today()), at: id)
        try options.show(post, PostText.lines(post))
    }
}

struct ShowPostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A mission and everyone who is, was or will be designated there.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The mission.")
    var id: Post.ID

    func run() async throws {
        let post = try await options.secretariat().post(id)
        try options.show(post, PostText.lines(post))
    }
}

struct ListPostsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All missions with who is designated today.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let secretariat = try await options.secretariat()
        let posts = try await secretariat.posts()
        try options.show(
            posts,
            Table.lines(
                ["id", "country", "name", "designated"],
                try posts.map { post in
                    let people = try secretariat.designated(at: post)
                    return [
                        post.id.text, post.country.rawValue, post.name,
                        people.isEmpty ? "NOBODY" : people.map(\.name).joined(separator: ", "),
                    ]
                }, empty: "No mission yet."))
    }
}

struct PublishPostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Write the public page and vCard of who is designated today.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The mission.")
    var id: Post.ID

    @Option(help: ArgumentHelp("The page (HTML).", valueName: "file"))
    var page: String?

    @Option(help: ArgumentHelp("The vCard.", valueName: "file"))
    var vcard: String?

    @Option(help: "The language of the page: en, es, fr or pt.")
    var language: Language?

    private func check() throws {
        guard page != nil || vcard != nil else {
            throw Problem(.usage, "nothing is to be written", remedy: "Give --page FILE, --vcard FILE or both.")
        }
    }

    func run() async throws {
        try check()
        try await options.secretariat().publish(id, page: page, card: vcard, in: language)
        let files = [page, vcard].compactMap { $0 }
        try options.show(files, files.map { "Wrote \($0)." })
    }
}
