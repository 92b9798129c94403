public import Coordination
public import Installation
internal import Storage

/// One envelope as it may be shown: ids and states, no content.
public struct OutboxLine: View {
    public let envelope: Envelope.ID
    public let kind: MessageKind
    public let channel: Envelope.Route.Channel
    public let subject: String
    /// The contact or partner it goes to.
    public let recipient: String
    /// What that is called; `nil` where it is not kept any more.
    public let name: String?
    public let state: String
    public let attempts: Int
    public let notBefore: Instant
    public let detail: String?
}

extension Outbox {
    /// Everything in the outbox, or only what is in one state: `waiting`, `delivered`, `saved`, `superseded` or `failed`. Linear in
    /// its recipients, whose names it shows.
    public func lines(state: String? = nil) async throws -> [OutboxLine] {
        let wanted = try state.map { name in
            guard let state = StoredEnvelope.State(name: name) else {
                let names = StoredEnvelope.State.allCases.map(\.name)
                throw Problem(
                    .usage, "there is no state '\(name)'", remedy: NearestChoice.remedy(for: name, among: names))
            }
            return state
        }
        return try await operation.read { records in
            let items = try records.outbox.all(state: wanted)
            var names: [String: String] = [:]
            for partner in try records.statements.partners() { names[partner.id.text] = partner.name }
            names.merge(try Operation.shownNames(of: items.map(\.route.recipient), records)) { $1 }
            return items.map { line($0, names[$0.route.recipient]) }
        }
    }

    private func line(_ item: StoredEnvelope, _ name: String?) -> OutboxLine {
        OutboxLine(
            envelope: item.id, kind: item.kind, channel: item.route.channel,
            subject: item.about, recipient: item.route.recipient, name: name,
            state: item.isHeld ? "held" : item.state.name,
            attempts: item.attempts, notBefore: item.notBefore, detail: item.lastDetail)
    }

    /// Messages that are held since a restore or a loss: lets them go after all, or gives them up.
    /// - Returns: their ids.
    public func decideHeld(_ id: Envelope.ID?, send: Bool) async throws -> [String] {
        return try await operation.change { records in
            var ids = try records.outbox.decideHeld(id, send: send)
            if !send, let id, ids.isEmpty,
                try records.mails.giveUp(id.text, because: "the officer gave it up", at: operation.now)
            {
                ids = [id.text]
                try records.mails.untell(envelope: id.text)
            }
            if let id, ids.isEmpty {
                throw Problem(
                    .missingInput, at: id.text, send ? "is not held" : "does not wait",
                    remedy: "See \(.outboxList).")
            }
            for id in ids { try records.note(send ? .outboxRelease : .outboxDrop, id) }
            return ids
        }
    }
}

extension Envelope.Route {
    /// The id of the contact or partner.
    fileprivate var recipient: String {
        switch self {
        case .mail(_, let contact): contact.text
        case .webhook(let partner): partner.text
        }
    }
}
