internal import Coordination
internal import Installation
internal import Rendering
internal import Storage

/// Writes what happened in the words of one language, with what mechanisms' files call it there.
struct TimelineText {
    let language: Language
    let words: Words
    let mechanisms: [Mechanism.ID: Mechanism]
    let today: CalendarDay
    /// The name of a country.
    let country: (CountryCode) -> String
    /// The day of a moment where the officer is.
    let day: (Instant) -> CalendarDay

    func entries(of measure: Measure) -> [TimelineEntry] {
        let mechanism = mechanisms[measure.mechanism], id = measure.id.text
        let name = (mechanism?.reference(measure.reference, in: language) ?? measure.reference).printed
        let steps = measure.steps.map { step in
            TimelineEntry(
                day: step.day, kind: .stage, id: id,
                text: "\(name): \(mechanism?.name(ofStage: step.stage, in: language) ?? step.stage)",
                document: step.document.map { mechanism?.printed($0, in: language) ?? $0 })
        }
        let events = measure.events.map {
            TimelineEntry(
                day: $0.day, kind: .event, id: id, text: "\(name): \(words["event-\($0.kind.rawValue)"]). \($0.note)",
                document: $0.document.map { mechanism?.printed($0, in: language) ?? $0 })
        }
        let points = measure.points.flatMap { point in
            point.findings.map {
                TimelineEntry(
                    day: $0.day, kind: .point, id: id,
                    text: "\(name), \(words.filled("point-number", "\(point.number)")): "
                        + "\(words["point-\($0.state.rawValue)"]). \($0.evidence)")
            }
        }
        return steps + events + points
            + measure.deadlines.flatMap { entries(of: $0, "\(name): ", mechanism, id) }
    }

    private func entries(
        of deadline: Deadline, _ prefix: String, _ mechanism: Mechanism?, _ id: String
    ) -> [TimelineEntry] {
        let name = mechanism?.name(ofRule: deadline.origin?.rule, in: language) ?? deadline.name
        let notes: [String?] = [
            deadline.isConfirmed ? nil : words["suggested"], deadline.met.map { words.filled("met-on", "\($0)") },
            deadline.waived.map { "\(words["waived"]): \($0)" }, deadline.isOverdue(on: today) ? words["missed"] : nil,
        ]
        return deadline.former.map {
            TimelineEntry(
                day: $0.day, kind: .deadline, id: id,
                text: "\(prefix)\(name)\(Self.noted([words.filled("held-until", "\($0.replacedOn)"), $0.reason]))")
        } + [
            TimelineEntry(
                day: deadline.day, kind: .deadline, id: id, text: prefix + name + Self.noted(notes),
                document: deadline.isConfirmed ? deadline.source : nil)
        ]
    }

    /// - Parameter isAttributed: whether it may be told who does it.
    func entries(of action: Action, isAttributed: Bool) -> [TimelineEntry] {
        let owner = isAttributed ? ", \(action.owner)" : "", id = action.id.text
        let text = "\(words["act-\(action.kind.rawValue)"])\(owner): \(action.title)"
        let day: CalendarDay?, notes: [String?]
        switch action.state {
        case .open:
            day = action.planned ?? action.due?.day
            notes = [words[action.isOverdue(on: today) ? "overdue" : action.planned == nil ? "to-do" : "planned"]]
        case .feedbackOwed, .done: (day, notes) = (action.doneOn, [])
        case .declined, .dropped: (day, notes) = (action.closedOn, [words.name(of: action.state), action.reason])
        }
        var found = [day].compactMap { $0 }.map {
            TimelineEntry(day: $0, kind: .action, id: id, text: text + Self.noted(notes))
        }
        if case .given(let day)? = action.feedback {
            found.append(TimelineEntry(day: day, kind: .feedback, id: id, text: words["feedback-given"]))
        }
        return found
    }

    func entry(of convening: Convening) -> TimelineEntry? {
        convening.span.map {
            TimelineEntry(
                day: day($0.start), kind: .convening, id: convening.id.text,
                text: convening.title + Self.noted([words[convening.state.rawValue]]))
        }
    }

    /// How many mails of each kind were written on each day, so that it is seen when people were invited, told of changes, reminded.
    func entries(ofMails mails: [(kind: MessageKind, at: Instant)], about id: Convening.ID) -> [TimelineEntry] {
        let lots = Dictionary(grouping: mails) { "\(day($0.at)) \($0.kind)" }.values
        return lots.sorted { ($0[0].at, $0[0].kind.rawValue) < ($1[0].at, $1[0].kind.rawValue) }.map { lot in
            TimelineEntry(
                day: day(lot[0].at), kind: .message, id: id.text, text: "\(words["mail-\(lot[0].kind)"]) (\(lot.count))"
            )
        }
    }

    func entry(of amendment: Minutes.Amendment, in id: Convening.ID) -> TimelineEntry {
        TimelineEntry(
            day: day(amendment.at), kind: .convening, id: id.text,
            text: "\(words.filled("amendment", "\(amendment.number)")): \(amendment.reason)")
    }

    /// - Parameter to: whom it was sent to, or what it is about.
    func entry(of invitation: Invitation, _ to: String, on day: CalendarDay) -> TimelineEntry {
        TimelineEntry(
            day: day, kind: .invitation, id: invitation.id.text, text: "\(to): \(words.name(of: invitation.state))")
    }

    func entries(of statement: Statement) -> [TimelineEntry] {
        statement.signatures.map {
            TimelineEntry(
                day: day($0.signedAt), kind: .signature, id: statement.id.text,
                text: words.filled("signed-by", $0.organization.text))
        }
            + [statement.publishedAt].compactMap { $0 }.map {
                TimelineEntry(
                    day: day($0), kind: .statement, id: statement.id.text,
                    text: statement.title + Self.noted([words["published"]]))
            }
    }

    func entry(of incident: Incident) -> TimelineEntry {
        let month = incident.day == nil ? words.filled("some-day-of", "\(incident.month)") : nil
        return TimelineEntry(
            day: incident.day ?? incident.month.first, kind: .incident, id: incident.id.text,
            text: "\(words[incident.kind.rawValue]), \(country(incident.country))\(Self.noted([month]))")
    }

    /// - Parameter subject: the title of what it is about.
    func entry(of message: StoredEnvelope, about subject: String?) -> TimelineEntry {
        TimelineEntry(
            day: day(message.created), kind: .message, id: message.id.text,
            text: [words["mail-\(message.kind.rawValue)"], subject].compactMap { $0 }.joined(separator: ", ")
                + Self.noted([words["sent-\(message.state.name)"]]))
    }

    func entries(of consent: Consent, of contact: Contact.ID) -> [TimelineEntry] {
        let what = words["purpose-\(consent.purpose.rawValue)"]
        return [
            TimelineEntry(
                day: consent.given, kind: .consent, id: contact.text,
                text: "\(what) (\(words["channel-\(consent.channel.rawValue)"])): \(consent.evidence)")
        ]
            + [consent.withdrawn].compactMap { $0 }.map {
                TimelineEntry(
                    day: $0, kind: .consent, id: contact.text, text: what + Self.noted([words["consent-withdrawn"]]))
            }
    }

    private static func noted(_ notes: [String?]) -> String {
        let notes = notes.compactMap { $0 }
        return notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    }
}
