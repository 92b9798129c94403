internal import Coordination
internal import Installation
internal import Storage

/// Who is meant by an invitation, for people who know each other by names and not by codes.
extension Replies {
    /// The names of those who were invited; that they were read is recorded.
    func names(of invitations: [Invitation.ID?]) async throws -> [Invitation.ID: String] {
        let wanted = Set(invitations.compactMap { $0 }).sorted()
        guard !wanted.isEmpty else { return [:] }
        return try await operation.read { records in
            let contacts = wanted.compactMap { id in (try? records.invitations.one(id)).map { (id, $0.contact.text) } }
            let names = try Operation.shownNames(of: contacts.map(\.1), records)
            return Dictionary(contacts.compactMap { id, contact in names[contact].map { (id, $0) } }) { $1 }
        }
    }

    func named(_ report: ReplyImportReport) async throws -> ReplyImportReport {
        try await named([report]).first ?? report
    }

    func named(_ reports: [ReplyImportReport]) async throws -> [ReplyImportReport] {
        let names = try await names(of: reports.filter { $0.name == nil }.map(\.invitation))
        return reports.map { report in
            var report = report
            report.name = report.name ?? report.invitation.flatMap { names[$0] }
            return report
        }
    }
}
