internal import Coordination
internal import FollowUpService

/// Actions as lines.
enum ActionTable {
    static func lines(_ actions: [ActionDetails]) -> [String] {
        Table.lines(
            ["id", "state", "due", "kind", "owner", "what"],
            actions.map {
                [
                    $0.id.text, $0.state.rawValue, $0.due?.day.description ?? "-", $0.kind.rawValue, $0.owner, $0.title,
                ]
            }, empty: "No actions.")
    }
}
