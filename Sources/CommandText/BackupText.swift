internal import CommandSupport
internal import Coordination

extension BackupReport: Printed {
    package var lines: [String] {
        let rows = rows.values.reduce(0, +)
        return [
            "Wrote \(path): \(rows) rows, \(bytes) bytes.",
            "Check it: convoke backup verify \(path)",
        ]
    }
}
