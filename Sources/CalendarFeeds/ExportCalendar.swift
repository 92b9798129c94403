internal import Coordination
internal import Installation

extension Feeds {
    /// A calendar for another calendar program. It names no invitee.
    /// - Returns: how many events and tasks are in it.
    public func export(of scope: CalendarScope, hasTasks: Bool = false, to path: String) async throws -> Int {
        let (file, count) = try await calendar(of: scope, hasTasks: hasTasks, hasDeadlines: hasTasks)
        guard count > 0 else {
            throw Problem(.missingInput, "there is no convening with a time to export", remedy: "Book one first.")
        }
        try operation.home.checkOutput(path)
        try Home.write(file, to: path)
        return count
    }
}
