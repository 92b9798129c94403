internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct ListPostsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All missions with who is designated today.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let operation = try await options.operation()
        let posts = try await operation.posts.all()
        try options.show(
            posts,
            Table.lines(
                ["id", "country", "name", "designated"],
                try posts.map { post in
                    let people = try operation.posts.designated(at: post)
                    return [
                        post.id.text, post.country.rawValue, post.name,
                        people.isEmpty ? "NOBODY" : people.map(\.name).joined(separator: ", "),
                    ]
                }, empty: "No mission yet."))
    }
}
