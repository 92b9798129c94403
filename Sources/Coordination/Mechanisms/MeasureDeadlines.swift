/// The deadlines of a measure: suggested by the mechanism's file, confirmed or changed by a document, moved when what they are counted
/// from moves.
extension Measure {
    /// Which days are business days, in whose calendar.
    public typealias BusinessDays = (DeadlineRule.Calendar, CalendarDay) -> Bool

    /// Computes every deadline that is counted from a step, and adds those that the mechanism's rules suggest for new steps. A day that
    /// changes is kept.
    public mutating func refreshDeadlines(by mechanism: Mechanism, on today: CalendarDay, isBusinessDay: BusinessDays) {
        adoptOlder(mechanism)
        for place in deadlines.indices {
            guard let origin = deadlines[place].origin else { continue }
            guard let step = steps.first(where: { $0.number == origin.step }),
                let day = origin.term.due(
                    from: step.day, sessions: mechanism.sessions, isBusinessDay: { isBusinessDay(origin.calendar, $0) })
            else { continue }
            deadlines[place].move(to: day, on: today, because: "\(step.stage) is now of \(step.day)")
        }
        for rule in mechanism.deadlines {
            for step in steps where step.stage == rule.trigger {
                let calendar = rule.calendar ?? .issuer
                guard !deadlines.contains(where: { $0.origin?.rule == rule.id && $0.origin?.step == step.number }),
                    let day = rule.due(
                        from: step.day, sessions: mechanism.sessions, isBusinessDay: { isBusinessDay(calendar, $0) }),
                    // Of an old case that is taken into the files nothing is suggested that was due more than a year ago.
                    rule.isConfirmed || day.adding(days: 365) >= today
                else { continue }
                var deadline = Deadline(
                    name: rule.names[Language.english.rawValue] ?? rule.id, day: day, source: rule.source,
                    isConfirmed: rule.isConfirmed,
                    origin: .init(rule: rule.id, step: step.number, term: rule.term, calendar: calendar),
                    zone: mechanism.zone)
                deadline.number = nextDeadline
                deadline.met = firstDay(of: rule.metBy ?? [], since: step.day)
                deadlines.append(deadline)
            }
        }
    }

    /// Earlier versions kept deadlines without what they were counted from: what bears the name of a rule is counted by it.
    private mutating func adoptOlder(_ mechanism: Mechanism) {
        for place in deadlines.indices where deadlines[place].origin == nil {
            let old = deadlines[place]
            guard let rule = mechanism.deadlines.first(where: { $0.names[Language.english.rawValue] == old.name }),
                let step = steps.first(where: { step in
                    step.stage == rule.trigger
                        && !deadlines.contains { $0.origin?.rule == rule.id && $0.origin?.step == step.number }
                })
            else { continue }
            deadlines[place].origin = .init(
                rule: rule.id, step: step.number, term: old.isConfirmed ? .fixed(old.day) : rule.term,
                calendar: rule.calendar ?? .issuer)
            deadlines[place].zone = mechanism.zone
        }
    }

    /// Finds anew by which step or event each deadline was met, but for what a person said.
    mutating func recomputeMet(_ rules: [DeadlineRule]) {
        for place in deadlines.indices where deadlines[place].isDecidedByHand != true {
            guard let origin = deadlines[place].origin, let rule = rules.first(where: { $0.id == origin.rule }),
                let step = steps.first(where: { $0.number == origin.step })
            else { continue }
            deadlines[place].met = firstDay(of: rule.metBy ?? [], since: step.day)
        }
    }

    /// The first day on which one of these stages was reached or one of these events happened; `nil` where none did.
    private func firstDay(of names: [String], since day: CalendarDay) -> CalendarDay? {
        let stages = steps.filter { names.contains($0.stage) }.map(\.day)
        let happened = events.filter { names.contains($0.kind.rawValue) }.map(\.day)
        return (stages + happened).filter { $0 >= day }.min()
    }

    private var nextDeadline: Int { (deadlines.compactMap(\.number).max() ?? 0) + 1 }

    private func place(ofDeadline number: Int) throws -> Int {
        if let place = deadlines.firstIndex(where: { $0.number == number }) { return place }
        throw Problem(
            .usage, at: reference.printed, "has no deadline \(number)",
            remedy: "See their numbers with \(.measureShow, id).")
    }

    /// Confirms a deadline by a document, with the term that it gives.
    /// - Parameter term: `nil` where the suggested one is right.
    public mutating func confirm(
        deadline number: Int, term: DeadlineRule.Term?, calendar: DeadlineRule.Calendar?, source: String,
        by mechanism: Mechanism, on today: CalendarDay, isBusinessDay: BusinessDays
    ) throws {
        let place = try place(ofDeadline: number)
        if let term {
            if let origin = deadlines[place].origin, let step = steps.first(where: { $0.number == origin.step }) {
                let day = term.due(
                    from: step.day, sessions: mechanism.sessions,
                    isBusinessDay: { isBusinessDay(calendar ?? origin.calendar, $0) })
                guard let day, day >= step.day else {
                    throw Problem(
                        .usage, at: reference.printed,
                        day == nil ? "has no such cut-off in a session to come" : "cannot be due before \(step.day)",
                        remedy: "Check the term; deadline \(number) is counted from \(step.stage) on \(step.day).")
                }
                deadlines[place].move(to: day, on: today, because: "confirmed by \(source)")
            }
            if let origin = deadlines[place].origin {
                deadlines[place].origin = .init(
                    rule: origin.rule, step: origin.step, term: term, calendar: calendar ?? origin.calendar)
            } else if case .fixed(let day) = term {
                deadlines[place].move(to: day, on: today, because: "confirmed by \(source)")
            } else {
                throw Problem(
                    .usage, at: reference.printed, "deadline \(number) is counted from nothing",
                    remedy: "Give its day with --on.")
            }
        }
        deadlines[place].isConfirmed = true
        deadlines[place].source = source
        refreshDeadlines(by: mechanism, on: today, isBusinessDay: isBusinessDay)
    }

    /// Adds one that a document sets.
    /// - Parameter step: the step it is counted from; `nil` with a fixed day.
    public mutating func addDeadline(
        _ name: String, term: DeadlineRule.Term, step: Int?, calendar: DeadlineRule.Calendar, source: String,
        by mechanism: Mechanism, isBusinessDay: BusinessDays
    ) throws {
        var start = lastRecorded ?? CalendarDay(number: 0), origin: Deadline.Origin?
        if case .fixed = term {
        } else {
            guard let found = step.map({ number in steps.first { $0.number == number } }) ?? steps.last else {
                throw Problem(
                    .usage, at: reference.printed, "has no such step to count from",
                    remedy: "See their numbers with \(.measureShow, id).")
            }
            start = found.day
            origin = .init(rule: nil, step: found.number, term: term, calendar: calendar)
        }
        guard
            let day = term.due(
                from: start, sessions: mechanism.sessions, isBusinessDay: { isBusinessDay(calendar, $0) })
        else {
            throw Problem(
                .usage, at: mechanism.id.text, "has no such cut-off in a session to come",
                remedy: "Add the session to the mechanism's file and import it, or give a day.")
        }
        var deadline = Deadline(
            name: name, day: day, source: source, isConfirmed: true, origin: origin, zone: mechanism.zone)
        deadline.number = nextDeadline
        deadlines.append(deadline)
    }

    /// Notes that deadlines are met by a stage or an event of a day, where the mechanism's rules say that they are.
    mutating func meetDeadlines(by what: String, on day: CalendarDay, rules: [DeadlineRule]) {
        for place in deadlines.indices where deadlines[place].isOpen {
            guard let origin = deadlines[place].origin,
                rules.contains(where: { $0.id == origin.rule && $0.metBy?.contains(what) == true }),
                let start = steps.first(where: { $0.number == origin.step })?.day, start <= day
            else { continue }
            deadlines[place].met = day
        }
    }

    /// Notes the day on which what was due was done.
    public mutating func meet(deadline number: Int, on day: CalendarDay) throws {
        let place = try place(ofDeadline: number)
        deadlines[place].met = day
        deadlines[place].isDecidedByHand = true
    }

    /// Opens a deadline again that was taken for met or waived.
    public mutating func reopen(deadline number: Int) throws {
        let place = try place(ofDeadline: number)
        deadlines[place].met = nil
        deadlines[place].waived = nil
        deadlines[place].isDecidedByHand = true
    }

    /// Notes why a deadline does not matter any more. It stays on record.
    public mutating func waive(deadline number: Int, because reason: String) throws {
        deadlines[try place(ofDeadline: number)].waived = reason
    }
}
