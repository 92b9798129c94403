public import Coordination
internal import Installation
internal import Storage

/// A resolution as it is written down.
public struct ResolutionInput: Sendable {
    public struct Part: Sendable {
        /// An id or a reference.
        public let measure: String
        public let decision: Decision
        /// Numbers of beneficiaries; everyone where empty.
        public let beneficiaries: [Int]

        public init(measure: String, decision: Decision, beneficiaries: [Int] = []) {
            self.measure = measure
            self.decision = decision
            self.beneficiaries = beneficiaries
        }
    }

    public var reference: String
    public var day: CalendarDay
    public var parts: [Part]
    /// To whom it grants or extends protection.
    public var added: [Measure.Beneficiary] = []
    /// Operative points of the measures that it grants, extends or modifies.
    public var points: [String] = []

    public init(reference: String, day: CalendarDay, parts: [Part]) {
        self.reference = reference
        self.day = day
        self.parts = parts
    }
}

extension Measures {
    /// Applies a resolution to every measure that it decides about, all or none. Without decisions it corrects the day of one that is
    /// in the files, with all its measures.
    public func resolve(_ draft: ResolutionInput) async throws -> [MeasureView] {
        try checkPast(draft.day, "a resolution cannot have been adopted")
        for name in draft.added.map(\.name) { _ = try SafeText.checked(name, field: "beneficiary") }
        for point in draft.points { _ = try SafeText.body(point, field: "point") }
        let id: Resolution.ID = operation.newID("re")
        return try await operation.change { [self] records in
            for contact in draft.added.compactMap(\.contact) { _ = try records.contacts.one(contact) }
            let reference = try resolutionReference(draft.reference, draft.parts, records)
            var resolution: Resolution
            if let there = try records.measures.resolution(reference: reference.normal) {
                guard draft.parts.isEmpty else {
                    throw Problem(
                        .notAllowed, at: there.reference.printed, "is in the files already",
                        remedy:
                            "See it with \(.measureShow, there.measures[0]); its day is corrected by --on alone."
                    )
                }
                resolution = try Resolution(
                    id: there.id, mechanism: there.mechanism, reference: there.reference, day: draft.day,
                    parts: there.parts)
            } else {
                let parts = try draft.parts.map { part in
                    Resolution.Part(
                        measure: try one(named: part.measure, records).id, decision: part.decision,
                        beneficiaries: part.beneficiaries)
                }
                resolution = try Resolution(
                    id: id, mechanism: reference.mechanism, reference: reference, day: draft.day, parts: parts)
            }
            try records.measures.save(resolution)
            let isNew = resolution.id == id
            let views = try resolution.measures.map { target in
                var measure = try records.measures.one(target)
                let mechanism = try records.mechanisms.one(measure.mechanism)
                guard mechanism.id == resolution.mechanism else {
                    throw Problem(
                        .badData, at: resolution.reference.printed,
                        "is of \(resolution.mechanism), but \(measure.reference.printed) is before \(mechanism.id)",
                        remedy: "Check both references.")
                }
                if isNew {
                    try measure.apply(resolution, adding: draft.added, by: mechanism)
                    measure.add(points: draft.points, by: resolution.id)
                    if !draft.added.isEmpty { try checkPublic(measure.publicTitle, of: measure, records) }
                } else {
                    try measure.move(resolution.id, to: resolution.day, by: mechanism)
                }
                try measure.refreshDeadlines(
                    by: mechanism, on: day(of: mechanism, at: operation.now),
                    isBusinessDay: businessDays(of: mechanism, in: measure.state))
                try records.measures.update(measure)
                try records.note(isNew ? .measureResolve : .measureCorrect, target.text)
                return try view(of: measure, records, at: operation.now)
            }
            return views
        }
    }

    /// A resolution's reference in the form of the mechanism whose measures it decides about; a title where the mechanism numbers none.
    private func resolutionReference(_ text: String, _ parts: [ResolutionInput.Part], _ records: Records) throws
        -> Reference
    {
        let mechanisms = try records.mechanisms.all()
        do {
            let reference = try ReferenceReader(mechanisms: mechanisms, countries: operation.facts.referenceCountries)
                .read(text)
            guard reference.normal.contains(":RES:") else {
                throw Problem(
                    .usage, at: reference.printed, "is not a resolution",
                    remedy: "Give the resolution's own reference, such as \"Resolution 87/18\".")
            }
            return reference
        } catch let problem as Problem where problem.kind == .badData {
            guard let first = parts.first else {
                for mechanism in mechanisms where !mechanism.references.contains(where: { $0.normal.contains(":RES:") })
                {
                    let reference = try Reference.titled(text, before: mechanism.id)
                    if try records.measures.resolution(reference: reference.normal) != nil { return reference }
                }
                throw problem
            }
            let body = try one(named: first.measure, records).mechanism
            let forms = mechanisms.first { $0.id == body }?.references ?? []
            guard !forms.contains(where: { $0.normal.contains(":RES:") }) else { throw problem }
            return try Reference.titled(text, before: body)
        }
    }
}
