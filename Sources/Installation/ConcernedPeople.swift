package import Coordination
package import Storage

/// Whom actions concern: the people of their convenings, measures and statements, each read once.
package struct ConcernedPeople {
    private let operation: Operation
    private let records: Records
    private var known: [String: [Operation.Concerned]] = [:]

    package init(_ operation: Operation, _ records: Records) {
        self.operation = operation
        self.records = records
    }

    /// What an action's title, and its owner and who joins, may tell of the people whom it concerns; each is a text of its own. The
    /// title may name an owner in whose name nobody was found.
    package mutating func texts(of action: Action) throws -> [WordsToConfirm.Text] {
        let people = try people(concernedBy: action), subject = Self.subject(of: action)
        // An owner's organization is no secret.
        let alone = people.map { (contact: $0.contact, organization: nil as Organization?) }
        let missions = action.missions.map { operation.searched([$0], about: subject, among: alone) }
        let own = missions.filter(\.findings.isEmpty).flatMap(\.words)
        return [operation.searched([action.title], about: subject, among: people, but: own)] + missions
    }

    /// Whether a title may stand where others read it: nothing was found in it and its owners, or somebody has confirmed it.
    package mutating func mayShowTitle(of action: Action) throws -> Bool {
        guard action.convening != nil || action.measure != nil || action.statement != nil else { return true }
        return WordsToConfirm(try texts(of: action))?.isConfirmed(in: action) ?? true
    }

    /// The same action without its title where that may not be shown to others.
    package mutating func shown(_ action: Action) throws -> Action {
        var action = action
        if try !mayShowTitle(of: action) { action.isQuiet = true }
        return action
    }

    private static func subject(of action: Action) -> String {
        [action.convening?.text, action.measure?.text, action.statement?.text].compactMap { $0 }
            .joined(separator: " ")
    }

    private mutating func people(concernedBy action: Action) throws -> [Operation.Concerned] {
        let subject = Self.subject(of: action)
        if let people = known[subject] { return people }
        var found: [Operation.Concerned] = []
        if let convening = action.convening { found += try operation.people(askedTo: convening, records) }
        if let measure = action.measure {
            found += try operation.people(protectedBy: records.measures.one(measure), records)
        }
        if let statement = action.statement {
            found += try operation.people(records.statements.one(statement).signatures.map(\.signatory), records)
        }
        known[subject] = found
        return found
    }
}

extension Operation {
    /// Everyone who is or was on a list, also who left it. Of an open convening nobody is a secret. Embassies and other allies are named in
    /// every second sentence, so words of theirs tell of nobody.
    package func people(askedTo id: Convening.ID, _ records: Records) throws -> [Concerned] {
        guard try records.convenings.one(id).visibility != .open else { return [] }
        return try records.names.invited(to: id).map { _, contact, organization in
            (contact, [.alliedGovernment, .ownGovernment].contains(organization?.sector) ? nil : organization)
        }
    }

    /// Whom a measure protects: the people of the directory, and the names as the mechanism prints them.
    package func people(protectedBy measure: Measure, _ records: Records) throws -> [Concerned] {
        try people(measure.beneficiaries.compactMap(\.contact), records)
            + measure.beneficiaries.compactMap { beneficiary in
                guard case .person(let name) = beneficiary.kind else { return nil }
                // Under the number that it has within the measure.
                let printed = Contact(
                    id: Identifier(trusted: "beneficiary-\(beneficiary.number)"), name: name, country: measure.state,
                    zone: officer.zone, languages: [], channels: [])
                return (printed, nil)
            }
    }

    /// People with their organizations; those who are gone are left out.
    package func people(_ ids: [Contact.ID], _ records: Records) throws -> [Concerned] {
        try Set(ids).sorted().compactMap { id in
            guard let contact = try records.contacts.one(ifThere: id.text) else { return nil }
            return (contact, try records.organizations.one(of: contact))
        }
    }
}
