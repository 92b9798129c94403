internal import CommandSupport
package import Coordination

extension BackupReport: Printed {
    package var lines: [String] {
        let rows = rows.values.reduce(0, +)
        return [
            "Wrote \(path): \(rows) rows, \(bytes) bytes.",
            "Check it: convoke backup verify \(path)",
        ]
    }
}

extension RestoreReport: Printed {
    package var lines: [String] {
        let held =
            "\(held) messages are held, because they may have been sent already. Look at them with 'convoke outbox list', then let them go with 'convoke outbox release' or give them up with 'drop'."
        return ["Restored \(backup.rows.values.reduce(0, +)) rows of \(backup.made)."] + (self.held > 0 ? [held] : [])
    }
}
