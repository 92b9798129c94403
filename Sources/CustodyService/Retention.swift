public import Coordination
public import Installation
internal import Storage
internal import Zones

/// What the rules of retention let go, or would let go.
public struct RetentionReport: View {
    public struct Line: View {
        public let kind: RetentionRules.Kind
        /// `nil` where the kind is kept.
        public let days: Int?
        /// Ids of what is older.
        public let due: [String]
    }

    public let lines: [Line]
    public let isDone: Bool
}

extension SubjectRights {
    /// Applies the rules of the settings, or shows what they would do.
    public func retention(apply: Bool) async throws -> RetentionReport {
        let rules = operation.settings.retention, zone = try operation.zones.zone(operation.officer.zone)
        let report = try await operation.change { [self] records in
            let lines = try RetentionRules.Kind.allCases.map { kind -> RetentionReport.Line in
                guard let limit = rules.limit(kind, now: operation.now) else {
                    return .init(kind: kind, days: nil, due: [])
                }
                let due: [String]
                switch kind {
                case .messages: due = try records.retention.endedEnvelopes(before: limit)
                case .replies: due = try records.retention.replies(before: limit)
                case .actions: due = try records.retention.doneActions(before: zone.wall(at: limit).day).map(\.text)
                case .contacts:
                    let needed = try Self.needed(records, rules: operation.settings.reminders)
                    due = try records.retention.idleContacts(before: limit).filter { !needed.contains($0) }.map(\.text)
                }
                if apply {
                    for id in due {
                        switch kind {
                        case .messages: try records.subjects.empty(envelope: id, at: operation.now)
                        case .replies: try records.subjects.empty(reply: id, at: operation.now)
                        case .actions: try records.retention.delete(Action.ID(trusted: id), at: operation.now)
                        case .contacts:
                            try records.subjects.erase(records.contacts.one(Identifier(trusted: id)), at: operation.now)
                        }
                        try records.note(kind.event, String(id.prefix(64)))
                    }
                }
                return .init(kind: kind, days: rules.days[kind], due: due)
            }
            return RetentionReport(lines: lines, isDone: apply)
        }
        if apply { try await sweep() }
        return report
    }

    /// Whom something that is still open hangs on: beneficiaries and followers of measures, and those who are reminded of actions.
    private static func needed(_ records: Records, rules: ReminderRules) throws -> Set<Contact.ID> {
        let mechanisms = Dictionary(uniqueKeysWithValues: try records.mechanisms.all().map { ($0.id, $0) })
        let live = try records.measures.all().filter { measure in
            mechanisms[measure.mechanism]?.stage(of: measure)?.next.isEmpty == false
        }
        let people = live.flatMap { $0.chain + $0.beneficiaries.compactMap(\.contact) }
        let acts = try records.actions.all(ActionQuery(states: [.open, .feedbackOwed])).flatMap(\.chain)
        return Set(try Set(people + acts + rules.chain).compactMap { try records.contacts.one(ifThere: $0.text)?.id })
    }
}
