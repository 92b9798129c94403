public import Coordination
internal import Installation
internal import Storage

/// Which actions a list should show.
public struct ActionListInput: Sendable {
    public let isOverdue: Bool
    public let state: Action.State?
    public let owner: String?
    /// An id or a reference.
    public let measure: String?
    public let limit: Int

    public init(isOverdue: Bool, state: Action.State?, owner: String?, measure: String?, limit: Int) {
        self.isOverdue = isOverdue
        self.state = state
        self.owner = owner
        self.measure = measure
        self.limit = limit
    }
}

extension Actions {
    /// The actions that are wanted, the most urgent first, and how many there are beyond the limit.
    public func all(_ wanted: ActionListInput) async throws -> (actions: [ActionDetails], more: Int) {
        let today = try operation.today()
        return try await operation.read { [self] records in
            var query = ActionQuery(
                states: wanted.isOverdue ? [.open] : wanted.state.map { [$0] } ?? [],
                dueBefore: wanted.isOverdue ? today : nil, owner: wanted.owner, limit: wanted.limit)
            if let text = wanted.measure { query.measures = [try operation.measures.one(named: text, records).id] }
            if let owner = wanted.owner, let contact = try records.contacts.one(ifThere: owner) {
                // Of a person it is what that person is reminded of first.
                query.owner = nil
                query.limit = nil
                let ids = Set(try records.merges.aliases(of: contact.id))
                let own = try records.actions.all(query).filter { $0.chain.first.map(ids.contains) ?? false }
                return (own.prefix(wanted.limit).map { ActionDetails($0) }, max(0, own.count - wanted.limit))
            }
            if let owner = wanted.owner, let organization = try records.organizations.one(ifThere: owner) {
                query.owner = organization.name
            }
            let found = try records.actions.all(query)
            return (
                found.map { ActionDetails($0) },
                found.count < wanted.limit ? 0 : try records.actions.count(query) - found.count
            )
        }
    }
}
