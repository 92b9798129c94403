internal import ArgumentParser

struct InviteesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitees", abstract: "Show the list, put people on it or off it, or have some proposed.",
        usage: """
            convoke convening invitees <convening> [--add <contact> ...] [--sector <sector> ...] [--remove <contact>] ...
            convoke convening invitees suggest <convening> [--size <size>] [--add]
            """,
        discussion:
            "See 'convoke help convening invitees list' for everything that puts people on the list.",
        subcommands: [ListInviteesCommand.self, SuggestCommand.self], defaultSubcommand: ListInviteesCommand.self)
}
