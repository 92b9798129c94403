internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct InvitationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitation", abstract: "What each person is sent, and what they answered.",
        subcommands: [ListInvitationsCommand.self, PreviewCommand.self, LinkCommand.self])
}

struct ListInvitationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The invitations of a convening: codes, states, what came back.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    func run() async throws {
        let entries = try await options.operation().invitations.all(to: convening)
        try options.show(
            entries,
            Table.lines(
                ["code", "state", "revision", "note", "name"],
                entries.map {
                    [
                        $0.code, $0.state.rawValue, $0.sent.map { "\($0)" } ?? "-", $0.notes.joined(separator: ", "),
                        $0.name,
                    ]
                }, empty: "Nobody yet."))
    }
}

struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "The link by which one person can answer, until the convening is over.",
        discussion: "Anyone who holds it can reply in the person's name. 'convoke reply record' takes it, too.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The invitation's id or code.")
    var invitation: String

    func run() async throws {
        let link = try await options.operation().invitations.answerLink(of: invitation)
        try options.show(["link": link], [link])
    }
}
