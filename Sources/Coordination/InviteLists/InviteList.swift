/// Who is asked to a convening, and who is left out and why.
public struct InviteList: Sendable {
    public struct Entry: Hashable, Sendable {
        public let contact: Contact
        public let organization: Organization?
        /// `nil` where the person may be invited.
        public let exclusion: Exclusion?

        public init(contact: Contact, organization: Organization?, exclusion: Exclusion?) {
            self.contact = contact
            self.organization = organization
            self.exclusion = exclusion
        }
    }

    public let entries: [Entry]

    /// Sorts candidates into invitees and exclusions by the gate's answer, in the order given.
    /// - Parameter subject: the convening it is for.
    public init(candidates: [(Contact, Organization?)], gate: DisclosureGate, about subject: String? = nil) {
        entries = candidates.map { contact, organization in
            Entry(
                contact: contact, organization: organization,
                exclusion: gate.objection(to: contact, purpose: .invite, channel: .email, about: subject))
        }
    }

    public var invitees: [Entry] { entries.filter { $0.exclusion == nil } }
    public var excluded: [Entry] { entries.filter { $0.exclusion != nil } }
}
