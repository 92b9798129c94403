internal import Channels
public import Coordination
public import Delivery
public import Installation
internal import Sealing
internal import Storage

/// A partner as it may be shown: without its secret, but for the one time it is made.
public struct PartnerView: View {
    public let id: Partner.ID
    public let name: String
    public let url: String
    public let state: Partner.State
    public var secret: String?

    init(_ partner: Partner, showingSecret: Bool = false) {
        id = partner.id
        name = partner.name
        url = partner.url
        state = partner.state
        secret = showingSecret ? partner.secret : nil
    }
}

/// A partner that gets nothing any more.
public struct RemovedPartner: View {
    public let partner: Partner.ID
    /// Whether it is off the record, too.
    public let isGone: Bool
}

extension Operation {
    /// Receivers of statements.
    public var partners: Partners { Partners(operation: self) }
}

/// Receivers of statements.
public struct Partners: Sendable {
    let operation: Operation

    /// Registers a receiver of statements. Without a secret of its own it gets a fresh one, which is shown this once.
    public func add(id: Partner.ID, name: String, url: String, secret: String?) async throws -> PartnerView {
        let target = try WebhookTarget(parsing: url)
        if let secret, WebhookSecret(secret) == nil {
            throw Problem(
                .badData, "the secret is not of the form of Standard Webhooks",
                remedy: "It is 'whsec_' and base64 of 24 to 64 bytes; leave it out to get a fresh one.")
        }
        let partner = try Partner(
            id: id, name: name, url: target.url,
            secret: secret ?? WebhookSecret.text(of: operation.random.bytes(32)))
        try await operation.change { records in
            guard try !records.statements.partners().contains(where: { $0.id == id }) else {
                throw Problem(.notAllowed, at: id.text, "is a partner already", remedy: "See \(.partnerList).")
            }
            try records.names.checkID(id.text)
            try records.statements.save(partner)
            try records.note(.partnerAdd, id.text)
        }
        return PartnerView(partner, showingSecret: secret == nil)
    }

    /// Takes a partner away. One to which something was posted stays on record and gets nothing any more.
    public func remove(_ id: Partner.ID) async throws -> RemovedPartner {
        return try await operation.change { [self] records in
            var partner = try records.statements.partner(id)
            let isGone = try records.statements.remove(id, at: operation.now)
            if !isGone {
                partner.state = .disabled
                try records.statements.save(partner)
            }
            try records.note(.partnerRemoved, id.text)
            return RemovedPartner(partner: id, isGone: isGone)
        }
    }

    public func all() async throws -> [PartnerView] {
        try await operation.read { try $0.statements.partners() }.map { PartnerView($0) }
    }

    /// Sends a message without content through the outbox and says how that one try ended.
    public func test(_ id: Partner.ID) async throws -> AttemptReport {
        let gate = try await operation.gate()
        let message: Envelope.ID = operation.newSecretID("msg")
        let envelope = try Envelope(gate.clear(TestMessage()), id: message, to: id, created: operation.now) { cleared in
            try Statements.payload(type: "partner.test", at: operation.now, data: PingPayload(message: cleared.text))
        }
        try await operation.change { records in
            _ = try records.statements.partner(id)
            try records.outbox.insert(envelope, notBefore: operation.now)
            try records.note(.partnerTest, id.text)
        }
        let report = try await operation.outbox.deliver(only: envelope.id)
        guard let attempt = report.attempts.first else {
            throw Problem(.tryAgain, at: id.text, "was not tried", remedy: "Run \(.outboxDeliver).")
        }
        return attempt
    }
}
