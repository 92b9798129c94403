internal import CommandSupport
internal import Coordination
package import Delivery

extension DeliveryReport: Printed {
    /// How many messages ended in each state. A local folder is named only where something was saved to it.
    package var summary: String {
        let saved = count("saved") > 0 ? "\(count("saved")) saved to the local mail folder, " : ""
        let delivered = count("delivered") > 0 || saved.isEmpty ? "\(count("delivered")) delivered, " : ""
        return
            "\(delivered)\(saved)\(count("waiting")) to be tried again, \(count("failed")) failed for good."
    }

    package var lines: [String] {
        [summary]
            + (claimedUntil.map {
                ["\(claimed) are taken by another run, or by one that was stopped; they are free again by \($0)."]
            } ?? [])
            + (nextDue.map { ["\(later) wait for their time, the first until \($0)."] } ?? [])
            + troubles + notTaken.map { "\($0.kind) \($0.envelope): \($0.detail)" }
    }
}

extension OutboxLine: Listed {
    package static func table(_ lines: [OutboxLine]) -> [String] {
        Table.lines(
            ["state", "kind", "for", "to", "name", "tries", "not before", "last result", "message"],
            lines.map {
                [
                    $0.state, $0.kind.rawValue, $0.subject, $0.recipient, $0.name ?? "-", "\($0.attempts)",
                    "\($0.notBefore)", $0.detail ?? "-", $0.envelope.text,
                ]
            }, empty: "Empty.")
    }
}
