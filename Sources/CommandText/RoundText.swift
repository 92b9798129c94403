internal import CommandSupport
internal import Coordination
package import Installation

extension RoundView: Listed {
    package static func table(_ rounds: [RoundView]) -> [String] {
        Table.lines(
            ["state", "kind", "about", "done", "of", "begun", "worked on", "round"],
            rounds.map {
                [
                    $0.state.rawValue, $0.kind.rawValue, $0.subject, "\($0.done)", "\($0.total)", "\($0.begun)",
                    $0.isAlive ? "yes" : "no", $0.id.text,
                ]
            }, empty: "Everything is complete.")
    }
}
