internal import CommandSupport
package import Coordination

extension AuditEntry: Listed {
    package static func table(_ entries: [AuditEntry]) -> [String] {
        Table.lines(
            ["entry", "time", "who", "did", "to"],
            entries.map { ["\($0.position)", "\($0.at)", $0.who, $0.verb, $0.subject] }, empty: "No entry.")
    }
}
