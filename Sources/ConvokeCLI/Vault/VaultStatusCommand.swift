internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct VaultStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say whether the vault is open, and what opens it.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let operation = try await options.operation()
        let status = try await operation.vault.status()
        let isKeyInHome = try await operation.vault.isKeyInHome()
        try options.show(
            status,
            ["The vault is \(status.isLocked ? "locked" : "open")."]
                + Table.lines(
                    ["slot", "opened by"], status.slots.map { [$0.id, $0.kind] },
                    empty: "It has no way in left.")
                + (isKeyInHome
                    ? ["Its key file is in the home folder: anyone with the folder can read everything."] : [])
                + (status.outdated > 0 ? ["A change of keys is not finished: run 'convoke vault rekey' again."] : []))
    }
}
