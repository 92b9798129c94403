internal import CommandSupport
package import Coordination

extension VaultStatus {
    package func lines(isKeyInHome: Bool) -> [String] {
        var lines = ["The vault is \(isLocked ? "locked" : "unlocked")."]
        lines += Table.lines(
            ["slot", "unlocked by"], slots.map { [$0.id, $0.kind] }, empty: "No key is left that unlocks it.")
        if isKeyInHome {
            lines.append("Its key file is in the home folder: anyone with the folder can read everything.")
        }
        if outdated > 0 { lines.append("A change of keys is not finished: run 'convoke vault rekey' again.") }
        return lines
    }
}
