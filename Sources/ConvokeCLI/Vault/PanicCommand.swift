internal import ArgumentParser
internal import CustodyService
internal import Installation

struct PanicCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "panic", abstract: "Destroy all slots of the vault at once, except the printed recovery key.",
        discussion:
            "Nobody here can open the store afterwards. Old copies of the store and backups still open with their secrets."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Destroy the recovery key's way in, too: only a backup elsewhere can bring the records back.")
    var everything = false

    func run() async throws {
        try options.confirm("Destroy the ways into the vault?")
        try await Installation.panic(
            home: options.place, storeURL: options.store, everything: everything, world: .machine,
            actor: options.actor())
        try options.show(
            ["state": "destroyed"],
            [
                everything
                    ? "The ways in are destroyed. Only a backup brings the records back."
                    : "The ways in are destroyed. A recovery key, if one was made, still opens it.",
                "Backups still open with their secrets, and the folder 'mail' is plain: delete them if you must.",
            ])
    }
}
