public import Coordination
internal import DirectoryFiles
internal import Storage

/// A measure with what its mechanism's file says of its stage.
public struct MeasureView: Sendable, Codable {
    public let measure: Measure
    public let mechanism: String
    public let stageName: String
    /// Whether someone is under protection, so that silence matters.
    public let isLive: Bool
    public let silentDays: Int?
    public let next: Deadline?
}

extension Secretariat {
    /// Takes a protection measure into the files. The reference says which body it belongs to.
    /// - Parameters:
    ///   - stage: the stage it is in; by default the first in which someone is protected.
    ///   - document: the resolution or letter that says so, as printed.
    public func addMeasure(
        reference text: String, state: CountryCode, title: String, stage: String?, on day: CalendarDay,
        document: String?, beneficiaries: [Measure.Beneficiary], points: [String]
    ) async throws -> MeasureView {
        _ = try SafeText.title(title, field: "title")
        for value in [document ?? ""] + points { try SafeText.checked(value, field: "measure") }
        try facts.check(state)
        guard try day <= today() else {
            throw Problem(
                .usage, "a stage cannot have been reached on \(day), which is to come", remedy: "Give the day it was.")
        }
        let mechanisms = try await store.read { try $0.mechanisms() }
        guard !mechanisms.isEmpty else {
            throw Problem(
                .configuration, "the directory holds no mechanisms", remedy: "Run 'convoke directory import' first.")
        }
        let reference = try ReferenceReader(mechanisms: mechanisms, countries: facts.referenceCountries).read(text)
        guard let mechanism = mechanisms.first(where: { $0.id == reference.mechanism }),
            let live = mechanism.stages.first(where: \.isLive)
        else {
            throw Problem(
                .badData, at: reference.printed, "belongs to a body that issues no measures",
                remedy: "Check the reference.")
        }
        var measure = try Measure(
            id: newID("me"), mechanism: mechanism, reference: reference, state: state, title: title,
            beneficiaries: beneficiaries, points: points,
            first: Measure.Step(stage: stage ?? live.id, day: day, document: document))
        let calendar = try facts.calendar(of: state)
        measure.suggestDeadlines(by: mechanism.deadlines, isBusinessDay: calendar.isBusinessDay)
        let now = world.now(), who = who, made = measure
        try await store.write { records in
            if let there = try records.measure(reference: reference.normal) {
                throw Problem(
                    .notAllowed, at: there.id.text, "is \(reference.printed) already",
                    remedy: "See it with 'convoke measure show \(there.id)'.")
            }
            try records.insert(made)
            try records.note("measure.add", made.id.text, by: who, at: now)
        }
        return try await showMeasure(made.id.text)
    }

    /// By id or by reference, however written.
    public func showMeasure(_ text: String) async throws -> MeasureView {
        let views = try await measures()
        if let view = views.first(where: { $0.measure.id.text == text }) { return view }
        let mechanisms = try await store.read { try $0.mechanisms() }
        let reference = try ReferenceReader(mechanisms: mechanisms, countries: facts.referenceCountries).read(text)
        if let view = views.first(where: { $0.measure.reference.normal == reference.normal }) { return view }
        throw Problem(
            .missingInput, at: reference.printed, "is not in the files", remedy: "Add it with 'convoke measure add'.")
    }

    /// What needs a person next comes first: live before ended, then the longest silent.
    public func measures() async throws -> [MeasureView] {
        let today = try today()
        return try await store.read { records in
            let mechanisms = Dictionary(uniqueKeysWithValues: try records.mechanisms().map { ($0.id, $0) })
            return try records.measures().map { measure in
                let mechanism = mechanisms[measure.mechanism]
                let stage = mechanism?.stages.first { $0.id == measure.stage }
                let isLive = stage?.isLive ?? false
                return MeasureView(
                    measure: measure, mechanism: mechanism?.name(in: .english) ?? measure.mechanism.text,
                    stageName: stage?.names["en"] ?? measure.stage, isLive: isLive,
                    silentDays: isLive ? measure.silence(on: today) : nil,
                    next: measure.deadlines.min { $0.day < $1.day })
            }
        }.sorted { ($0.isLive ? 0 : 1, -($0.silentDays ?? 0)) < ($1.isLive ? 0 : 1, -($1.silentDays ?? 0)) }
    }
}
