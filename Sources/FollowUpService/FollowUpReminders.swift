public import Installation

extension Operation {
    /// Notices to those who owe an action or read a deadline.
    public var reminders: FollowUpReminders { FollowUpReminders(operation: self) }
}

/// Notices to those who owe an action or read a deadline.
public struct FollowUpReminders: Sendable {
    let operation: Operation
}
