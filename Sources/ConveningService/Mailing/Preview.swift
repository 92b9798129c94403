internal import Calendars
public import Coordination
public import Installation
internal import Mail
internal import Storage

/// What would leave, to whom, and who would learn what.
public struct InvitationPreview: View {
    public struct Recipient: View {
        public let invitation: Invitation.ID
        public let contact: Contact.ID
        public let name: String
        public let language: Language
        public let kind: MessageKind
        /// `waiting` for what is in the outbox already, `draft` for what would be written now.
        public let origin: String
        /// Whom else the message names: nobody, or everyone who is invited.
        public let learnsOf: [String]
        /// The very bytes, as text: mails are ASCII.
        public let mail: String
        /// As a mail program shows it; empty where it is encrypted.
        public let text: String
    }

    public let convening: Convening.ID
    public let visibility: Visibility
    /// What every message says.
    public let says: [String]
    /// What none of them says.
    public let keepsBack: [String]
    public let recipients: [Recipient]
    /// Contacts on the list to whom nothing would go, with the reason.
    public let skipped: [String: String]
    /// What of the words may name people, and has to be confirmed before anything is stored.
    public let toConfirm: WordsToConfirm?
}

extension InvitationPreview.Recipient {
    /// - Parameter others: everyone whom the message names.
    fileprivate init(
        _ person: Invited, in language: Language, _ kind: MessageKind, _ payload: [UInt8], _ origin: String,
        learnsOf others: [String]
    ) {
        self.init(
            invitation: person.invitation.id, contact: person.contact.id, name: person.contact.name,
            language: language, kind: kind, origin: origin,
            learnsOf: others.filter { $0 != person.contact.id.text }, mail: String(decoding: payload, as: UTF8.self),
            text: person.contact.publicKey == nil ? Self.shown(payload) : "")
    }
}

extension InvitationPreview.Recipient {
    /// The subject and the words of a mail, without its calendar object.
    fileprivate static func shown(_ payload: [UInt8]) -> String {
        let text = (try? MailReader.text(payload)) ?? ""
        return String(text.firstRange(of: "BEGIN:VCALENDAR").map { text[..<$0.lowerBound] } ?? text[...])
    }
}

/// A change that invitees would be told of.
public enum PlannedNotice: Sendable {
    /// Of one meeting of a series, or of all.
    case cancellation(meeting: CalendarDay?, reason: String?)
    case move(meeting: CalendarDay?, to: Instant)
    case edit(ConveningEditInput)
    case reminder(states: Set<Invitation.State>, sectors: [Sector], again: Bool)
    /// The venue of the next meeting, as it will be told to those who come.
    case place
    /// One person is taken off the list.
    case removal(Contact.ID)
}

extension Invitations {
    /// Shows what waits to be sent about a convening, or else what 'invite' would write now. Nothing is stored.
    /// - Parameter contact: this person's mail alone.
    public func preview(to id: Convening.ID, contact: Contact.ID? = nil) async throws -> InvitationPreview {
        let convening = try await operation.read { try $0.convenings.one(id) }
        let everyone = try await operation.invitees.invited(to: id).filter { $0.invitation.state != .withdrawn }
        let wanted = try await contact.asyncMap { id in try await operation.read { try $0.contacts.one(id).id } }
        if let wanted, !everyone.contains(where: { $0.contact.id == wanted }) {
            throw Problem(
                .missingInput, at: wanted.text, "is not on the list of \(id)",
                remedy: "See it with \(.conveningInviteesList, id).")
        }
        let objections = try await operation.mailings.objections(to: everyone, about: convening)
        let skipped = Dictionary(uniqueKeysWithValues: objections.map { ($0.key.text, $0.value.meaning) })
        let names = convening.visibility == .open ? everyone.map(\.contact.id.text) : []
        func entry(_ person: Invited, _ kind: MessageKind, _ payload: [UInt8], _ origin: String)
            -> InvitationPreview.Recipient
        {
            .init(
                person, in: operation.language(of: person.contact), kind, payload, origin,
                learnsOf: names.filter { skipped[$0] == nil })
        }
        var recipients: [InvitationPreview.Recipient] = [], toConfirm: WordsToConfirm?
        let places = Dictionary(uniqueKeysWithValues: everyone.map { ($0.invitation.id.text, $0) })
        for item in try await operation.read({ try $0.mails.waitingMails(about: id) }) {
            guard let person = places[item.orderingKey] else { continue }
            if wanted == nil || wanted == person.contact.id {
                recipients.append(entry(person, item.kind, item.payload, "waiting"))
            }
        }
        if recipients.isEmpty, ![.closed, .cancelled].contains(convening.state) {
            let (mailing, _) = try await invitationMailing(id)
            let fresh = mailing.recipients.filter {
                skipped[$0.contact.id.text] == nil && (wanted == nil || wanted == $0.contact.id)
            }
            if !fresh.isEmpty {
                toConfirm = operation.mailings.wordsToConfirm(of: mailing, objections)
                let writer = try await operation.mailings.checkedWriter(for: mailing, objections)
                recipients = try fresh.map {
                    let envelope = try writer.envelope(to: $0, id: operation.newSecretID("msg"))
                    return entry($0, envelope.kind, envelope.payload, "draft")
                }
            }
        }
        return try await preview(of: convening, recipients, skipped, toConfirm)
    }

    /// Shows the mails that a change would bring, as they would be written now. Nothing is stored.
    public func preview(of change: PlannedNotice, to id: Convening.ID) async throws -> InvitationPreview {
        switch change {
        case .removal(let contact):
            let removal = try await operation.invitees.removal(of: contact, from: id)
            let mayHaveLeft = try await operation.read { try $0.mails.mayHaveLeft(removal.withdrawn.id) }
            return try await preview(of: removal.original, mayHaveLeft ? removal.mail : nil, to: removal.person)
        default: break
        }
        guard let mailing = try await mailing(of: change, to: id) else {
            return try await preview(of: try await operation.read { try $0.convenings.one(id) }, [], [:], nil)
        }
        let objections = try await operation.mailings.objections(to: mailing.everyone, about: mailing.convening)
        let isShown = mailing.convening.visibility == .open && mailing.notice.method == .request
        let names = isShown ? mailing.everyone.filter { objections[$0.contact.id] == nil }.map(\.contact.id.text) : []
        let writers = try await operation.mailings.writers(for: mailing, objections)
        let states = try await operation.read { try $0.mails.mailStates(of: id) }
        var recipients: [InvitationPreview.Recipient] = [], skipped: [String: String] = [:]
        for (person, step) in zip(mailing.recipients, mailing.plan(objections, states).steps) {
            switch step {
            case .skip(let exclusion, _): skipped[person.contact.id.text] = exclusion.meaning
            case .giveUp: skipped[person.contact.id.text] = "nothing has left yet, so the waiting mail is given up"
            case .send, .sendAnew:
                let envelope = try writers.writer(for: step).envelope(to: person, id: operation.newSecretID("msg"))
                recipients.append(
                    .init(
                        person, in: operation.language(of: person.contact), envelope.kind, envelope.payload, "draft",
                        learnsOf: names))
            }
        }
        return try await preview(
            of: mailing.convening, recipients, skipped, operation.mailings.wordsToConfirm(of: mailing, objections))
    }

    private func mailing(of change: PlannedNotice, to id: Convening.ID) async throws -> ConveningMailing? {
        switch change {
        case .cancellation(let meeting?, let reason):
            try await cancellation(of: id, meeting: meeting, reason: reason)
        case .cancellation(nil, let reason): try await cancellation(of: id, reason: reason).mailing
        case .move(let meeting?, let start): try await movement(of: id, meeting: meeting, to: start)
        case .move(nil, let start): try await movement(of: id, to: start, atOnce: false)
        case .edit(let edit): try await mailing(of: edit, to: id)
        case .reminder(let states, let sectors, let again):
            try await reminder(of: id, states: states, sectors: sectors, again: again)
        case .place:
            try await placeMailing(of: id)
        case .removal: nil
        }
    }

    /// - Throws: `Problem.notAllowed` where no venue will be told.
    private func placeMailing(of id: Convening.ID) async throws -> ConveningMailing {
        let convening = try await operation.read { try $0.convenings.one(id) }
        guard convening.state == .invited,
            let mailing = try await operation.mailings.placeMailing(of: convening, isEarly: true)
        else {
            throw Problem(
                .notAllowed, at: id.text, "has no venue that will be sent, or it was sent",
                remedy: "It is sent before a discreet meeting to which people were invited; see \(.conveningShow, id).")
        }
        return mailing
    }

    /// Of one mail, where there is one.
    package func preview(of convening: Convening, _ mail: Envelope?, to person: Invited) async throws
        -> InvitationPreview
    {
        let recipients = mail.map {
            [
                InvitationPreview.Recipient(
                    person, in: operation.language(of: person.contact), $0.kind, $0.payload, "draft", learnsOf: [])
            ]
        }
        let skipped =
            mail == nil
            ? [person.contact.id.text: "was not told of it yet, or may not be written to"] : [:]
        return try await preview(of: convening, recipients ?? [], skipped, nil)
    }

    private func mailing(of edit: ConveningEditInput, to id: Convening.ID) async throws -> ConveningMailing? {
        let (original, final, mailing) = try await changes(of: id, edit, atOnce: false)
        if mailing != nil || original.placeToldFor == nil || final.placeToldFor != nil { return mailing }
        return try await operation.mailings.placeMailing(of: final, insteadOf: original)
    }

    private func preview(
        of convening: Convening, _ recipients: [InvitationPreview.Recipient], _ skipped: [String: String],
        _ words: WordsToConfirm?
    ) async throws -> InvitationPreview {
        try await operation.read { records in
            for recipient in recipients { try records.note(.directoryRead, recipient.contact.text) }
        }
        let (says, keepsBack) = Self.disclosure(of: convening)
        return InvitationPreview(
            convening: convening.id, visibility: convening.visibility, says: says, keepsBack: keepsBack,
            recipients: recipients, skipped: skipped,
            toConfirm: words?.unlessConfirmed(in: convening))
    }

    /// What a convening's messages tell, and what they do not.
    static func disclosure(of convening: Convening) -> (says: [String], keepsBack: [String]) {
        let always = ["your name, address and post", "the recipient's own name and address", "the time"]
        switch convening.visibility {
        case .open:
            return (always + ["the title, place, link and agenda", "everyone who is invited, by name and address"], [])
        case .discreet:
            let place = convening.placeHours.map { "the venue until \($0) hours before" } ?? "the venue and the link"
            return (
                always + ["a neutral title", "what may be repeated afterwards"],
                [
                    "the working title", place, "the agenda", "who else is invited, how many, and who comes",
                    "any id that two messages have in common",
                ]
            )
        case .stub:
            return (
                always + ["a neutral title"],
                [
                    "the working title", "the place, the link and the agenda", "what may be repeated",
                    "who else is invited, how many, and who comes", "any id that two messages have in common",
                ]
            )
        }
    }
}

extension Optional {
    fileprivate func asyncMap<Result>(_ transform: (Wrapped) async throws -> Result) async rethrows -> Result? {
        if let self { try await transform(self) } else { nil }
    }
}
