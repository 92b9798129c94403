public import Coordination
internal import Storage

extension Secretariat {
    /// Notes something that someone undertook to do.
    public func addAction(
        kind: ActionKind, title: String, owner: String, convening: Convening.ID?, measure: Measure.ID?,
        due: CalendarDay?
    ) async throws -> Action {
        let deadline = due.map { Deadline(name: "due", day: $0, source: "set by hand", isConfirmed: true) }
        let action = try Action(
            id: newID("ac"), kind: kind, title: title, owner: owner, convening: convening, measure: measure,
            due: deadline)
        let now = world.now(), who = who
        try await store.write { records in
            if let convening { _ = try records.convening(convening) }
            if let measure { _ = try records.measure(measure) }
            try records.insert(action, at: now)
            try records.note("action.add", action.id.text, by: who, at: now)
        }
        return action
    }

    /// Open ones first, the most urgent first.
    public func actions(onlyOverdue: Bool = false) async throws -> [Action] {
        let today = try today()
        return try await store.read { try $0.actions() }.filter { !onlyOverdue || $0.isOverdue(on: today) }
    }

    /// Closes an action: with evidence, and with the feedback that the person concerned is owed.
    public func finishAction(_ id: Action.ID, evidence: String, feedback: Action.Feedback) async throws -> Action {
        let now = world.now(), who = who, today = try today()
        return try await store.write { records in
            var action = try records.action(id)
            try action.finish(on: today, evidence: evidence, feedback: feedback)
            try records.update(action)
            try records.note("action.done", id.text, by: who, at: now)
            return action
        }
    }
}
