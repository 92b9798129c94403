internal import CommandSupport
package import ConveningService
internal import Coordination

extension InvitationEntry: Listed {
    package static func table(_ entries: [InvitationEntry]) -> [String] {
        Table.lines(
            ["code", "state", "revision", "note", "name"],
            entries.map {
                [
                    $0.code, $0.state.rawValue, $0.sent.map { "\($0)" } ?? "-",
                    $0.notes.joined(separator: ", "),
                    $0.name,
                ]
            }, empty: "Nobody yet.")
    }
}
