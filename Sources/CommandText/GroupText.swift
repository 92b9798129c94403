internal import CommandSupport
package import Coordination
internal import PeopleService

extension Group: Listed {
    package static func table(_ groups: [Group]) -> [String] {
        Table.lines(
            ["id", "members", "name"],
            groups.map { [$0.id.text, $0.query?.description ?? "chosen", $0.name] }, empty: "No group yet.")
    }
}

extension GroupView: Printed {
    package var lines: [String] {
        let kind = group.query.map { "everyone who fits: \($0.description)" } ?? "chosen"
        return ["\(group.name) (\(group.id)), \(kind); \(members) belong today"]
            + stays.map { stay in
                "\(stay.contact)  \(stay.name), from \(stay.joined)\(stay.left.map { ", left \($0)" } ?? "")"
            }
    }
}
