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
        let (list, named, required) = try await operation.read { records in
            let convening = try Self.open(id, records)
            let required = try required.map { try records.contacts.one($0).id }
            let ids = Set(try (named + required).map { try records.contacts.one($0).id })
            let found = try records.directory.contacts(sectors: sectors, countries: countries, theme: theme)
            if let theme, found.isEmpty { try Self.checkTheme(theme, records) }
            let candidates = try records.names.withOrganizations(
                records.names.contacts(ids: ids.map(\.text)) + found.filter { !ids.contains($0.id) }
            ).filter { contact, organization in
                ids.contains(contact.id) || theme.map { organization?.works(on: $0) ?? false } ?? true
            }.sorted { $0.0.id < $1.0.id }
            let list = InviteList(candidates: candidates, gate: gate, about: id.text)
            for entry in list.invitees where convening.visibility == .open && ids.contains(entry.contact.id) {
                guard try records.invitations.one(of: entry.contact.id, to: id)?.state != .withdrawn else {
                    throw Problem(
                        .notAllowed, at: entry.contact.id.text,
                        "was taken off this open convening, whose UID is shared",
                        remedy: "Invite them by another way, or plan another convening.")
                }
            }
            return (list, ids, required)
        }
        let people = list.invitees.map(\.contact.id), invitable = Set(people)
        try await operation.change { records in
            var convening = try Self.open(id, records)
            convening.quorum.required = Set(convening.quorum.required + required.filter(invitable.contains)).sorted()
            try records.convenings.update(convening)
            try records.note(.conveningList, id.text)
        }
        // Many are added in batches, so that nobody waits long; what is broken off is completed by the same command.
        for start in stride(from: 0, to: people.count, by: Self.batch) {
            let some = people[start..<min(start + Self.batch, people.count)]
            try await operation.change { [self] records in
                let convening = try Self.open(id, records)
                let shared = try records.invitations.anyUID(of: id) ?? operation.freshUID()
                for contact in some {
                    // One UID for all only where everyone may see everyone; else it is this person's secret.
                    let uid = convening.visibility == .open ? shared : operation.freshUID()
                    try add(contact, to: convening, uid: uid, isNamed: named.contains(contact), records)
                }
            }
        }
        return try await operation.read { records in
            try Self.view(records, try records.convenings.one(id), considered: list.excluded, gate: gate)
                .noted(records)
        }
    }

    /// Added in one transaction.
    private static let batch = 200

    /// A convening to whose list people can be added.
    private static func open(_ id: Convening.ID, _ records: Records) throws -> Convening {
        let convening = try records.convenings.one(id)
        guard convening.state != .closed, convening.state != .cancelled else {
            throw Problem(
                .notAllowed, at: id.text, "is \(convening.state.rawValue)", remedy: "Create another convening.")
        }
        return convening
    }

    /// - Parameter isNamed: whether the person was asked for by name; only then somebody who was taken off comes back.
    private func add(
        _ contact: Contact.ID, to convening: Convening, uid: String, isNamed: Bool, _ records: Records
    ) throws {
        let token = operation.freshToken()
        if let old = try records.invitations.one(of: contact, to: convening.id) {
            guard old.state == .withdrawn, isNamed, convening.visibility != .open else { return }
            try records.invitations.deleteAnswers(of: old.id)
            try records.invitations.update(old.reopened(uid: uid, token: token))
            return try records.note(.invitationReopen, old.id.text)
        }
        let invitation = Invitation(
            id: operation.newID("iv"), convening: convening.id, contact: contact, uid: uid, token: token)
        try records.invitations.insert(invitation)
        try records.note(.invitationList, invitation.id.text)
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
