internal import ArgumentParser
internal import Coordination
internal import PeopleService

extension GlobalOptions {
    func showGroup(_ view: GroupView) throws {
        let kind = view.group.query.map { "everyone who fits: \($0.description)" } ?? "chosen"
        try show(
            view,
            ["\(view.group.name) (\(view.group.id)), \(kind); \(view.members) belong today"]
                + view.stays.map { stay in
                    "\(stay.contact)  \(stay.name), from \(stay.joined)\(stay.left.map { ", left \($0)" } ?? "")"
                })
    }
}
