internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct HostReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Note what the host authority or company answered.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action.")
    var action: Action.ID

    @Argument(help: "The answer, in a few words.")
    var text: String

    @Option(help: ArgumentHelp("The day it came; today by default.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay?

    func run() async throws {
        let changed = try await options.operation().actions.noteReply(action, text, on: on)
        try options.show(changed, ActionTable.lines([changed]))
    }
}
