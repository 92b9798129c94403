internal import Installation
internal import Storage

extension Directory {
    /// Runs work in one transaction and undoes all of it, but for its report, where that says that it is not to be kept.
    func trying<Report: Sendable>(
        keeping isKept: @escaping @Sendable (Report) -> Bool, _ work: @escaping @Sendable (Records) throws -> Report
    ) async throws -> Report {
        do {
            return try await operation.change { records in
                let report = try work(records)
                if !isKept(report) { throw NotKept(report: report) }
                return report
            }
        } catch let outcome as NotKept<Report> {
            return outcome.report
        }
    }
}

/// Carries a report out of a transaction that is undone.
private struct NotKept<Report: Sendable>: Error {
    let report: Report
}
