public import Coordination
internal import Installation
internal import Storage

/// What can be changed of a measure; `nil` leaves a field as it is.
public struct MeasureEditInput: Sendable {
    public var title: String?
    public var publicTitle: String?
    public var state: CountryCode?
    public var silenceDays: Int?
    public var gravity: String?
    public var urgency: String?
    public var irreparableHarm: String?
    public var chain: [Contact.ID]?
    public var beneficiaries: [Measure.Beneficiary] = []

    public init() {}
}

extension Measures {
    /// Notes a stage that needs no resolution, or that an older document brought.
    public func reachStage(_ stage: String, of measure: String, on day: CalendarDay, document: String?) async throws
        -> MeasureView
    {
        try checkPast(day, "a stage cannot have been reached")
        if let document { _ = try SafeText.title(document, field: "document") }
        return try await change(measure, noting: .measureStage) { measure, mechanism, _, _ in
            try measure.reach(.init(stage: stage, day: day, document: document), by: mechanism)
        }
    }

    /// Corrects the day or document of a step; deadlines that are counted from it move, and keep their old days.
    public func correctStep(_ number: Int, of measure: String, day: CalendarDay?, document: String?) async throws
        -> MeasureView
    {
        if let day { try checkPast(day, "a stage cannot have been reached") }
        if let document { _ = try SafeText.title(document, field: "document") }
        return try await change(measure, noting: .measureCorrect) { measure, mechanism, _, _ in
            try measure.correct(step: number, day: day, document: document, by: mechanism)
        }
    }

    /// Takes back the newest step of a measure; where a resolution brought it, the whole resolution, for all its measures.
    public func takeBack(_ text: String) async throws -> [MeasureView] {
        return try await operation.change { [self] records in
            var first = try one(named: text, records)
            let body = try records.mechanisms.one(first.mechanism)
            var changed: [Measure] = []
            if let resolution = try first.takeBack(by: body) {
                for id in try records.measures.resolution(resolution).measures where id != first.id {
                    var other = try records.measures.one(id)
                    try other.takeBack(resolution, by: records.mechanisms.one(other.mechanism))
                    changed.append(other)
                }
                try records.measures.delete(resolution, at: operation.now)
            }
            return try ([first] + changed).map { measure in
                for deadline in measure.deadlines {
                    try records.reminders.forgetReminders(
                        of: "\(measure.id)/\(deadline.number ?? 0)", before: try operation.today())
                }
                try records.measures.update(measure)
                try records.note(.measureUndo, measure.id.text)
                return try view(of: measure, records, at: operation.now)
            }
        }
    }

    /// Takes a measure or communication out of the files that was added by mistake.
    /// - Throws: `Problem.notAllowed` where actions, incidents or other measures know of it.
    public func remove(_ text: String) async throws -> Measure.ID {
        return try await operation.change { [self] records in
            let measure = try one(named: text, records)
            if let what = try records.measures.use(of: measure.id) {
                throw Problem(
                    .notAllowed, at: measure.id.text, "\(what), so other records know of it",
                    remedy: "Close it by a step or a resolution; see \(.measureShow, measure.id).")
            }
            try records.measures.remove(measure, at: operation.now)
            try records.note(measure.letter == nil ? .measureRemoved : .communicationRemoved, measure.id.text)
            return measure.id
        }
    }

    /// Notes something that happened under a measure: correspondence, a meeting, a hearing, a visit, a review.
    public func recordEvent(_ event: Measure.Event, under measure: String) async throws -> MeasureView {
        try checkPast(event.day, "nothing can have happened")
        _ = try SafeText.body(event.note, field: "note")
        if let document = event.document { _ = try SafeText.title(document, field: "document") }
        return try await change(measure, noting: .measureRecord) { measure, mechanism, _, _ in
            measure.record(event, by: mechanism)
        }
    }

    public func addPoints(_ texts: [String], to measure: String) async throws -> MeasureView {
        for text in texts {
            _ = try SafeText.body(text, field: "point")
        }
        return try await change(measure, noting: .measurePoint) { measure, _, _, _ in
            measure.add(points: texts)
        }
    }

    /// Notes what was found out about a point.
    public func findPoint(
        _ number: Int, of measure: String, state: Measure.Point.State, evidence: String, on day: CalendarDay?
    ) async throws -> MeasureView {
        let day = try day ?? operation.today()
        try checkPast(day, "nothing can have been found out")
        _ = try SafeText.body(evidence, field: "evidence")
        return try await change(measure, noting: .measurePoint) { measure, _, _, _ in
            try measure.find(state, of: number, evidence: evidence, on: day)
        }
    }

    public func edit(_ text: String, _ edit: MeasureEditInput) async throws -> MeasureView {
        for value in [edit.title, edit.publicTitle].compactMap({ $0 }) { _ = try SafeText.title(value, field: "title") }
        for value in [edit.gravity, edit.urgency, edit.irreparableHarm].compactMap({ $0 })
            + edit.beneficiaries.map(\.name)
        {
            _ = try SafeText.checked(value, field: "measure", allowingNewlines: true)
        }
        if let state = edit.state { try operation.facts.check(state) }
        if let days = edit.silenceDays, !(1...3650).contains(days) {
            throw Problem(.usage, "--silence-days takes 1 to 3650", remedy: "Give another number.")
        }
        return try await change(text, noting: .measureEdit) { [self] measure, _, records, today in
            for contact in (edit.chain ?? []) + edit.beneficiaries.compactMap(\.contact) {
                _ = try records.contacts.one(contact)
            }
            measure.title = edit.title ?? measure.title
            measure.publicTitle = edit.publicTitle ?? measure.publicTitle
            measure.state = edit.state ?? measure.state
            measure.silenceDays = edit.silenceDays ?? measure.silenceDays
            measure.criteria.gravity = edit.gravity ?? measure.criteria.gravity
            measure.criteria.urgency = edit.urgency ?? measure.criteria.urgency
            measure.criteria.irreparableHarm = edit.irreparableHarm ?? measure.criteria.irreparableHarm
            measure.chain = edit.chain ?? measure.chain
            measure.add(edit.beneficiaries, since: nil)
            if edit.publicTitle != nil || !edit.beneficiaries.isEmpty {
                try checkPublic(measure.publicTitle, of: measure, records)
            }
        }
    }

    /// Links two instruments about the same case, of whatever mechanisms.
    public func linkInstruments(_ one: String, _ other: String, kind: InstrumentLink.Kind) async throws -> MeasureView {
        return try await operation.change { [self] records in
            let first = try self.one(named: one, records), second = try self.one(named: other, records)
            try records.measures.save(try InstrumentLink(first.id, second.id, kind: kind))
            try records.note(.measureLink, first.id.text)
            try records.note(.measureLink, second.id.text)
            return try view(of: first, records, at: operation.now)
        }
    }

    public func unlinkInstruments(_ one: String, _ other: String) async throws -> MeasureView {
        return try await operation.change { [self] records in
            let first = try self.one(named: one, records), second = try self.one(named: other, records)
            guard try records.measures.remove(try InstrumentLink(first.id, second.id, kind: .sameCase)) else {
                throw Problem(
                    .missingInput, at: first.id.text, "is not linked with \(second.id)",
                    remedy: "See its links with \(.measureShow, first.id).")
            }
            try records.note(.measureUnlink, first.id.text)
            return try view(of: first, records, at: operation.now)
        }
    }
}
