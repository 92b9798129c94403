public import Coordination
public import Installation
internal import Rendering
internal import Storage

/// How much was handed to someone else.
public struct ReassignReport: View {
    public let from: String
    public let to: String
    public let actions: [Action.ID]
    public let measures: [Measure.ID]
    /// Why the new one cannot be reminded.
    public let objection: String?
}

extension Actions {
    /// Notes that an action was done, and closes it where feedback was given to the person concerned, or why not.
    /// - Parameters:
    ///   - day: when; today where `nil`.
    ///   - feedback: `nil` while there was none: then it stays, and is counted as owed.
    public func finish(
        _ id: Action.ID, evidence: String, on day: CalendarDay? = nil, feedback: Action.Feedback? = nil,
        reply: String? = nil
    ) async throws -> ActionDetails {
        let day = try day ?? operation.today()
        try operation.measures.checkPast(day, "an action cannot have been done")
        let answer = try reply.map { try Action.HostResponse(text: $0, day: day) }
        return try await change(id, noting: .actionDone) { action, records, today in
            if let open = try Self.unfinished(action, records).first {
                throw Problem(
                    .notAllowed, at: id.text, "waits for \(open), which is not done",
                    remedy: "Close that first, or change what it waits for with \(.actionEdit, id, options: "--after")."
                )
            }
            if let feedback {
                try action.finish(on: day, evidence: evidence, feedback: feedback, reply: answer, today: today)
            } else {
                try action.act(on: day, evidence: evidence, reply: answer)
            }
        }
    }

    /// Notes that the defender or family heard back, or why they did not.
    public func recordFeedback(_ id: Action.ID, _ feedback: Action.Feedback) async throws -> ActionDetails {
        try await change(id, noting: .actionFeedback) { action, _, today in
            try action.recordFeedback(feedback, on: today)
        }
    }

    /// Notes what the host answered, whether the action is closed or not.
    public func noteReply(_ id: Action.ID, _ text: String, on day: CalendarDay?) async throws -> ActionDetails {
        let day = try day ?? operation.today()
        try operation.measures.checkPast(day, "a response cannot have come")
        let reply = try Action.HostResponse(text: text, day: day)
        return try await change(id, noting: .actionReply) { action, _, _ in action.note(reply) }
    }

    /// Closes an action undone: declined by its owner, or not needed any more.
    public func close(_ id: Action.ID, as state: Action.State, because reason: String) async throws
        -> ActionDetails
    {
        try await change(id, noting: state == .declined ? .actionDeclined : .actionDropped) { action, _, today in
            try action.close(as: state, because: reason, on: today)
        }
    }

    public func reopen(_ id: Action.ID) async throws -> ActionDetails {
        let words = try operation.pages.words(in: operation.officer.language)
        return try await change(id, noting: .actionReopen) { action, records, today in
            let before = [
                action.doneOn.map { words.filled("done-on", "\($0)") } ?? words.name(of: action.state), action.evidence,
                action.reason, Self.said(action.feedback, words),
            ].compactMap { $0 }.joined(separator: "; ")
            try action.reopen(
                on: today,
                trace: "\(words.filled("reopened", "\(today)")); \(words.filled("was-before", before))")
            try records.reminders.forgetReminders(of: id.text, before: today)
        }
    }

    private static func said(_ feedback: Action.Feedback?, _ words: Words) -> String? {
        switch feedback {
        case .given(let day)?: "\(words["feedback-given"]) (\(day))"
        case .notGiven(let reason)?: words.filled("no-feedback", reason)
        case nil: nil
        }
    }

    /// Hands everything that is not closed from one owner or contact to another: actions, and who follows measures.
    /// - Parameters:
    ///   - from: an owner's name as it stands in the list, or a contact.
    ///   - to: a name, or a contact.
    public func reassign(from: String, to: String) async throws -> ReassignReport {
        _ = try SafeText.title(to, field: "to")
        guard Redaction.words(of: from) != Redaction.words(of: to) else {
            throw Problem(.usage, "both owners are the same", remedy: "Name two.")
        }
        let gate = try await operation.gate()
        return try await operation.change { records in
            let old = try records.contacts.one(ifThere: from), new = try records.contacts.one(ifThere: to)
            // Someone who was erased since can still be the one who is reminded.
            var oldID = old?.id
            if oldID == nil, let id = try? Contact.ID(parsing: from), try records.subjects.isErased(id) { oldID = id }
            guard oldID == nil || new != nil else {
                throw Problem(
                    .usage, at: from, "is a contact, and '\(to.prefix(64))' is none",
                    remedy: "Give a contact to hand a contact's part to.")
            }
            let name = try new.map { try Self.ownerName(of: $0, records) } ?? self.name(to, records)
            var people = ConcernedPeople(operation, records), texts: [WordsToConfirm.Text] = [],
                handedOver: [Action] = []
            let oldName =
                try old.map { try Self.ownerName(of: $0, records) }
                ?? (oldID == nil ? self.name(from, records) : from)
            let oldNames = Set([oldName, from].map { Redaction.words(of: $0) })
            // Records that were merged into the old one are the same person.
            let gone = Set(try oldID.map { try records.merges.aliases(of: $0) } ?? [])
            func handed(_ chain: [Contact.ID]) throws -> [Contact.ID] {
                if oldID != nil, let new {
                    return chain.map { gone.contains($0) ? new.id : $0 }.reduce(into: []) { kept, id in
                        if !kept.contains(id) { kept.append(id) }
                    }
                }
                // Whoever stood for the old owner is not reminded of it any more.
                let isTied = try chain.first.map { try Self.isBehind($0, oldName, records) } ?? false
                let others = isTied ? Array(chain.dropFirst()) : chain
                return [new?.id].compactMap { $0 } + others.filter { $0 != new?.id }
            }
            var actions: [Action.ID] = [], measures: [Measure.ID] = []
            for var action in try records.actions.all(ActionQuery(states: [.open, .feedbackOwed])) {
                let isOwned = oldNames.contains(Redaction.words(of: action.owner))
                let isMeant = oldID == nil ? isOwned : action.chain.contains(where: gone.contains)
                guard isMeant else { continue }
                if oldID == nil || action.chain.first.map(gone.contains) == true { action.owner = name }
                action.chain = try handed(action.chain)
                texts += try people.texts(of: action).filter { $0.words == [name] }
                handedOver.append(action)
                actions.append(action.id)
            }
            let words = WordsToConfirm(texts)
            try operation.requireConfirmation(of: words, at: to)
            for var action in handedOver {
                action.confirm(words?.marks ?? [])
                try records.actions.update(action)
                try records.note(.actionReassign, action.id.text)
            }
            if oldID != nil {
                for var measure in try records.measures.all() where measure.chain.contains(where: gone.contains) {
                    measure.chain = try handed(measure.chain)
                    try records.measures.update(measure)
                    try records.note(.measureReassign, measure.id.text)
                    measures.append(measure.id)
                }
            }
            guard !actions.isEmpty || !measures.isEmpty else {
                throw Problem(
                    .missingInput, at: "--from", "has nothing open that could be handed over",
                    remedy: "See the owners with \(.reportFollowup).")
            }
            return ReassignReport(
                from: from, to: to, actions: actions, measures: measures,
                objection: new.flatMap { gate.objection(to: $0, purpose: .followUp, channel: .email)?.meaning })
        }
    }
}
