public import Coordination
public import Installation
internal import Storage
internal import Zones

extension Operation {
    /// What happened about a measure, an action, a convening or a statement, in order.
    public var timelines: Timelines { Timelines(operation: self) }
}

/// What happened about a measure, an action, a convening or a statement, in order.
public struct Timelines: Sendable {
    let operation: Operation

    /// Everything about one case, one convening or one contact, in the order in which it happened or is to happen.
    /// - Parameter subject: a measure or communication by id or reference, or the id of a convening or contact.
    public func timeline(of subject: String) async throws -> [TimelineEntry] {
        let zone = try operation.zones.zone(operation.officer.zone)
        let day: @Sendable (Instant) -> CalendarDay = { zone.wall(at: $0).day }
        return try await operation.read { [self] records in
            if let contact = try records.contacts.one(ifThere: subject) {
                try records.note(.directoryRead, contact.id.text)
                return TimelineEntry.sorted(try entries(ofContact: contact, records, day))
            }
            if subject.hasPrefix("cv-") {
                let convening = try records.convenings.one(Identifier(parsing: subject))
                return TimelineEntry.sorted(try entries(ofConvening: convening, records, day))
            }
            let first = try operation.measures.one(named: subject, records)
            let ids = InstrumentLink.related(to: first.id, by: try records.measures.instrumentLinks())
            var found = try ids.flatMap { try entries(ofMeasure: try records.measures.one($0), records) }
            let actions = try records.actions.all(ActionQuery(measures: ids))
            found += try entries(of: actions, records)
            for id in Set(actions.compactMap(\.convening)) { found += meeting(try records.convenings.one(id), day) }
            for id in Set(actions.compactMap(\.statement)) { found += entries(of: try records.statements.one(id), day) }
            found += try records.incidents.all(linkedWith: ids.map(\.text)).map(entry(ofIncident:))
            return TimelineEntry.sorted(found)
        }
    }

    private func entries(ofMeasure measure: Measure, _ records: Records) throws -> [TimelineEntry] {
        let stages = try records.mechanisms.one(ifThere: measure.mechanism.text)?.stages ?? []
        let id = measure.id.text, name = measure.reference.printed
        let steps = measure.steps.map { step in
            let stage = stages.first { $0.id == step.stage }?.names["en"] ?? step.stage
            return TimelineEntry(
                day: step.day, kind: .stage, id: id,
                text: "\(name): \(stage)\(step.document.map { ", \($0)" } ?? "")")
        }
        let events = measure.events.map {
            TimelineEntry(day: $0.day, kind: .event, id: id, text: "\(name): \($0.kind.rawValue). \($0.note)")
        }
        let points = measure.points.flatMap { point in
            point.findings.map {
                TimelineEntry(
                    day: $0.day, kind: .point, id: id,
                    text: "\(name), point \(point.number): \($0.state.rawValue). \($0.evidence)")
            }
        }
        let deadlines = measure.deadlines.flatMap { deadline in
            deadline.former.map {
                TimelineEntry(
                    day: $0.day, kind: .deadline, id: id,
                    text: "\(name): \(deadline.name), until \($0.replacedOn); \($0.reason)")
            } + [
                TimelineEntry(
                    day: deadline.day, kind: .deadline, id: id,
                    text:
                        "\(name): \(deadline.name)\(deadline.isConfirmed ? "" : " (suggested)")\(deadline.met.map { ", met \($0)" } ?? "")\(deadline.waived == nil ? "" : ", waived")"
                )
            ]
        }
        return steps + events + points + deadlines
    }

    /// Where nothing may be attributed, a timeline tells neither who was there nor who promised what.
    private func entries(of actions: [Action], _ records: Records) throws -> [TimelineEntry] {
        try actions.flatMap { action in
            let isAttributed =
                try action.convening.map { try records.convenings.one($0).attribution == .onRecord } ?? true
            return entries(ofAction: action, isAttributed: isAttributed)
        }
    }

    private func entries(ofAction action: Action, isAttributed: Bool) -> [TimelineEntry] {
        let owner = isAttributed ? ", \(action.owner)" : ""
        let id = action.id.text, text = "\(action.kind.rawValue)\(owner): \(action.title)"
        var found: [TimelineEntry] = []
        switch action.state {
        case .open:
            if let day = action.planned ?? action.due?.day {
                found.append(TimelineEntry(day: day, kind: .action, id: id, text: "\(text) (due)"))
            }
        case .feedbackOwed, .done:
            if let day = action.doneOn { found.append(TimelineEntry(day: day, kind: .action, id: id, text: text)) }
        case .declined, .dropped:
            if let day = action.closedOn {
                found.append(
                    TimelineEntry(
                        day: day, kind: .action, id: id,
                        text: "\(text) (\(action.state.name): \(action.reason ?? ""))"))
            }
        }
        if case .given(let day)? = action.feedback {
            found.append(
                TimelineEntry(day: day, kind: .feedback, id: id, text: "feedback was given to the person concerned"))
        }
        return found
    }

    private func meeting(_ convening: Convening, _ day: (Instant) -> CalendarDay) -> [TimelineEntry] {
        guard let span = convening.span else { return [] }
        return [
            TimelineEntry(
                day: day(span.start), kind: .convening, id: convening.id.text,
                text: "\(convening.title) (\(convening.state.rawValue))")
        ]
    }

    private func entries(of statement: Statement, _ day: (Instant) -> CalendarDay) -> [TimelineEntry] {
        let signed = statement.signatures.map {
            TimelineEntry(
                day: day($0.signedAt), kind: .signature, id: statement.id.text, text: "signed by \($0.organization)")
        }
        let published = statement.publishedAt.map {
            TimelineEntry(
                day: day($0), kind: .statement, id: statement.id.text, text: "\(statement.title), published")
        }
        return signed + [published].compactMap { $0 }
    }

    private func entry(ofIncident incident: Incident) -> TimelineEntry {
        TimelineEntry(
            day: incident.day ?? incident.month.first, kind: .incident, id: incident.id.text,
            text:
                "\(incident.kind.rawValue), \(incident.country)\(incident.day == nil ? " (some day of \(incident.month))" : "")"
        )
    }

    private func entries(
        ofConvening convening: Convening, _ records: Records, _ day: (Instant) -> CalendarDay
    ) throws -> [TimelineEntry] {
        let actions = try records.actions.all(ActionQuery(convening: convening.id))
        let isOpen = convening.attribution == .onRecord
        var found = meeting(convening, day)
        found += try entries(of: actions, records)
        found += try (isOpen ? records.invitations.all(of: convening.id) : []).compactMap { invitation in
            try records.mails.lastEnvelope(of: .invitation, for: invitation.id).map {
                TimelineEntry(
                    day: day($0), kind: .invitation, id: invitation.id.text,
                    text: "\(invitation.contact) was invited: \(invitation.state.rawValue)")
            }
        }
        for id in Set(actions.compactMap(\.measure)) {
            found += try entries(ofMeasure: try records.measures.one(id), records)
        }
        for id in Set(actions.compactMap(\.statement)) { found += entries(of: try records.statements.one(id), day) }
        found += try records.incidents.all(linkedWith: [convening.id.text]).map(entry(ofIncident:))
        return found
    }

    private func entries(
        ofContact contact: Contact, _ records: Records, _ day: (Instant) -> CalendarDay
    ) throws -> [TimelineEntry] {
        var found: [TimelineEntry] = []
        let ids = try records.merges.aliases(of: contact.id)
        for invitation in try ids.flatMap({ try records.subjects.invitations(of: $0) }) {
            for entry in meeting(try records.convenings.one(invitation.convening), day) {
                found.append(
                    TimelineEntry(
                        day: entry.day, kind: .invitation, id: invitation.id.text,
                        text: "\(entry.text): \(invitation.state.rawValue)"))
            }
        }
        found += try records.subjects.envelopes(to: contact.id).map {
            TimelineEntry(
                day: day($0.created), kind: .message, id: $0.id.text,
                text: "\($0.kind.rawValue): \($0.state.rawValue)")
        }
        found += contact.consents.flatMap { consent in
            [
                TimelineEntry(
                    day: consent.given, kind: .consent, id: contact.id.text,
                    text: "\(consent.purpose.rawValue) by \(consent.channel.rawValue): \(consent.evidence)")
            ]
                + [consent.withdrawn].compactMap { $0 }.map {
                    TimelineEntry(
                        day: $0, kind: .consent, id: contact.id.text, text: "\(consent.purpose.rawValue) withdrawn")
                }
        }
        let measures = try records.measures.all().filter { measure in
            !ids.filter { id in measure.chain.contains(id) || measure.beneficiaries.contains { $0.contact == id } }
                .isEmpty
        }
        found += try measures.flatMap { try entries(ofMeasure: $0, records) }
        let served = Set(
            measures.filter { $0.beneficiaries.contains { $0.contact.map(ids.contains) ?? false } }.map(\.id))
        found += try records.actions.all().filter { action in
            action.chain.contains { ids.contains($0) } || action.measure.map(served.contains) ?? false
        }.flatMap { try entries(of: [$0], records) }
        for statement in try records.statements.all() {
            for signature in statement.signatures where ids.contains(signature.signatory) {
                found.append(
                    TimelineEntry(
                        day: day(signature.signedAt), kind: .signature, id: statement.id.text, text: statement.title))
            }
        }
        return found
    }
}
