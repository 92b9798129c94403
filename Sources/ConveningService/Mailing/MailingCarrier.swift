public import Coordination
public import Installation
internal import Storage

/// What is kept of a mailing to many, so that it can be gone on with.
struct StoredMailing: Codable, Hashable, Sendable {
    let decision: Mailing
    /// A digest of the convening before and after, of its recipients and its time.
    let content: String
}

/// Carries out mailings that were staged and released: each mail goes into the outbox together with what becomes of its invitation.
public struct MailingCarrier: RoundCarrier {
    public let kind = Round.Kind.mailing

    public init() {}

    public func carryOut(
        _ round: Round, _ operation: Installation.Operation, until end: ContinuousClock.Instant?
    ) async throws -> Int {
        let plan = try await operation.read { try $0.rounds.plan(StoredMailing.self, ifThere: round.id) }
        guard let decision = plan?.decision else { return 0 }
        return try await operation.rounds.carryOut(round) { records, now in
            try Rounds.pieces { limit in
                let mails = try records.rounds.nextMails(of: round.id, atMost: limit)
                for mail in mails { try Self.carryOut(mail, of: round, decision, records, at: now) }
                return mails.count
            }
        }
    }

    private static func carryOut(
        _ mail: StagedMail, of round: Round, _ decision: Mailing, _ records: Records, at now: Instant
    ) throws {
        var isQueued = false
        // Whoever was taken off the list, or erased, is written nothing.
        if let invitation = try records.invitations.one(ifThere: mail.invitation) {
            let recipient = MailingPlan.Recipient(
                invitation, exclusion: mail.exclusion, mayKnow: try records.mails.mayHaveLeft(invitation.id),
                waiting: try records.mails.untriedKinds(of: invitation.id))
            try MailingPlan.step(decision, recipient).carryOut(on: invitation, records, at: now) {
                try records.rounds.queue(mail, isHeld: round.isHeld)
                isQueued = true
            }
        }
        try records.rounds.remove(mail, isQueued: isQueued, from: round.id)
    }
}

extension MailingPlan.Step {
    /// Changes what waits and the invitation, and queues the mail where one is to be sent.
    /// - Parameter queue: puts the mail, which is written already, into the outbox.
    func carryOut(on old: Invitation, _ records: Records, at now: Instant, queue: () throws -> Void) throws {
        let next: Invitation
        switch self {
        case .skip(_, let passedOver): next = passedOver
        case .giveUp(let withdrawn):
            try records.mails.giveUp(old.id, at: now)
            next = withdrawn
        case .sendAnew(let asked):
            try records.mails.giveUp(old.id, at: now)
            try queue()
            next = asked
        case .send(_, let superseded, let moved):
            try records.mails.supersede(old.id, kinds: superseded, at: now)
            try queue()
            next = moved
        }
        if next != old { try records.invitations.update(next) }
    }

    /// Whether a mail is to be written.
    var isSent: Bool {
        switch self {
        case .send, .sendAnew: true
        case .giveUp, .skip: false
        }
    }
}
