/// A person's agreement to one use of their data, with its evidence and its end.
public struct Consent: Hashable, Sendable, Codable {
    public enum Purpose: String, CaseIterable, Sendable, Codable {
        case invite
        case signOn = "sign-on"
        case publishName = "publish-name"
        case share
        /// To be reminded of what is to be followed up.
        case followUp = "follow-up"
    }

    public var purpose: Purpose
    /// The channel it covers.
    public var channel: SafeChannel.Kind
    /// The group the record may be shared with, where the purpose is `share`; `nil` for any.
    public var group: Group.ID?
    /// Who gave it in the person's place, and in what capacity: a representative or family.
    public var proxy: String?
    /// How it was given, for example "in person, 3 March".
    public var evidence: String
    public var given: CalendarDay
    /// The last day it holds; `nil` while it has no end.
    public var expires: CalendarDay?
    public var withdrawn: CalendarDay?

    public init(
        purpose: Purpose, channel: SafeChannel.Kind, group: Group.ID? = nil, proxy: String? = nil, evidence: String,
        given: CalendarDay, expires: CalendarDay? = nil, withdrawn: CalendarDay? = nil
    ) {
        self.purpose = purpose
        self.channel = channel
        self.group = group
        self.proxy = proxy
        self.evidence = evidence
        self.given = given
        self.expires = expires
        self.withdrawn = withdrawn
    }

    /// Whether it only records that the person opted out: it ended on the day on which it was given.
    public var isOptOut: Bool { given == withdrawn }

    /// Whether it holds on a day: from the day it was given, through its last day, until the day it is withdrawn.
    public func holds(on day: CalendarDay) -> Bool {
        given <= day && (expires.map { day <= $0 } ?? true) && (withdrawn.map { day < $0 } ?? true)
    }
}

extension Consent {
    /// Whether it was given after the person last said no; one of the same day does not count.
    func isGiven(after refusal: CalendarDay?) -> Bool { refusal.map { given > $0 } ?? true }

    /// - Throws: `Problem.badData` where a file brings a day that is to come.
    public static func checkPast(_ consents: [Consent], on today: CalendarDay) throws {
        let early = consents.first { $0.given > today || ($0.withdrawn.map { $0 > today } ?? false) }
        guard let early else { return }
        throw Problem(
            .badData, "has a consent of \(early.given), which is in the future",
            remedy: "Give the day on which it was given.")
    }

    /// Whether both are one agreement, be it that one of them tells of its end.
    public func isSame(as other: Consent) -> Bool {
        var left = self, right = other
        left.withdrawn = nil
        right.withdrawn = nil
        return left == right
    }
}

extension Contact {
    /// Writes a consent down. The same one again changes nothing, be it that it was withdrawn since.
    public mutating func give(_ consent: Consent) {
        if !consents.contains(where: { $0.isSame(as: consent) }) { consents.append(consent) }
    }

    /// Ends every consent to a purpose that holds, and writes down that the person said no: on that channel, or on mail and every
    /// channel that a consent was given for.
    /// - Parameters:
    ///   - channel: on this channel only; `nil` for all.
    ///   - group: with this group only; `nil` for all.
    /// - Returns: how many were ended.
    public mutating func withdraw(
        _ purpose: Consent.Purpose, channel: SafeChannel.Kind?, group: Group.ID?, on day: CalendarDay
    ) -> Int {
        let concerned = consents.indices.filter { place in
            let consent = consents[place]
            return consent.purpose == purpose && (channel == nil || consent.channel == channel)
                && (group == nil || consent.group == group)
        }
        var channels = channel.map { [$0] } ?? [.email]
        for place in concerned where !channels.contains(consents[place].channel) {
            channels.append(consents[place].channel)
        }
        var count = 0
        for place in concerned
        where consents[place].withdrawn == nil && (consents[place].expires.map { day <= $0 } ?? true) {
            consents[place].withdrawn = day
            count += 1
        }
        for channel in channels {
            let isWritten = consents.contains {
                $0.purpose == purpose && $0.channel == channel && $0.group == group && $0.withdrawn == day
            }
            if isWritten { continue }
            consents.append(
                Consent(
                    purpose: purpose, channel: channel, group: group, evidence: "said no", given: day, withdrawn: day))
        }
        return count
    }

    /// Whether the person's last word on a use is no.
    public func hasRefused(_ purpose: Consent.Purpose, _ channel: SafeChannel.Kind, _ group: Group.ID? = nil) -> Bool {
        let relevant = consents.filter { $0.purpose == purpose && $0.channel == channel && $0.group == group }
        guard let refusal = relevant.compactMap(\.withdrawn).max() else { return false }
        return !relevant.contains { $0.withdrawn == nil && $0.isGiven(after: refusal) }
    }

    /// This record as a file or another record brings it, but for what would take back a refusal: the mark not to contact, a
    /// withdrawal and a label stay, and decisions to override a consent are not taken from anywhere.
    public func guarded(by kept: Contact?) -> Contact {
        var contact = self
        contact.overrides = kept?.overrides ?? []
        guard let kept else { return contact }
        contact.isDoNotContact = isDoNotContact || kept.isDoNotContact
        contact.tlp = max(tlp, kept.tlp)
        for old in kept.consents where old.withdrawn != nil {
            if let place = contact.consents.firstIndex(where: { $0.isSame(as: old) }) {
                contact.consents[place].withdrawn = [contact.consents[place].withdrawn, old.withdrawn].compactMap { $0 }
                    .max()
            } else {
                contact.consents.append(old)
            }
        }
        return contact
    }
}

extension Contact {
    /// The last day on which the person may be invited by mail, as far as consents say; `nil` where they may not be. The gate
    /// decides; this is for choosing among many.
    public var lastInvitableDay: String? {
        guard !isDoNotContact, email != nil else { return nil }
        let relevant = consents.filter { $0.purpose == .invite && $0.channel == .email }
        let refusal = relevant.compactMap(\.withdrawn).max()
        return relevant.filter { consent in consent.withdrawn == nil && consent.isGiven(after: refusal) }
            .map { $0.expires?.description ?? "9999-12-31" }.max()
    }
}

extension [Consent] {
    /// The day on which the person said no to what a consent is for, after it was given; such a consent does not count.
    public func refusal(after consent: Consent) -> CalendarDay? {
        filter { other in
            guard other.purpose == consent.purpose else { return false }
            // Whoever does not want to be shared says so for every way of handing a file over.
            if consent.purpose == .share { return other.group == nil || other.group == consent.group }
            return other.channel == consent.channel && other.group == consent.group
        }.compactMap(\.withdrawn).filter { $0 >= consent.given }.max()
    }
}
