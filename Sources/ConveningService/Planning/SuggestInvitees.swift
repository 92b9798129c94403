public import Coordination
public import Installation
internal import Storage

/// Someone who could be invited, and why.
public struct SuggestionView: View {
    public struct Person: View {
        public let contact: Contact.ID
        public let name: String
        public let organization: String?
        public let sector: Sector?
        public let reasons: [String]
    }

    public let convening: Convening.ID
    public let people: [Person]
    /// What the quorum would still lack with all of them.
    public let shortages: [String]
}

extension Invitees {
    /// Proposes a list that meets the quorum and makes up for who was not heard in the past year. Nothing is changed.
    /// - Parameters:
    ///   - size: how many people; what the quorum needs with one to spare for each sector, and four more, where `nil`.
    ///   - query: only those whom its traits fit.
    public func suggest(
        for id: Convening.ID, size: Int?, query: DirectoryQuery = DirectoryQuery()
    ) async throws -> SuggestionView {
        let gate = try await operation.gate()
        let yearAgo = operation.now.adding(.seconds(-365 * 86_400))
        return try await operation.read { records in
            let convening = try records.convenings.one(id)
            let all = try records.invitations.all(of: id), listed = all.filter { $0.state != .withdrawn }
            let present = try listed.compactMap { invitation -> (Contact, Organization?)? in
                guard let contact = try records.contacts.one(ifThere: invitation.contact.text) else { return nil }
                return (contact, try records.organizations.one(of: contact))
            }
            var picker = try InviteePicker(
                records, convening, present, passing: Set(all.map(\.contact)),
                query: try records.directory.resolved(query), since: yearAgo, gate: gate)
            let wanted = size ?? picker.usualSize
            let people = try picker.pick(wanted)
            for person in people { try records.note(.directoryRead, person.contact.text) }
            return SuggestionView(convening: id, people: people, shortages: picker.shortages)
        }
    }
}

/// Turns sets of people into a suggestion, and choices back into people.
private struct InviteePicker {
    private let records: Records
    private let sets: [AlikePeople]
    private let since: Instant
    private let gate: DisclosureGate
    private let query: DirectoryQuery
    private let convening: Convening
    private var lacking: [Sector: Int]
    private var suggestion: Suggestion
    private var taken: Set<Contact.ID>

    init(
        _ records: Records, _ convening: Convening, _ present: [(Contact, Organization?)],
        passing known: Set<Contact.ID>, query: DirectoryQuery, since: Instant, gate: DisclosureGate
    ) throws {
        self.records = records
        self.convening = convening
        self.since = since
        self.gate = gate
        self.query = query
        // Whoever was taken off the list is not proposed for it again.
        taken = known.union(present.map(\.0.id))
        let wanted = convening.quorum.sectors.filter { $0.value > 0 }
        let all = try records.suggestions.alikePeople(query, since: since, on: gate.today)
        // Who belongs at this table is said by its quorum; without one, everyone but the host's authorities.
        sets = all.filter { set in
            if let sector = query.sector { return set.sector == sector }
            return set.sector.map { wanted.isEmpty ? $0 != .hostGovernment : wanted[$0] != nil } ?? false
        }
        lacking = wanted
        for (_, organization) in present {
            if let sector = organization?.sector, let need = lacking[sector] { lacking[sector] = max(0, need - 1) }
        }
        var places: [Facet: [String: Int]] = [:], values: [Suggestion.Value] = []
        func place(_ facet: Facet, _ name: String) -> Int {
            if let place = places[facet]?[name] { return place }
            places[facet, default: [:]][name] = values.count
            values.append(Suggestion.Value(facet: facet, name: name, directory: 0, invited: 0))
            return values.count - 1
        }
        let names = try records.suggestions.facetNames(sets)
        let candidates = zip(sets, names).map { set, names in
            var own: [Int] = []
            for facet in Facet.allCases {
                for name in names[facet] ?? [] {
                    let place = place(facet, name)
                    values[place].directory += set.people
                    values[place].invited += set.invited
                    own.append(place)
                }
            }
            return Suggestion.Candidate(
                organization: set.organization, sector: set.sector, values: own, people: set.people, fresh: set.fresh)
        }
        for (contact, organization) in present {
            for facet in Facet.allCases {
                for name in facet.values(contact, organization) { values[place(facet, name)].invited += 1 }
            }
        }
        suggestion = Suggestion(
            candidates: candidates, values: values, needs: lacking,
            present: Set(present.compactMap { $0.1?.id }))
    }

    /// One to spare for each sector, since not everyone can come, and four whose voices were not heard.
    var usualSize: Int {
        let quorum = lacking.values.filter { $0 > 0 }
        return quorum.reduce(0, +) + quorum.count + 4
    }

    var shortages: [String] {
        lacking.filter { $0.value > 0 }.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            "\($0.key.rawValue): \($0.value) more needed, nobody left who may be invited"
        }
    }

    mutating func pick(_ count: Int) throws -> [SuggestionView.Person] {
        var people: [SuggestionView.Person] = []
        while people.count < count, let choice = suggestion.next() {
            let set = sets[choice.candidate]
            let found = try records.suggestions.people(
                set, query, since: since, on: gate.today, limit: taken.count + 1
            ).first { contact in
                !taken.contains(contact.id)
                    && gate.objection(to: contact, purpose: .invite, channel: .email, about: convening.id.text) == nil
            }
            guard let found else {
                suggestion.reject(choice)
                continue
            }
            taken.insert(found.id)
            if let sector = set.sector, let need = lacking[sector] { lacking[sector] = max(0, need - 1) }
            let organization = try records.organizations.one(of: found)
            people.append(
                SuggestionView.Person(
                    contact: found.id, name: found.name, organization: organization?.name,
                    sector: set.sector, reasons: choice.reasons))
        }
        return people
    }
}
