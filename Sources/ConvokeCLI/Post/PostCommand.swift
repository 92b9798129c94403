internal import ArgumentParser

struct PostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post", abstract: "Missions and their designated human rights officers; hand over to the next.",
        subcommands: [
            AddPostCommand.self, DesignateCommand.self, ShowPostCommand.self, ListPostsCommand.self,
            PublishPostCommand.self, HandOverCommand.self,
        ])
}
