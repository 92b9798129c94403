public import Coordination
public import Installation
internal import Sealing
internal import Storage

/// Who is on the list of a convening, who is not and why.
public struct InviteeView: View {
    public struct Entry: View {
        public let contact: Contact.ID
        public let name: String
        public let organization: String?
        public let sector: Sector?
        /// The state of the invitation; `nil` where the person may not be invited.
        public let state: Invitation.State?
        /// Why the person is left out.
        public let excluded: String?
    }

    public let convening: Convening.ID
    public let entries: [Entry]
    public let balance: Balance
    /// What the quorum still lacks on the list.
    public let shortages: [String]
    /// What the officer has to do by another way than mail.
    public internal(set) var notice: String?
}

extension InviteeView {
    /// The same, once it is noted whose names it shows.
    func noted(_ records: Records) throws -> InviteeView {
        for entry in entries { try records.note(.directoryRead, entry.contact.text) }
        return self
    }
}

extension Operation {
    /// Who is to be asked to a convening.
    public var invitees: Invitees { Invitees(operation: self) }
}

/// Who is to be asked to a convening.
public struct Invitees: Sendable {
    let operation: Operation

    /// The list of a convening as it stands.
    public func list(of id: Convening.ID) async throws -> InviteeView {
        let gate = try await operation.gate()
        return try await operation.read { records in
            let convening = try records.convenings.one(id)
            return try Self.view(records, convening, considered: [], gate: gate).noted(records)
        }
    }

    /// Puts people on the list: those named, and those who match every given trait. Nothing is sent.
    ///
    /// Whoever may not be invited is not added; the answer says why.
    /// - Parameter required: people without whom there is no meeting; who may be invited is put on the list, too.
    public func add(
        to id: Convening.ID, named: [Contact.ID], sectors: [Sector], countries: [CountryCode], theme: String?,
        required: [Contact.ID] = []
    ) async throws -> InviteeView {
        let gate = try await operation.gate()
        for country in countries { try operation.facts.check(country) }
        return try await operation.change { [self] records in
            var convening = try records.convenings.one(id)
            guard convening.state != .closed, convening.state != .cancelled else {
                throw Problem(
                    .notAllowed, at: id.text, "is \(convening.state.rawValue)", remedy: "Create another convening.")
            }
            let required = try required.map { try records.contacts.one($0).id }
            let named = named + required
            let ids = Set(try named.map { try records.contacts.one($0).id })
            let found = try records.directory.contacts(sectors: sectors, countries: countries, theme: theme)
            if let theme, found.isEmpty { try Self.checkTheme(theme, records) }
            let candidates = try records.names.withOrganizations(
                records.names.contacts(ids: ids.map(\.text)) + found.filter { !ids.contains($0.id) }
            ).filter { contact, organization in
                ids.contains(contact.id) || theme.map { organization?.works(on: $0) ?? false } ?? true
            }.sorted { $0.0.id < $1.0.id }
            let list = InviteList(candidates: candidates, gate: gate, about: id.text)
            let invitable = Set(list.invitees.map(\.contact.id))
            convening.quorum.required = Set(convening.quorum.required + required.filter(invitable.contains)).sorted()
            try records.convenings.update(convening)
            try records.note(.conveningList, id.text)
            let present = try records.invitations.all(of: id)
            let shared = present.first?.uid ?? operation.freshUID()
            for entry in list.invitees {
                // One UID for all only where everyone may see everyone; else it is this person's secret.
                let uid = convening.visibility == .open ? shared : operation.freshUID()
                let token = operation.freshToken()
                if let old = present.first(where: { $0.contact == entry.contact.id }) {
                    guard old.state == .withdrawn, ids.contains(entry.contact.id) else { continue }
                    guard convening.visibility != .open else {
                        throw Problem(
                            .notAllowed, at: entry.contact.id.text,
                            "was taken off this open convening, whose UID is shared",
                            remedy: "Invite them by another way, or plan another convening.")
                    }
                    try records.invitations.deleteAnswers(of: old.id)
                    try records.invitations.update(old.reopened(uid: uid, token: token))
                    try records.note(.invitationReopen, old.id.text)
                    continue
                }
                let invitation = Invitation(
                    id: operation.newID("iv"), convening: id, contact: entry.contact.id, uid: uid, token: token)
                try records.invitations.insert(invitation)
                try records.note(.invitationList, invitation.id.text)
            }
            return try Self.view(records, convening, considered: list.excluded, gate: gate)
                .noted(records)
        }
    }

    /// - Throws: `Problem.missingInput` with the nearest theme where no organization works on this one.
    private static func checkTheme(_ theme: String, _ records: Records) throws {
        let organizations = try records.organizations.all()
        guard !organizations.contains(where: { $0.works(on: theme) }) else { return }
        let known = Set(organizations.flatMap(\.themes)).sorted()
        throw Problem(
            .missingInput, at: "--theme", "no organization works on '\(theme.prefix(60))'",
            remedy: known.isEmpty
                ? "Themes come with the organizations of a file; see \(.directoryImport)."
                : NearestChoice.remedy(for: theme, among: Array(known.prefix(60))))
    }

    /// The list as it is shown.
    static func view(
        _ records: Records, _ convening: Convening, considered excluded: [InviteList.Entry], gate: DisclosureGate
    ) throws -> InviteeView {
        let before = try records.suggestions.invitedContacts(
            from: Instant(seconds: 0), until: Instant(milliseconds: .max), except: convening.id)
        var listed: [InviteList.Entry] = [], entries: [InviteeView.Entry] = []
        for (invitation, contact, organization) in try records.names.invited(to: convening.id) {
            // What is over stays as it was, whatever a person refused since.
            let isHistory = [.closed, .cancelled].contains(convening.state) && invitation.state != .listed
            let objection =
                isHistory
                ? nil : gate.objection(to: contact, purpose: .invite, channel: .email, about: convening.id.text)
            if invitation.state != .withdrawn, objection == nil {
                listed.append(InviteList.Entry(contact: contact, organization: organization, exclusion: objection))
            }
            entries.append(entry(contact, organization, state: invitation.state, excluded: objection))
        }
        entries += excluded.map { entry($0.contact, $0.organization, state: nil, excluded: $0.exclusion) }
        let shortages = convening.quorum.sectors.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap {
            sector, needed in
            let there = listed.filter { $0.organization?.sector == sector }.count
            return there < needed ? "\(sector.rawValue): \(there) of the \(needed) needed" : nil
        }
        return InviteeView(
            convening: convening.id, entries: entries, balance: Balance(of: listed, known: before),
            shortages: shortages)
    }

    private static func entry(
        _ contact: Contact, _ organization: Organization?, state: Invitation.State?, excluded: Exclusion?
    ) -> InviteeView.Entry {
        InviteeView.Entry(
            contact: contact.id, name: contact.name, organization: organization?.name,
            sector: organization?.sector, state: state, excluded: excluded?.meaning)
    }
}
