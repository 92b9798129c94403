/// Decides whether something may leave. Every mail, feed, webhook and export asks it.
public struct DisclosureGate: Sendable {
    /// The day of the decision, in the officer's zone.
    public let today: CalendarDay

    public init(today: CalendarDay) { self.today = today }

    /// Whether a contact may be written to at all, for a purpose and on a channel.
    /// - Returns: the reason against it, or `nil`.
    public func objection(to contact: Contact, purpose: Consent.Purpose, channel: SafeChannel.Kind) -> Exclusion? {
        if contact.isDoNotContact { return .doNotContact }
        guard contact.channels.contains(where: { $0.kind == channel }) else { return .noSafeChannel }
        if channel == .email, contact.email == nil { return .noSafeChannel }
        let relevant = contact.consents.filter { $0.purpose == purpose && $0.channel == channel }
        if relevant.contains(where: { $0.holds(on: today) }) { return nil }
        if relevant.contains(where: { $0.withdrawn != nil }) { return .consentWithdrawn }
        return relevant.isEmpty ? .noConsent : .consentExpired
    }

    /// Lets a mail out to one contact.
    /// - Parameters:
    ///   - text: every readable byte of the mail, decoded.
    ///   - others: people whom this recipient must not learn of.
    /// - Throws: `Problem.notAllowed` where consent, channel or content forbids it.
    public func pass(
        mailTo contact: Contact, purpose: Consent.Purpose, text: String, hiding others: [Contact]
    ) throws -> Pass {
        if let objection = objection(to: contact, purpose: purpose, channel: .email) {
            throw Problem(
                .notAllowed, at: contact.id.text, "may not be written to: \(objection.meaning)",
                remedy: objection.remedy)
        }
        if let other = Redaction.firstDisclosed(in: text, of: others.filter { $0.id != contact.id }) {
            throw Problem(
                .notAllowed, at: contact.id.text, "the mail would disclose \(other)",
                remedy: "Take that person out of the title, agenda and texts, or make the convening 'open'.")
        }
        return Pass(ground: "consent: \(purpose.rawValue) by email")
    }

    /// Lets a public document out to a partner.
    /// - Throws: `Problem.notAllowed` unless it is TLP:CLEAR and past its embargo.
    public func pass(publicationOf statement: Statement, now: Instant) throws -> Pass {
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
        return Pass(ground: "TLP:CLEAR, no embargo")
    }

    /// Lets a test message out to a partner; it carries nothing but a fixed text.
    public func passForPing() -> Pass { Pass(ground: "fixed text") }

    /// Lets a calendar or report out to the officer's own disk, with or without names.
    /// - Throws: `Problem.notAllowed` where names are asked for of a convening that withholds its roll.
    public func pass(exportOf convening: Convening, withNames: Bool) throws -> Pass {
        if withNames, convening.attribution != .onRecord {
            throw Problem(
                .notAllowed, at: convening.id.text,
                "is \(convening.attribution.rawValue), so its roll is withheld",
                remedy: "Export it without --names.")
        }
        return Pass(ground: withNames ? "on the record" : "no names")
    }

    /// Lets a count out to the officer's own disk; the ground holds only while it names nobody.
    /// - Throws: `Problem.notAllowed` naming whom the text would disclose.
    public func pass(reportText text: String, hiding contacts: [Contact]) throws -> Pass {
        if let other = Redaction.firstDisclosed(in: text, of: contacts) {
            throw Problem(
                .notAllowed, at: "report", "would disclose \(other)",
                remedy: "Take the name out of the titles and notes that the report shows.")
        }
        return Pass(ground: "names nobody")
    }
}
