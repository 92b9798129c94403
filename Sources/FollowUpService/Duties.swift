internal import Coordination
internal import Installation
internal import Rendering
internal import Storage

extension FollowUpReminders {
    /// Everything that someone has to see to by a day that is near or past, with who is reminded of it.
    /// - Parameter areSaid: whether the titles are wanted, which are searched for people.
    func duties(_ records: Records, at now: Instant, areSaid: Bool) throws -> [Duty] {
        let rules = operation.settings.reminders, ahead = (rules.before.max() ?? 0) + 2
        var people = ConcernedPeople(operation, records)
        let today = try operation.today(), horizon = today.adding(days: ahead)
        var found = try records.actions.all(ActionQuery(states: [.open], dueBefore: horizon)).map { action in
            try duty(.action, of: action, due: action.due?.day ?? today, rules, areSaid: areSaid, &people)
        }
        found += try records.actions.all(
            ActionQuery(states: [.feedbackOwed], doneThrough: horizon.adding(days: -rules.feedback))
        ).map { action in
            try duty(
                .feedback, of: action, due: (action.doneOn ?? today).adding(days: rules.feedback), rules,
                areSaid: areSaid, &people)
        }
        let states = try records.actions.states(on: today)
        let mechanisms = Dictionary(uniqueKeysWithValues: try records.mechanisms.all().map { ($0.id, $0) })
        for measure in try records.measures.all() {
            guard let mechanism = mechanisms[measure.mechanism], let stage = mechanism.stage(of: measure),
                !stage.next.isEmpty
            else { continue }
            let chain = rules.chain(measure.chain)
            let said = { @Sendable (language: Language) -> (title: String?, fullTitle: String) in
                let reference = mechanism.reference(measure.reference, in: language)
                let name = measure.publicName(on: today, printed: reference.printed)
                return (name == measure.id.text ? nil : name, reference.printed)
            }
            found += measure.deadlines.filter { $0.isOpen && $0.day < horizon }.map { deadline in
                Duty(
                    item: .init(
                        matter: .deadline, subject: "\(measure.id)/\(deadline.number ?? 0)", due: deadline.day,
                        chain: chain), owner: nil, isSuggested: !deadline.isConfirmed
                ) { language, words in
                    let ruled = mechanism.name(ofRule: deadline.origin?.rule, in: language)
                    // A name that somebody typed is said only where the mail is encrypted.
                    let full = [ruled == nil ? deadline.name : nil, said(language).fullTitle].compactMap { $0 }
                    return .init(
                        name: ruled ?? words["deadline"], title: said(language).title,
                        fullTitle: full.joined(separator: ", "))
                }
            }
            let limit = mechanism.silenceLimit(of: measure)
            if stage.isLive, let last = [measure.silentSince, states[measure.id]?.last].compactMap({ $0 }).max(),
                last.adding(days: limit) < horizon
            {
                found.append(
                    Duty(
                        item: .init(
                            matter: .silence, subject: measure.id.text, due: last.adding(days: limit), chain: chain),
                        owner: nil, isSuggested: false
                    ) { language, words in
                        .init(
                            name: words["silence"], title: said(language).title, fullTitle: said(language).fullTitle)
                    })
            }
        }
        return found
    }

    /// A title that may name someone, which nobody has confirmed, is left out. The cost is that of the words times the people whom the
    /// action concerns.
    private func duty(
        _ matter: Reminder.Matter, of action: Action, due: CalendarDay, _ rules: ReminderRules,
        areSaid: Bool, _ people: inout ConcernedPeople
    ) throws -> Duty {
        let mayShow = try areSaid && people.mayShowTitle(of: action)
        return Duty(
            item: .init(matter: matter, subject: action.id.text, due: due, chain: rules.chain(action.chain)),
            owner: mayShow ? action.owner : nil, isSuggested: action.due?.isConfirmed == false
        ) { _, words in
            .init(
                name: words["act-\(action.kind.rawValue)"], title: action.isQuiet || !mayShow ? nil : action.title,
                fullTitle: mayShow ? action.title : nil)
        }
    }
}
