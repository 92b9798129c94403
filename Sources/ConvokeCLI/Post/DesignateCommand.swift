internal import ArgumentParser
internal import Coordination
internal import Installation
internal import PeopleService

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
        let operation = try await options.operation()
        let post = try await operation.posts.designate(
            person.designation(deputy ? .deputy : .officer, today: operation.today()), at: id)
        try options.show(post, PostText.lines(post))
    }
}
