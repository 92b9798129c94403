public import Coordination
public import Installation
internal import Storage

/// What a withdrawal stopped.
public struct WithdrawalReport: View {
    public let contact: Contact.ID
    /// Consents that were ended.
    public let ended: Int
    /// Messages that waited and will not be sent.
    public let stopped: [Envelope.ID]
    /// Messages that a run has in its hands just now.
    public let underWay: [Envelope.ID]
    /// Statements to partners that name the person and will not be sent.
    public let statements: [String]
    /// Convenings to come to which the person holds an invitation, and hears no more of by mail.
    public let asked: [String]
}

/// Consents as they are shown.
public struct ConsentView: View {
    public let contact: Contact.ID
    public let name: String
    public let consents: [Consent]
    public let overrides: [ConsentOverride]
    /// Whether the person is not written to at all, whatever the consents say.
    public let isDoNotContact: Bool
}

extension Operation {
    /// What people agreed to, and what they took back.
    public var consents: Consents { Consents(operation: self) }
}

/// What people agreed to, and what they took back.
public struct Consents: Sendable {
    let operation: Operation

    /// A person's consents, also those that ended.
    public func all(of id: Contact.ID) async throws -> ConsentView {
        return try await operation.read { records in
            let contact = try records.contacts.one(id)
            try records.note(.directoryRead, contact.id.text)
            return ConsentView(
                contact: contact.id, name: contact.name, consents: contact.consents, overrides: contact.overrides,
                isDoNotContact: contact.isDoNotContact)
        }
    }

    /// Everyone with a consent that ends within some days from today. Linear in the directory.
    public func ending(within days: Int) async throws -> [ConsentView] {
        let today = try operation.today()
        return try await operation.read { records in
            let last = today.adding(days: days)
            let views = try records.contacts.all().filter { !$0.isDoNotContact }.compactMap { contact -> ConsentView? in
                let ending = contact.consents.filter { consent in
                    consent.holds(on: today) && (consent.expires.map { $0 <= last } ?? false)
                        && contact.consents.refusal(after: consent) == nil
                }
                return ending.isEmpty
                    ? nil
                    : ConsentView(
                        contact: contact.id, name: contact.name, consents: ending, overrides: [], isDoNotContact: false)
            }
            for view in views { try records.note(.directoryRead, view.contact.text) }
            return views
        }
    }

    /// Writes down that a person, or someone in their place, agreed.
    /// - Returns: a mark or a refusal that still stands against its use; `nil` where nothing does.
    @discardableResult
    public func record(_ consent: Consent, of id: Contact.ID) async throws -> Exclusion? {
        let today = try operation.today()
        _ = try SafeText.title(consent.evidence, field: "evidence")
        if let proxy = consent.proxy { _ = try SafeText.title(proxy, field: "proxy") }
        guard consent.given <= today else {
            throw Problem(
                .usage, "the consent is given on \(consent.given), which is in the future",
                remedy: "Give the day the person consented, today or earlier.")
        }
        if let expires = consent.expires, expires < consent.given {
            throw Problem(.usage, "the consent ends before it is given", remedy: "Exchange the days.")
        }
        try Self.check(consent.group, for: consent.purpose)
        let person = try await operation.change { records in
            var contact = try records.contacts.one(id)
            if let group = consent.group { _ = try records.groups.one(group) }
            if let refusal = contact.consents.refusal(after: consent) {
                throw Problem(
                    .notAllowed, at: id.text,
                    "opted out on \(refusal), so a consent of \(consent.given) does not count",
                    remedy: "Ask again on another day, and write down that day.")
            }
            contact.give(consent)
            _ = try records.contacts.save(contact)
            try records.note(.consentRecord, contact.id.text)
            return contact
        }
        let objection = try await operation.gate(for: [person]).objection(
            to: person, purpose: consent.purpose, channel: consent.channel)
        let isRefused = objection == .consentWithdrawn && consent.group == nil && consent.purpose != .share
        return objection == .doNotContact || isRefused ? objection : nil
    }

    /// Ends a person's consents to a purpose, from today, and stops what waits on their ground.
    public func withdraw(
        of id: Contact.ID, to purpose: Consent.Purpose, channel: SafeChannel.Kind?, group: Group.ID?
    ) async throws -> WithdrawalReport {
        let gate = try await operation.gate()
        try Self.check(group, for: purpose)
        return try await operation.change { records in
            var contact = try records.contacts.one(id)
            // A consent may name a group that is gone; only a slip of the pen names one that never was.
            if let group, !contact.consents.contains(where: { $0.group == group }) { _ = try records.groups.one(group) }
            let ended = contact.withdraw(purpose, channel: channel, group: group, on: gate.today)
            _ = try records.contacts.save(contact)
            try records.note(.consentWithdraw, contact.id.text)
            return try Self.stop(contact, purpose, ended, records, gate, at: operation.now)
        }
    }

    private static func check(_ group: Group.ID?, for purpose: Consent.Purpose) throws {
        guard group == nil || purpose == .share else {
            throw Problem(.usage, "only a consent to 'share' names a group", remedy: "Leave --group out.")
        }
    }

    /// Marks a person as not to be contacted, or takes the mark away; what waits is stopped.
    public func setDoNotContact(_ isSet: Bool, for id: Contact.ID) async throws -> WithdrawalReport {
        let today = try operation.today()
        return try await operation.change { records in
            var contact = try records.contacts.one(id)
            contact.isDoNotContact = isSet
            _ = try records.contacts.save(contact)
            if isSet { try records.merges.stopMerged(into: contact.id) }
            try records.note(isSet ? .consentStop : .consentResume, contact.id.text)
            let gate = DisclosureGate(today: today, refusals: try records.refusals.concerning([contact]))
            return try Self.stop(contact, nil, 0, records, gate, at: operation.now)
        }
    }

    /// Writes to a person for one convening or statement although no consent is on record. It is kept with its reason.
    /// - Throws: `Problem.notAllowed` against a refusal, and where it is not needed.
    public func overrideConsent(
        of id: Contact.ID, to purpose: Consent.Purpose, about subject: String, reason: String
    ) async throws {
        let gate = try await operation.gate()
        let reason = try SafeText.title(reason, field: "reason")
        try await operation.change { records in
            if purpose == .signOn {
                _ = try records.statements.one(Identifier(parsing: subject))
            } else {
                _ = try records.convenings.one(Identifier(parsing: subject))
            }
            var contact = try records.contacts.one(id)
            switch gate.objection(to: contact, purpose: purpose, channel: .email, about: subject) {
            case .noConsent, .consentExpired: break
            case nil:
                throw Problem(
                    .usage, at: id.text, "may be written to as it is",
                    remedy: "No override is needed; nothing was changed.")
            case let objection?:
                throw Problem(
                    .notAllowed, at: id.text, "cannot be overridden: \(objection.meaning)", remedy: objection.remedy)
            }
            contact.overrides.append(
                ConsentOverride(
                    purpose: purpose, channel: .email, subject: subject, reason: reason, day: gate.today,
                    by: operation.actor.name
                ))
            _ = try records.contacts.save(contact)
            try records.note(.consentOverride, contact.id.text)
        }
    }

    /// Gives up what waits for a person and may no longer be sent.
    private static func stop(
        _ contact: Contact, _ purpose: Consent.Purpose?, _ ended: Int, _ records: Records, _ gate: DisclosureGate,
        at now: Instant
    ) throws -> WithdrawalReport {
        var stopped: [String] = [], underWay: [String] = [], statements: [String] = []
        for item in try records.mails.waiting(for: contact.id) {
            guard case .person(let purpose) = item.kind.audience,
                let objection = gate.objection(to: contact, purpose: purpose, channel: .email, about: item.about)
            else { continue }
            if try records.mails.giveUp(item.id, because: objection.meaning, at: now) {
                stopped.append(item.id)
                try records.mails.untell(envelope: item.id)
                try records.note(.envelopeRefused, item.id)
            } else {
                underWay.append(item.id)
            }
        }
        if purpose == .publishName {
            for statement in try records.statements.all() {
                let words = ([statement.title] + statement.edition.texts.values).joined(separator: "\n")
                guard Redaction.firstDisclosed(in: words, of: gate.unnamed([contact])) != nil else { continue }
                for id in try records.mails.waiting(about: statement.id.text) {
                    guard try records.mails.giveUp(id, because: "it names someone who withdrew the consent", at: now)
                    else {
                        underWay.append(id)
                        continue
                    }
                    statements.append(id)
                    try records.note(.envelopeRefused, id)
                }
            }
        }
        var asked: [String] = []
        for invitation in try records.subjects.invitations(of: contact.id)
        where invitation.sentSequence != nil && invitation.state != .withdrawn {
            let convening = try records.convenings.one(invitation.convening)
            let objection = gate.objection(
                to: contact, purpose: .invite, channel: .email, about: convening.id.text)
            if convening.state == .invited, objection != nil { asked.append(convening.id.text) }
        }
        return WithdrawalReport(
            contact: contact.id, ended: ended, stopped: stopped.map { Envelope.ID(trusted: $0) },
            underWay: underWay.map { Envelope.ID(trusted: $0) }, statements: statements,
            asked: asked)
    }
}
