public import Coordination
public import Installation
internal import Mail
internal import Storage

/// Everything the store holds about one person, as that person may have it. Lines that name others are withheld.
public struct SubjectFile: View {
    public struct Part: View {
        /// The convening, when it is, and the state of the invitation.
        public let invitation: Invitation.ID
        public let convening: String
        public let when: Instant?
        public let role: String
        public let state: String
        /// Answers for single meetings of a series, by day.
        public let meetings: [String: String]
        /// When a mail about it came back.
        public let cameBack: Instant?
    }

    public struct Message: View {
        public let id: Envelope.ID
        public let kind: MessageKind
        public let made: Instant
        public let state: String
        public let address: String?
        public let text: String
    }

    public struct Answer: View {
        public let received: Instant
        public let verdict: String
        public let text: String
    }

    public struct Signature: View {
        public let statement: Statement.ID
        public let title: String
        public let organization: String
        public let signed: Instant
    }

    public struct Mention: View {
        public let kind: String
        public let id: String
        public let text: String
    }

    public struct Trace: View {
        public let at: Instant
        public let verb: String
        public let subject: String
    }

    public let made: Instant
    public let contact: ContactDetails
    public let organization: String?
    public let invitations: [Part]
    public let messages: [Message]
    public let answers: [Answer]
    public let signatures: [Signature]
    /// Texts of convenings, minutes, measures, actions and statements that name the person.
    public let mentions: [Mention]
    /// What was done with the record, without who did it.
    public let audit: [Trace]
    public let hold: LegalHold?
    /// Groups the person belonged to, with their days.
    public let groups: [Stay]
    /// Measures, actions and convenings in which the person has a part: as a beneficiary, as one who is reminded, as one who came.
    public let parts: [Role]
    /// Links with other entries; who the others are is withheld.
    public let relations: [Link]
    /// Records that were merged into this one.
    public let merged: [Contact.ID]

    public struct Role: View {
        public let kind: String
        public let id: String
        /// `beneficiary`, `follows`, `reminded` or `came`.
        public let role: String
    }

    public struct Stay: View {
        public let group: Group.ID
        public let joined: CalendarDay
        public let left: CalendarDay?
    }

    public struct Link: View {
        public let kind: String
        public let since: CalendarDay?
        public let until: CalendarDay?
        public let note: String?
    }
}

extension SubjectFile {
    init(of id: Contact.ID, _ records: Records, at now: Instant) throws {
        let contact = try records.contacts.one(id), id = contact.id
        func clean(_ text: String) throws -> String {
            Redaction.withholding(
                try records.names.people(namedIn: text).filter { $0.id != id }, from: text, to: contact)
        }
        self.contact = ContactDetails(try Self.cleaned(contact, clean))
        made = now
        organization = try records.organizations.one(of: contact).map { try clean($0.name) }
        let ids = try records.merges.aliases(of: id)
        let invited = try ids.flatMap { try records.subjects.invitations(of: $0) }
        invitations = try invited.map { invitation in
            let convening = try records.convenings.one(invitation.convening)
            return Part(
                invitation: invitation.id, convening: try clean(convening.publicTitle(in: .english)),
                when: convening.span?.start, role: invitation.role.rawValue, state: invitation.state.rawValue,
                meetings: Dictionary(
                    uniqueKeysWithValues: try records.invitations.occurrenceAnswers(of: convening.id)
                        .filter { $0.invitation == invitation.id }.map { ($0.day.description, $0.state.rawValue) }),
                cameBack: invitation.bouncedAt)
        }
        let envelopes = try records.subjects.envelopes(to: id)
        messages = try envelopes.map { item in
            let text = item.payload.isEmpty ? "" : (try? MailReader.text(item.payload)) ?? ""
            var address: String?
            if case .mail(let to, _) = item.route, !item.payload.isEmpty { address = to.rawValue }
            return Message(
                id: item.id, kind: item.kind, made: item.created,
                state: item.state.rawValue, address: address, text: try clean(text))
        }
        let replies = try records.subjects.replies(of: contact)
        answers = try replies.map { reply in
            let text = (try? MailReader.text(reply.source)) ?? String(decoding: reply.source, as: UTF8.self)
            return Answer(received: reply.received, verdict: reply.verdict.rawValue, text: try clean(text))
        }
        signatures = try records.statements.all().flatMap { statement in
            try statement.signatures.filter { ids.contains($0.signatory) }.map { signature in
                Signature(
                    statement: statement.id, title: try clean(statement.title),
                    organization: try clean(
                        try records.organizations.one(ifThere: signature.organization.text)?.name
                            ?? signature.organization.text), signed: signature.signedAt)
            }
        }
        mentions = try Self.mentions(of: contact, records).map {
            Mention(kind: $0.kind, id: $0.id, text: try clean($0.text))
        }
        let subjects = ids.map(\.text) + invited.map(\.id.text) + envelopes.map(\.id.text)
        audit = try records.audit.entries(about: subjects, limit: 100_000).map {
            Trace(at: $0.at, verb: $0.verb, subject: $0.subject)
        }
        hold = try records.subjects.hold(on: id).map { LegalHold(reason: try clean($0.reason), set: $0.set) }
        groups = try ids.flatMap { try records.groups.memberships(of: $0) }.map {
            Stay(group: $0.group, joined: $0.stay.joined, left: $0.stay.left)
        }
        parts = try Self.parts(of: Set(ids), records)
        relations = try records.relations.all(of: id.text).map {
            Link(kind: $0.kind.rawValue, since: $0.since, until: $0.until, note: try $0.note.map(clean))
        }
        merged = try records.merges.merged(into: id)
    }

    /// The record without the words of its free texts that name others.
    private static func cleaned(_ contact: Contact, _ clean: (String) throws -> String) rethrows -> Contact {
        var contact = contact
        contact.position = try contact.position.map(clean)
        contact.otherPositions = try contact.otherPositions.map { position in
            Position(
                organization: position.organization, title: try position.title.map(clean), since: position.since,
                until: position.until)
        }
        for place in contact.consents.indices {
            contact.consents[place].evidence = try clean(contact.consents[place].evidence)
            contact.consents[place].proxy = try contact.consents[place].proxy.map(clean)
        }
        contact.overrides = try contact.overrides.map { override in
            ConsentOverride(
                purpose: override.purpose, channel: override.channel, subject: override.subject,
                reason: try clean(override.reason), day: override.day, by: override.by)
        }
        for place in contact.channels.indices where contact.channels[place].kind == .inPerson {
            let channel = contact.channels[place]
            contact.channels[place] = SafeChannel(kind: channel.kind, address: try clean(channel.address))
        }
        contact.riskNote = try contact.riskNote.map(clean)
        contact.note = try contact.note.map(clean)
        return contact
    }

    private static func parts(of ids: Set<Contact.ID>, _ records: Records) throws -> [Role] {
        let measures = try records.measures.all().flatMap { measure -> [Role] in
            let isProtected = measure.beneficiaries.contains { $0.contact.map(ids.contains) ?? false }
            let roles = [
                isProtected ? "beneficiary" : nil, measure.chain.contains(where: ids.contains) ? "follows" : nil,
            ]
            return roles.compactMap { $0 }.map { Role(kind: "measure", id: measure.id.text, role: $0) }
        }
        let actions = try records.actions.all().filter { $0.chain.contains(where: ids.contains) }.map {
            Role(kind: "action", id: $0.id.text, role: "reminded")
        }
        let meetings = try records.convenings.all().filter { convening in
            try records.convenings.minutes(of: convening.id)?.attendance?.people.contains(where: ids.contains) ?? false
        }.map { Role(kind: "convening", id: $0.id.text, role: "came") }
        return measures + actions + meetings
    }

    /// Texts that name the person by name, address, number or pseudonym.
    static func mentions(of contact: Contact, _ records: Records) throws -> [StoredText] {
        var byPseudonym: Contact?
        if let pseudonym = contact.pseudonym {
            byPseudonym = contact
            byPseudonym?.name = pseudonym
            byPseudonym?.channels = []
        }
        return try records.subjects.texts().filter { text in
            Redaction.firstDisclosed(in: text.text, of: [contact]) != nil
                || byPseudonym.map { Redaction.names($0, standIn: text.text) } ?? false
        }
    }
}
