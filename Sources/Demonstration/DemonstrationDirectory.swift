internal import ConveningService
internal import Coordination
internal import Installation
internal import PeopleService

extension Demonstration {
    /// Takes a spreadsheet in, and makes one of two records of one person.
    func spreadsheet(_ operation: Operation, _ tell: @Sendable (String, String) -> Void) async throws {
        let report = try await operation.directory.importPeople(
            "\(resources.directory)/demonstration/people.csv", ImportInput(), approve: { _ in })
        let pairs = try await operation.directory.duplicates(limit: 10)
        for pair in pairs {
            let ids = [pair.first, pair.second].sorted {
                $0.text.hasPrefix("demo-") && !$1.text.hasPrefix("demo-")
            }
            _ = try await operation.directory.merge(ids[1], into: ids[0], isDryRun: false)
        }
        tell(
            "Taking a spreadsheet in",
            "its columns recognized, \(report.added) people new; \(pairs.count) looked like a duplicate and was merged"
        )
    }

    /// Whom the directory would propose for a convening.
    func suggestion(
        _ operation: Operation, _ id: Convening.ID, _ tell: @Sendable (String, String) -> Void
    ) async throws {
        let view = try await operation.invitees.suggest(for: id, size: 8)
        let reason = view.people.flatMap(\.reasons).first { $0.hasPrefix("nobody asked or listed yet from population") }
        tell(
            "Proposing whom to invite",
            "\(view.people.count) people who meet the quorum\(reason.map { "; \($0)" } ?? "")")
    }

    /// Shares who agreed to it with a group, and publishes who is designated for human rights.
    func sharing(_ operation: Operation, _ tell: @Sendable (String, String) -> Void) async throws {
        let group = Group.ID(trusted: "like-minded"), post = Post.ID(trusted: "mission")
        _ = try await operation.groups.save(Group(id: group, name: "Like-minded missions"))
        let members = ["demo-ingrid", "demo-claire"].map { Contact.ID(trusted: $0) }
        _ = try await operation.groups.change(group, adding: members, removing: [])
        for member in members {
            try await operation.consents.record(
                Consent(
                    purpose: .share, channel: .email, group: group, evidence: "in person, demonstration",
                    given: try operation.today()), of: member)
        }
        let shared = try await operation.directory.export(
            to: "\(folder)/shared.vcf", for: group.text, label: .amber, query: DirectoryQuery())
        let officer = operation.officer
        _ = try await operation.posts.save(
            Post(id: post, name: officer.post, country: officer.country, source: "demonstration"))
        _ = try await operation.posts.designate(
            Designation(
                role: .officer, name: officer.name, address: officer.address, languages: [.spanish, .english],
                since: try operation.today()), at: post)
        try await operation.posts.publish(
            post, page: "\(folder)/designation.html", card: "\(folder)/designation.vcf", in: .spanish)
        tell(
            "Sharing by consent, designating in public",
            "\(shared.people) of \(shared.people + shared.leftOut.count) agreed to be shared; a page and a vCard for the public"
        )
    }
}
