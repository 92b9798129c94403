/// Decides whether something may leave. Every mail, feed, webhook and export asks it.
public struct DisclosureGate: Sendable {
    /// The day of the decision, in the officer's zone.
    public let today: CalendarDay
    /// What people refused, be it under another record.
    public let refusals: Refusals

    public init(today: CalendarDay, refusals: Refusals = .none) {
        self.today = today
        self.refusals = refusals
    }

    /// Whether a contact may be written to at all, for a purpose and on a channel.
    /// - Parameter subject: the convening or statement it is about, for which a consent may have been overridden.
    /// - Returns: the reason against it, or `nil`.
    public func objection(
        to contact: Contact, purpose: Consent.Purpose, channel: SafeChannel.Kind, about subject: String? = nil
    ) -> Exclusion? {
        if contact.isDoNotContact { return .doNotContact }
        guard contact.channels.contains(where: { $0.kind == channel }) else { return .noSafeChannel }
        if channel == .email, contact.email == nil { return .noSafeChannel }
        let relevant = contact.consents.filter { $0.purpose == purpose && $0.channel == channel && $0.group == nil }
        let last = refusals.last(by: contact, purpose, on: channel)
        if last == .standing { return .doNotContact }
        guard let objection = objection(in: relevant, after: last) else { return nil }
        if objection == .consentWithdrawn { return objection }
        let isOverridden = contact.overrides.contains {
            $0.purpose == purpose && $0.channel == channel && $0.subject == subject
        }
        return isOverridden ? nil : objection
    }

    /// A consent holds if it was given after the last refusal for the same use: whoever said no is asked again, on another day.
    private func objection(in consents: [Consent], after last: Refusals.Last?) -> Exclusion? {
        if last == .standing { return .consentWithdrawn }
        var refusals = consents.compactMap(\.withdrawn).filter { $0 <= today }
        if case .on(let day) = last { refusals.append(day) }
        let refusal = refusals.max()
        if consents.contains(where: { $0.holds(on: today) && $0.isGiven(after: refusal) }) { return nil }
        if refusal != nil { return .consentWithdrawn }
        return consents.isEmpty ? .noConsent : .consentExpired
    }

    /// Whether a person's record may stand in a file for a group.
    ///
    /// It may where the person agreed to `share` with that group or with any, by whatever channel it is handed over, and where the
    /// record's label allows what the file's label promises.
    /// - Returns: the reason against it, or `nil`.
    public func objection(toSharing contact: Contact, with group: Group.ID, label: TLP) -> Exclusion? {
        if contact.isDoNotContact { return .doNotContact }
        if contact.tlp > label || contact.tlp == .red { return .label }
        let relevant = contact.consents.filter { $0.purpose == .share && ($0.group == nil || $0.group == group) }
        return objection(in: relevant, after: refusals.last(by: contact, .share, on: .email))
    }

    /// Lets records out into a file for a group, once none of them is objected to and none names a person who is not in the file.
    /// - Throws: `Problem.notAllowed`.
    public func clear(_ shared: SharedRecords, hiding others: HiddenPeople) throws -> Cleared<SharedRecords> {
        let shown = Set(shared.contacts.map(\.id))
        for contact in shared.contacts {
            if let objection = objection(toSharing: contact, with: shared.group, label: shared.label) {
                throw Problem(
                    .notAllowed, at: contact.id.text, "may not be shared: \(objection.meaning)",
                    remedy: "\(objection.remedy)")
            }
            if let other = others.firstDisclosed(in: shared.words[contact.id] ?? "", except: shown, to: contact) {
                throw Problem(
                    .notAllowed, at: contact.id.text, "names \(other), who is not in the file",
                    remedy: "Take that person out of the position or the organization's name.")
            }
        }
        return Cleared(shared, ground: "consent: share with \(shared.group), \(shared.label.rawValue)")
    }

    /// Lets a mail out to one contact.
    /// - Parameter others: people whom a recipient must not learn of, but for those whom the draft says that it shows.
    /// - Throws: `Problem.notAllowed` where consent, channel or content forbids it.
    public func clear(_ draft: MailDraft, hiding others: HiddenPeople) throws -> Cleared<MailDraft> {
        guard case .person(let purpose) = draft.kind.audience else {
            throw Problem(
                .notAllowed, at: draft.recipient.id.text, "cannot be sent a message that is for partners",
                remedy: "Send it to a partner.")
        }
        if let objection = objection(to: draft.recipient, purpose: purpose, channel: .email, about: draft.about) {
            throw Problem(
                .notAllowed, at: draft.recipient.id.text, "may not be written to: \(objection.meaning)",
                remedy: "\(objection.remedy)")
        }
        if let other = others.firstDisclosed(
            in: draft.words, except: draft.shows.union(draft.allows), to: draft.recipient)
        {
            throw Problem(
                .notAllowed, at: draft.recipient.id.text, "the mail would disclose \(other)",
                remedy: "Take that person out of the title, agenda and texts, or make the convening 'open'.")
        }
        return Cleared(draft, ground: "consent: \(purpose.rawValue) by email")
    }

    /// Checks words that go to many people, such as the reason for a cancellation.
    /// - Throws: `Problem.notAllowed` naming whom they would disclose.
    public func check(words: [String], hiding others: HiddenPeople, showing shown: Set<Contact.ID> = []) throws {
        if let other = others.firstDisclosed(in: words.joined(separator: "\n"), except: shown) {
            throw Problem(
                .notAllowed, at: other.text, "would be disclosed by the words of this mail",
                remedy: "Take that person out of the title, agenda, place or reason.")
        }
        if let organization = others.organizations.first(in: words.joined(separator: "\n")) {
            throw Problem(
                .notAllowed, at: organization.text, "would be disclosed by the words of this mail",
                remedy:
                    "Take that organization out of the title, agenda, place or reason: others would learn who takes part."
            )
        }
    }

    /// Those who did not consent to the publication of their name.
    public func unnamed(_ contacts: [Contact]) -> [Contact] {
        contacts.filter { contact in
            let last = refusals.last(by: contact, .publishName, on: .email)
            return objection(in: contact.consents.filter { $0.purpose == .publishName }, after: last) != nil
        }
    }

    /// Lets a public document out to partners.
    /// - Parameter contacts: people who may be named in it, of whom only those may who consented to the publication of their name.
    /// - Throws: `Problem.notAllowed` unless it is TLP:CLEAR, past its embargo, and names nobody against their will.
    public func clear(_ publication: Publication, hiding contacts: [Contact]) throws -> Cleared<Publication> {
        try check(publication.statement, hiding: contacts, now: publication.published)
        let signatories = publication.signatories.joined(separator: "\n")
        if let person = Redaction.firstDisclosed(in: signatories, of: unnamed(contacts)) {
            throw Problem(
                .notAllowed, at: publication.statement.id.text,
                "is signed by an organization whose name contains that of \(person), who did not consent to it",
                remedy: "Record the consent 'publish-name' with its evidence, or publish without that signature.")
        }
        return Cleared(publication, ground: "TLP:CLEAR, no embargo")
    }

    /// Whether a statement may be published now.
    /// - Throws: `Problem.notAllowed`.
    public func check(_ statement: Statement, hiding contacts: [Contact], now: Instant) throws {
        guard statement.tlp == .clear else {
            throw Problem(
                .notAllowed, at: statement.id.text, "is marked \(statement.tlp.rawValue)",
                remedy: "Only TLP:CLEAR may be published; change the label when everyone concerned agrees.")
        }
        if let embargo = statement.embargo, now < embargo {
            throw Problem(
                .notAllowed, at: statement.id.text, "is under embargo until \(embargo)",
                remedy: "Publish it then, or change the embargo.")
        }
        if let person = Redaction.firstDisclosed(in: statement.words, of: unnamed(contacts)) {
            throw Problem(
                .notAllowed, at: statement.id.text, "names \(person), who did not consent to that",
                remedy:
                    "Record the consent 'publish-name' with its evidence, or write a new statement without the name.")
        }
    }

    /// Lets a test message out to a partner; it carries nothing but a fixed text.
    public func clear(_ message: TestMessage) -> Cleared<TestMessage> { Cleared(message, ground: "fixed text") }

    /// Lets a report or calendar out to the officer's own disk.
    /// - Parameter contacts: people whom it must not name.
    /// - Throws: `Problem.notAllowed` naming whom the text would disclose.
    public func clear(_ export: Export, hiding contacts: [Contact]) throws -> Cleared<Export> {
        if let other = Redaction.firstDisclosed(in: export.words, of: contacts) {
            throw Problem(
                .notAllowed, at: "export", "would disclose \(other)",
                remedy: "Take the name out of the titles and notes that it shows.")
        }
        return Cleared(export, ground: "names nobody")
    }
}
