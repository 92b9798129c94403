/// Who does what for a case or in a country: so that no mission does twice what another has done, and nothing is left to all.
public struct Board: Sendable, Codable {
    public struct Entry: Hashable, Sendable, Codable {
        public let mission: String
        public let joining: [String]
        /// What may be said of the case.
        public let about: String
        public let point: Int?
        public let kind: ActionKind
        public let state: Action.State
        /// The day it was done, or is planned or due.
        public let day: CalendarDay?
        public let level: ActionLevel?
        public let isQuiet: Bool
        /// `nil` in what is shared, but for public actions.
        public let title: String?
        /// `nil` in what is shared.
        public let action: Action.ID?
        public let note: String?
    }

    /// Several missions that do or plan the same on their own.
    public struct Overlap: Hashable, Sendable, Codable {
        public let about: String
        public let point: Int?
        public let kind: ActionKind
        public let missions: [String]
    }

    /// Something that nobody does.
    public struct Gap: Hashable, Sendable, Codable {
        public let about: String
        public let point: Int?
        /// The point's text; `nil` in what is shared.
        public let text: String?
    }

    public let entries: [Entry]
    public let overlaps: [Overlap]
    public let gaps: [Gap]
    /// Missions that were named and of which nothing is recorded.
    public let idle: [String]

    /// Acts done so long ago do not overlap with new ones.
    private static let recent = 30

    /// - Parameters:
    ///   - references: how their references are printed in the reader's language; as they are stored where one is missing.
    ///   - missions: those who should be on it.
    ///   - live: ids of measures under which someone is protected.
    ///   - isShared: whether it goes to others: without notes, ids, titles of quiet actions, and what a mission keeps to itself.
    public init(
        actions: [Action], measures: [Measure], references: [Measure.ID: String] = [:], live: Set<Measure.ID>,
        missions: [String], on today: CalendarDay,
        isShared: Bool
    ) {
        let byID = Dictionary(uniqueKeysWithValues: measures.map { ($0.id, $0) })
        // That there is a letter at all is told to nobody before it is public.
        func isHidden(_ measure: Measure) -> Bool { isShared && measure.letter?.isPublic(on: today) == false }
        func about(_ id: Measure.ID?) -> String {
            guard let measure = id.flatMap({ byID[$0] }) else { return "-" }
            let printed = references[measure.id] ?? measure.reference.printed
            if !isShared { return "\(printed), \(measure.title)" }
            let name = measure.publicName(on: today, printed: printed)
            return name == measure.id.text ? "-" : name
        }
        let shown = actions.filter { action in
            guard action.state != .dropped else { return false }
            guard isShared else { return true }
            let measure = action.measure.flatMap { byID[$0] }
            return action.isShared && !(measure.map { isHidden($0) && $0.publicTitle == nil } ?? false)
        }
        entries = shown.map { action in
            let isNamed = !isShared || !action.isQuiet
            return Entry(
                mission: action.owner, joining: action.joining, about: about(action.measure), point: action.point,
                kind: action.kind, state: action.state, day: action.doneOn ?? action.planned ?? action.due?.day,
                level: action.level, isQuiet: action.isQuiet, title: isNamed ? action.title : nil,
                action: isShared ? nil : action.id, note: isShared ? nil : action.note)
        }.sorted { ($0.about, $0.mission, $0.day ?? today) < ($1.about, $1.mission, $1.day ?? today) }
        let counted = shown.filter { action in
            action.state == .open
                || (action.state != .declined
                    && action.doneOn.map { today.number - $0.number <= Self.recent } ?? false)
        }
        struct Key: Hashable {
            let measure: Measure.ID?
            let point: Int?
            let kind: ActionKind
        }
        let alike = Dictionary(grouping: counted.filter { $0.measure != nil }) {
            // A joint one is the same act.
            Key(measure: $0.measure, point: $0.point, kind: $0.kind == .jointDemarche ? .demarche : $0.kind)
        }
        overlaps = alike.compactMap { key, actions -> Overlap? in
            let leads = Set(actions.map(\.owner)).sorted()
            let isJoint = actions.contains {
                Set($0.missions.map(Redaction.fold)).isSuperset(of: leads.map(Redaction.fold))
            }
            guard leads.count > 1, !isJoint, actions.contains(where: { $0.state == .open }) else { return nil }
            return Overlap(about: about(key.measure), point: key.point, kind: key.kind, missions: leads)
        }.sorted { ($0.about, $0.point ?? 0, $0.kind.rawValue) < ($1.about, $1.point ?? 0, $1.kind.rawValue) }
        // What nobody shares anything of is not hinted at, either.
        let known = Set(shown.compactMap(\.measure))
        gaps = measures.filter { live.contains($0.id) && !isHidden($0) && (!isShared || known.contains($0.id)) }.flatMap
        { measure -> [Gap] in
            // What somebody does and keeps to themselves is not done by nobody.
            let acts = actions.filter { $0.measure == measure.id && $0.state != .declined && $0.state != .dropped }
            let name = about(measure.id)
            if measure.points.isEmpty { return acts.isEmpty ? [Gap(about: name, point: nil, text: nil)] : [] }
            return measure.points.filter { point in
                point.state != .met && !acts.contains { $0.point == point.number }
            }.map { Gap(about: name, point: $0.number, text: isShared ? nil : $0.text) }
        }
        let busy = Set(shown.flatMap(\.missions).map(Redaction.fold))
        idle = missions.filter { !busy.contains(Redaction.fold($0)) }.sorted()
    }
}
