public import Coordination
public import Installation
internal import Storage

/// What a measure is taken into the files with.
public struct MeasureInput: Sendable {
    public var reference: String
    public var state: CountryCode
    public var title: String
    public var publicTitle: String?
    /// The stage it is in; by default the first in which someone is protected.
    public var stage: String?
    public var day: CalendarDay
    /// The resolution or letter that says so, as printed.
    public var document: String?
    public var beneficiaries: [Measure.Beneficiary] = []
    public var points: [String] = []
    /// The mechanism, where it numbers nothing and `reference` is a title.
    public var mechanism: Mechanism.ID?
    /// Who follows it, and who is told after them.
    public var chain: [Contact.ID] = []
    public var letter: Letter?

    public init(reference: String, state: CountryCode, title: String, day: CalendarDay) {
        self.reference = reference
        self.state = state
        self.title = title
        self.day = day
    }
}

extension Operation {
    /// Measures: opened, their stages, deadlines and points, and what a mechanism resolved.
    public var measures: Measures { Measures(operation: self) }
}

/// Measures: opened, their stages, deadlines and points, and what a mechanism resolved.
public struct Measures: Sendable {
    let operation: Operation

    /// Takes a protection measure into the files. The reference says which mechanism it belongs to.
    public func add(
        reference text: String, state: CountryCode, title: String, stage: String?, on day: CalendarDay,
        document: String?, beneficiaries: [Measure.Beneficiary], points: [String]
    ) async throws -> MeasureView {
        var draft = MeasureInput(reference: text, state: state, title: title, day: day)
        draft.stage = stage
        draft.document = document
        draft.beneficiaries = beneficiaries
        draft.points = points
        return try await add(draft)
    }

    /// Takes a measure or a communication into the files.
    public func add(_ draft: MeasureInput) async throws -> MeasureView {
        _ = try SafeText.title(draft.title, field: "title")
        for value in [draft.document, draft.publicTitle].compactMap({ $0 }) + draft.points
            + draft.beneficiaries.map(\.name)
        {
            _ = try SafeText.checked(value, field: "measure")
        }
        try operation.facts.check(draft.state)
        try checkPast(draft.day, "a stage cannot have been reached")
        let id: Measure.ID = operation.newID("me")
        return try await operation.change { [self] records in
            let (mechanism, reference) = try body(of: draft, records)
            guard let live = mechanism.stages.first(where: \.isLive) else {
                throw Problem(
                    .badData, at: reference.printed, "belongs to a mechanism that issues no measures",
                    remedy: "Check the reference.")
            }
            if let there = try records.measures.one(reference: reference.normal) {
                throw Problem(
                    .notAllowed, at: there.id.text, "is \(reference.printed) already",
                    remedy: "See it with \(.measureShow, there.id).")
            }
            for contact in draft.chain + draft.beneficiaries.compactMap(\.contact) {
                _ = try records.contacts.one(contact)
            }
            var measure = try Measure(
                id: id, mechanism: mechanism, reference: reference, state: draft.state, title: draft.title,
                publicTitle: draft.publicTitle, beneficiaries: draft.beneficiaries, points: draft.points,
                first: Measure.Step(stage: draft.stage ?? live.id, day: draft.day, document: draft.document),
                letter: draft.letter)
            measure.chain = draft.chain
            measure.addedOn = try operation.today()
            try checkPublic(draft.publicTitle, of: measure, records)
            try measure.refreshDeadlines(
                by: mechanism, on: day(of: mechanism, at: operation.now),
                isBusinessDay: businessDays(of: mechanism, in: draft.state))
            try records.measures.insert(measure)
            try records.note(
                measure.letter == nil ? .measureAdd : .communicationAdd, measure.id.text)
            return try view(of: measure, records, at: operation.now)
        }
    }

    /// - Throws: `Problem.notAllowed` where what others may read names someone of the directory, or may name someone whom the measure
    ///   protects and nobody has confirmed it.
    func checkPublic(_ title: String?, of measure: Measure, _ records: Records) throws {
        guard let title else { return }
        if let person = Redaction.firstDisclosed(in: title, of: try records.names.people(namedIn: title)) {
            throw Problem(
                .notAllowed, at: "public title", "names \(person)", remedy: "Write one that others may read.")
        }
        let text = operation.searched(
            [title], about: measure.reference.normal, among: try operation.people(protectedBy: measure, records))
        try operation.requireConfirmation(of: WordsToConfirm([text]), at: "public title")
    }

    private func body(of draft: MeasureInput, _ records: Records) throws -> (Mechanism, Reference) {
        let mechanisms = try records.mechanisms.all()
        guard !mechanisms.isEmpty else {
            throw Problem(
                .configuration, "the directory holds no mechanisms", remedy: "Run \(.directoryImport) first.")
        }
        if let body = draft.mechanism {
            guard let mechanism = mechanisms.first(where: { $0.id == body }) else {
                throw Problem(
                    .missingInput, at: body.text, "is not a mechanism in the directory",
                    remedy: NearestChoice.remedy(for: body.text, among: mechanisms.map(\.id.text)))
            }
            let reader = ReferenceReader(mechanisms: [mechanism], countries: operation.facts.referenceCountries)
            if let reference = try? reader.read(draft.reference) { return (mechanism, reference) }
            guard mechanism.references.isEmpty || mechanism.hasUnnumberedLetters == true else {
                throw Problem(
                    .usage, at: body.text, "numbers its documents",
                    remedy: "Leave --mechanism out and give the reference.")
            }
            return (mechanism, try Reference.titled(draft.reference, before: body))
        }
        let reference = try ReferenceReader(mechanisms: mechanisms, countries: operation.facts.referenceCountries)
            .read(draft.reference)
        guard let mechanism = mechanisms.first(where: { $0.id == reference.mechanism }) else {
            throw Problem(.badData, at: reference.printed, "belongs to no mechanism", remedy: "Check the reference.")
        }
        guard !reference.normal.contains(":RES:"), !reference.normal.hasPrefix("UN:DOC:") else {
            throw Problem(
                .usage, at: reference.printed, "is a resolution or a document, not an instrument",
                remedy: "Cite it with \(.measureResolve) or --document.")
        }
        let isLetter = reference.isLetter
        guard isLetter == (draft.letter != nil) else {
            throw Problem(
                .usage, at: reference.printed,
                isLetter ? "is a letter of UN Special Procedures" : "is not a letter of UN Special Procedures",
                remedy: isLetter
                    ? "Add it with \(.communicationAdd)." : "Add it with \(.measureAdd).")
        }
        return (mechanism, reference)
    }

    /// Changes one measure, and computes its deadlines anew.
    /// - Parameter event: what the audit records.
    func change(
        _ text: String, noting event: AuditEvent,
        _ edit: @escaping @Sendable (inout Measure, Mechanism, Records, CalendarDay) throws -> Void
    ) async throws -> MeasureView {
        return try await operation.change { [self] records in
            var measure = try one(named: text, records)
            let mechanism = try records.mechanisms.one(measure.mechanism),
                today = try day(of: mechanism, at: operation.now)
            // What an earlier version kept is brought up to date before it is changed.
            for isChanged in [false, true] {
                if isChanged {
                    let stored = measure.reference
                    do { try edit(&measure, mechanism, records, today) } catch let problem as Problem
                        where problem.place == stored.printed
                    {
                        let printed = mechanism.reference(stored, in: operation.officer.language).printed
                        throw Problem(problem.kind, at: printed, problem.what, remedy: problem.remedy)
                    }
                }
                try measure.refreshDeadlines(
                    by: mechanism, on: today, isBusinessDay: businessDays(of: mechanism, in: measure.state))
            }
            try records.measures.update(measure)
            try records.note(event, measure.id.text)
            return try view(of: measure, records, at: operation.now)
        }
    }
}
