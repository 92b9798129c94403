public import Coordination
public import Installation
package import Storage
internal import Zones

/// A measure with what its mechanism's file says of its stage, and what it needs of a person.
public struct MeasureView: View, Decodable {
    public let measure: MeasureDetails
    public let mechanism: String
    /// What the newest document decided, for people.
    public let stageName: String
    /// Whether someone is under protection, so that silence matters.
    public let isLive: Bool
    public let silentDays: Int?
    /// After how many days without anything recorded it is a warning.
    public let silenceLimit: Int
    public let need: Measure.Need
    /// The next deadline that is not met.
    public let next: DeadlineDetails?
    public let requested: CalendarDay?
    public let granted: CalendarDay?
    /// The newest review.
    public let reviewed: CalendarDay?
    /// Instruments of the same case.
    public let related: [String]
    public let resolutions: [Resolution]
    public let attachments: [Attachment]
}

extension Measures {
    /// Finds a measure or communication by its id or by its reference, however it is written.
    package func one(named text: String, _ records: Records) throws -> Measure {
        if let measure = try records.measures.one(ifThere: text) { return measure }
        if let prefix = text.split(separator: "-").first, ["me", "ac", "in", "cv", "ct", "st"].contains(prefix),
            (try? Measure.ID(parsing: text)) != nil
        {
            throw Problem(
                .missingInput, at: text, "is not a measure or communication in this store",
                remedy: "See \(.measureList) and \(.communicationList).")
        }
        let mechanisms = try records.mechanisms.all()
        let reader = ReferenceReader(mechanisms: mechanisms, countries: operation.facts.referenceCountries)
        do {
            let reference = try reader.read(text)
            if let measure = try records.measures.one(reference: reference.normal) { return measure }
            throw Problem(
                .missingInput, at: text == reference.printed ? text : "\(text) (\(reference.printed))",
                "is not a measure or communication in this store",
                remedy: "Add it with \(.measureAdd) or \(.communicationAdd).")
        } catch let problem as Problem where problem.kind == .badData {
            // Bodies that number nothing have their cases found by title.
            for mechanism in mechanisms
            where mechanism.references.isEmpty || mechanism.hasUnnumberedLetters == true {
                if let reference = try? Reference.titled(text, before: mechanism.id),
                    let measure = try records.measures.one(reference: reference.normal)
                {
                    return measure
                }
            }
            throw problem
        }
    }

    /// By id or by reference, however written.
    public func show(_ text: String) async throws -> MeasureView {
        return try await operation.read { [self] records in
            try view(of: try one(named: text, records), records, at: operation.now)
        }
    }

    /// A reference as the officer's language prints it.
    func printed(_ measure: Measure, _ records: Records) throws -> String {
        printed(measure, by: try records.mechanisms.one(ifThere: measure.mechanism.text))
    }

    private func printed(_ measure: Measure, by mechanism: Mechanism?) -> String {
        (mechanism?.reference(measure.reference, in: operation.officer.language) ?? measure.reference).printed
    }

    func view(of measure: Measure, _ records: Records, at now: Instant) throws -> MeasureView {
        let today = try operation.today()
        let file = MeasureFile(
            mechanisms: try records.mechanisms.one(ifThere: measure.mechanism.text).map { [$0.id: $0] } ?? [:],
            acts: try records.actions.states(on: today), links: try records.measures.instrumentLinks(),
            resolutions: [measure.id: try records.measures.resolutions(about: measure.id)],
            attachments: [measure.id.text: try records.attachments.all(of: measure.id.text)],
            references: { try printed(try records.measures.one($0), records) })
        return try view(of: measure, in: file, at: now)
    }

    /// What needs a person next comes first.
    /// - Parameter isCommunication: only communications, or only what is none; all where `nil`.
    public func all(isCommunication: Bool? = nil) async throws -> [MeasureView] {
        let today = try operation.today()
        return try await operation.read { [self] records in
            let all = try records.measures.all(), measures = Dictionary(all.map { ($0.id, $0) }) { $1 }
            var resolutions: [Measure.ID: [Resolution]] = [:]
            for resolution in try records.measures.resolutions() {
                for id in resolution.measures { resolutions[id, default: []].append(resolution) }
            }
            let mechanisms = Dictionary(try records.mechanisms.all().map { ($0.id, $0) }) { $1 }
            let file = MeasureFile(
                mechanisms: mechanisms,
                acts: try records.actions.states(on: today), links: try records.measures.instrumentLinks(),
                resolutions: resolutions,
                attachments: Dictionary(grouping: try records.attachments.all(), by: \.subject),
                references: { id in measures[id].map { printed($0, by: mechanisms[$0.mechanism]) } ?? "" })
            return try all.filter { isCommunication == nil || ($0.letter != nil) == isCommunication }
                .map { try view(of: $0, in: file, at: operation.now) }
        }.enumerated().sorted { left, right in
            if Measure.Need.isMoreUrgent(left.element.need, than: right.element.need) { return true }
            if Measure.Need.isMoreUrgent(right.element.need, than: left.element.need) { return false }
            return left.offset < right.offset
        }.map(\.element)
    }

    /// What stands around measures in the store.
    private struct MeasureFile {
        let mechanisms: [Mechanism.ID: Mechanism]
        let acts: [Measure.ID: (late: Int, feedbackOwed: Int, last: CalendarDay?)]
        let links: [InstrumentLink]
        let resolutions: [Measure.ID: [Resolution]]
        let attachments: [String: [Attachment]]
        /// The printed reference of another instrument.
        let references: (Measure.ID) throws -> String
    }

    private func view(of measure: Measure, in file: MeasureFile, at now: Instant) throws -> MeasureView {
        let mechanism = file.mechanisms[measure.mechanism]
        let today = try day(of: mechanism, at: now), stages = mechanism?.stages ?? []
        let stage = mechanism?.stage(of: measure), isLive = stage?.isLive ?? false
        let limit = mechanism?.silenceLimit(of: measure) ?? measure.silenceDays ?? Measure.usualSilenceDays
        let acts = file.acts[measure.id]
        let names = measure.latestStages.map { id in stages.first { $0.id == id }?.names["en"] ?? id }
        let last = [measure.silentSince, acts?.last].compactMap { $0 }.max()
        let language = operation.officer.language
        return MeasureView(
            measure: MeasureDetails(
                measure, reference: mechanism?.reference(measure.reference, in: language) ?? measure.reference),
            mechanism: mechanism?.name(in: .english) ?? measure.mechanism.text,
            stageName: names.joined(separator: "; "), isLive: isLive,
            silentDays: isLive ? last.map { max(0, today.number - $0.number) } : nil, silenceLimit: limit,
            need: Measure.Need.of(
                measure, isLive: isLive, isEnded: stage?.next.isEmpty ?? true, silenceLimit: limit,
                lastActed: acts?.last, late: acts?.late ?? 0, feedbackOwed: acts?.feedbackOwed ?? 0, on: today),
            next: measure.deadlines.filter(\.isOpen).min { $0.day < $1.day }.map { DeadlineDetails($0) },
            requested: measure.day(of: ["requested", "sent"]),
            granted: measure.day(of: stages.filter { $0.decision == .grant }.map(\.id)), reviewed: measure.reviews.last,
            related: try InstrumentLink.related(to: measure.id, by: file.links).dropFirst()
                .map { "\($0) \(try file.references($0))" },
            resolutions: file.resolutions[measure.id] ?? [], attachments: file.attachments[measure.id.text] ?? [])
    }

    /// Today where the mechanism sits.
    func day(of mechanism: Mechanism?, at now: Instant) throws -> CalendarDay {
        try operation.zones.zone(mechanism?.zone ?? operation.officer.zone).wall(at: now).day
    }

    /// Whose weekends and holidays count for a measure.
    func businessDays(of mechanism: Mechanism, in state: CountryCode) throws -> Measure.BusinessDays {
        let issuer = try operation.facts.calendar(of: mechanism.country ?? state),
            host = try operation.facts.calendar(of: state)
        return { calendar, day in (calendar == .issuer ? issuer : host).isBusinessDay(day) }
    }

    /// - Throws: `Problem.usage` for a day that is to come.
    func checkPast(_ day: CalendarDay, _ what: String) throws {
        guard try day > operation.today() else { return }
        throw Problem(.usage, "\(what) on \(day), which is in the future", remedy: "Give the day it was.")
    }
}
