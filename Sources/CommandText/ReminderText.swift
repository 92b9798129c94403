internal import Coordination
internal import FollowUpService

extension ReminderReport {
    /// - Parameter names: of the contacts in it.
    package func lines(isTrial: Bool, names: [String: String]) -> [String] {
        func who(_ id: String) -> String { names[id].map { "\($0) (\(id))" } ?? id }
        let notices = notices.map {
            "\(isTrial ? "would write to" : "wrote to") \(who($0.contact.text)) about \($0.subjects.joined(separator: ", "))"
        }
        let skipped = skipped.sorted { $0.key < $1.key }.map { "passed over \(who($0.key)): \($0.value)" }
        let later = later.sorted { $0.key < $1.key }.map { "\(who($0.key)) not before \($0.value)" }
        let unassigned =
            unassigned.isEmpty
            ? []
            : [
                "nobody is reminded of: \(unassigned.prefix(20).joined(separator: ", "))\(unassigned.count > 20 ? " and \(unassigned.count - 20) more" : ""). Name who is with 'convoke action edit ID --remind CONTACT' or 'convoke measure edit ID --follow CONTACT'."
            ]
        let all = notices + skipped + later + unassigned
        return all.isEmpty ? ["Nothing is due."] : all
    }
}
