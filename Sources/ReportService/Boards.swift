public import Coordination
internal import FollowUpService
internal import Installation
internal import Storage

extension Reports {
    /// Who does what: for one case with all its instruments, in a country, or everywhere.
    /// - Parameters:
    ///   - missions: names of those who should be on it.
    ///   - group: a group whose members' organizations should be on it, too.
    ///   - isShared: what may be handed to the others.
    ///   - wanted: the language in which references are printed; the officer's where `nil`.
    public func board(
        case text: String?, country: CountryCode?, missions: [String], group: Group.ID?, isShared: Bool,
        in wanted: Language? = nil
    ) async throws -> Board {
        let language = try operation.textLanguage(wanted)
        if let country { try operation.facts.check(country) }
        let today = try operation.today()
        let board = try await operation.read { [self] records in
            var measures = try records.measures.all()
            if let text {
                let first = try operation.measures.one(named: text, records)
                let related = Set(InstrumentLink.related(to: first.id, by: try records.measures.instrumentLinks()))
                measures = measures.filter { related.contains($0.id) }
            }
            if let country { measures = measures.filter { $0.state == country } }
            let isAll = text == nil && country == nil
            var actions = try records.actions.all(ActionQuery(measures: isAll ? nil : measures.map(\.id)))
            if isShared {
                var people = ConcernedPeople(operation, records)
                actions = try actions.map { try people.shown($0) }
                // Whoever acts for no organization is known here by an id alone.
                for place in actions.indices {
                    guard let id = try? Contact.ID(parsing: actions[place].owner) else { continue }
                    let isPerson = try records.contacts.one(ifThere: id.text) != nil || records.subjects.isErased(id)
                    if isPerson { actions[place].owner = "-" }
                }
            }
            let names = MechanismWords(try records.mechanisms.all(), in: language), mechanisms = names.mechanisms
            let live = Set(
                measures.filter { measure in
                    mechanisms[measure.mechanism]?.stage(of: measure)?.isLive ?? false
                }.map(\.id))
            let named =
                try missions.map { try operation.actions.name($0, records) }
                + self.missions(of: group, records, at: operation.now)
            return Board(
                actions: actions, measures: measures,
                references: Dictionary(measures.map { ($0.id, names.printed($0.reference)) }) { $1 }, live: live,
                missions: named.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }, on: today,
                isShared: isShared)
        }
        if isShared {
            let words = try document(board, isShared: true, in: language).words
            _ = try await operation.gate().clear(
                Export(text: words), hiding: try await operation.people(namedIn: [words]))
        }
        return board
    }

    private func missions(of group: Group.ID?, _ records: Records, at now: Instant) throws -> [String] {
        guard let group else { return [] }
        _ = try records.groups.one(group)
        let today = try operation.today()
        return try records.groups.memberships(of: group)
            .filter { $0.holds(on: today) }
            .compactMap { try records.organizations.one(of: try records.contacts.one($0.contact))?.name }
    }
}
