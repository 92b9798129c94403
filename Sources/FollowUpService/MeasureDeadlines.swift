public import Coordination
internal import Installation
internal import Storage

extension Measures {
    /// Confirms a suggested deadline by a document, or gives it the term or the day that the document says.
    public func confirmDeadline(
        _ number: Int, of measure: String, term: DeadlineRule.Term?, calendar: DeadlineRule.Calendar?, source: String
    ) async throws -> MeasureView {
        _ = try SafeText.title(source, field: "source")
        return try await change(measure, noting: .measureDeadline) { [self] measure, mechanism, _, today in
            try measure.confirm(
                deadline: number, term: term, calendar: calendar, source: source, by: mechanism, on: today,
                isBusinessDay: businessDays(of: mechanism, in: measure.state))
        }
    }

    /// Adds a deadline that a document sets.
    /// - Parameter step: the step it is counted from; the newest where `nil`.
    public func addDeadline(
        _ name: String, to measure: String, term: DeadlineRule.Term, after step: Int?,
        calendar: DeadlineRule.Calendar, source: String
    ) async throws -> MeasureView {
        _ = try SafeText.title(source, field: "source")
        _ = try SafeText.title(name, field: "name")
        return try await change(measure, noting: .measureDeadline) { [self] measure, mechanism, _, _ in
            try measure.addDeadline(
                name, term: term, step: step, calendar: calendar, source: source, by: mechanism,
                isBusinessDay: businessDays(of: mechanism, in: measure.state))
        }
    }

    /// Opens a deadline again that was taken for met or waived.
    public func reopenDeadline(_ number: Int, of measure: String) async throws -> MeasureView {
        try await change(measure, noting: .measureDeadline) { measure, _, records, today in
            try measure.reopen(deadline: number)
            try records.reminders.forgetReminders(of: "\(measure.id)/\(number)", before: today)
        }
    }

    /// Notes why a deadline does not matter any more.
    public func waiveDeadline(_ number: Int, of measure: String, because reason: String) async throws -> MeasureView {
        _ = try SafeText.title(reason, field: "reason")
        return try await change(measure, noting: .measureDeadline) { measure, _, _, _ in
            try measure.waive(deadline: number, because: reason)
        }
    }

    /// Notes that what was due was done.
    public func meetDeadline(_ number: Int, of measure: String, on day: CalendarDay) async throws -> MeasureView {
        try checkPast(day, "a deadline cannot have been met")
        return try await change(measure, noting: .measureDeadline) { measure, _, _, _ in
            try measure.meet(deadline: number, on: day)
        }
    }
}
