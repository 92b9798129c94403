internal import ArgumentParser
internal import CustodyService

struct RemoveSlotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-slot", abstract: "Take a way into the vault away.",
        discussion:
            "Anyone who knows its secret can still unlock an older copy of the store; 'convoke vault rekey' renews the keys."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The slot, as 'convoke vault status' names it.")
    var slot: String

    func run() async throws {
        try options.confirm("Take \(slot) away?")
        try await options.operation().vault.removeSlot(slot)
        try options.show(
            ["removed": slot], ["Took \(slot) away. If its secret may have leaked, run 'convoke vault rekey'."])
    }
}
