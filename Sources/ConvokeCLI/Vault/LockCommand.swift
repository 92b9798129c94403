internal import ArgumentParser
internal import CustodyService

struct LockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Close the vault: nothing can be read, and nothing is sent.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let operation = try await options.operation()
        try await operation.vault.lock()
        let isKeyInHome = try await operation.vault.isKeyInHome()
        try options.show(
            ["state": "locked"],
            ["The vault is locked and the outbox is paused. Open it with 'convoke vault unlock'."]
                + (isKeyInHome
                    ? ["Its key file still lies in the home, so this stops Convoke, not a thief of the folder."] : []))
    }
}
