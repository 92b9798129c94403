public import Coordination
internal import Foundation
public import Installation
internal import Mail
internal import Rendering
internal import Sealing
internal import Storage

/// What opening a statement asked for.
public struct OpenReport: View {
    public let statement: StatementDetails
    /// Contacts who were asked, by mail, whether their organization signs.
    public let asked: [Contact.ID]
}

/// What a publication put into the outbox.
public struct PublishReport: View {
    public let statement: StatementDetails
    public let partners: [Partner.ID]
}

extension Operation {
    /// Joint statements: drafted, opened for signature, signed and published.
    public var statements: Statements { Statements(operation: self) }
}

/// Joint statements: drafted, opened for signature, signed and published.
public struct Statements: Sendable {
    let operation: Operation

    /// Writes a joint text down, in one or more languages. Nothing is sent.
    public func draft(title: String, texts: [Language: String], embargo: Instant?, tlp: TLP) async throws
        -> StatementDetails
    {
        // The locale data names every code of two letters (ISO 639-1), but few of three, such as Miskito's and Garifuna's.
        for language in texts.keys
        where language.rawValue.count == 2
            && Locale(identifier: "en").localizedString(forLanguageCode: language.rawValue) == nil
        {
            throw Problem(
                .usage, at: language.rawValue, "is not a language code",
                remedy: "Use a code of ISO 639, such as en, es or, where there is none of two letters, miq.")
        }
        if let embargo, embargo <= operation.now {
            throw Problem(
                .usage, at: "embargo", "\(embargo) is past", remedy: "Name a moment to come, or leave the embargo out.")
        }
        let edition = try Edition(version: 1, title: title, texts: texts, digest: Digest.sha256)
        let statement = Statement(id: operation.newID("st"), tlp: tlp, embargo: embargo, edition: edition)
        try await operation.change { records in
            try records.statements.insert(statement, at: operation.began)
            try records.note(.statementDraft, statement.id.text)
        }
        return StatementDetails(statement)
    }

    /// Takes a draft away that was written by mistake.
    public func remove(_ id: Statement.ID) async throws -> Statement.ID {
        return try await operation.change { [self] records in
            guard try records.statements.one(id).state == .draft,
                try records.actions.all(ActionQuery()).allSatisfy({ $0.statement != id })
            else {
                throw Problem(
                    .notAllowed, at: id.text, "is more than a draft", remedy: "See it with \(.statementShow, id).")
            }
            try records.statements.remove(id, at: operation.now)
            try records.note(.statementRemoved, id.text)
            return id
        }
    }

    /// Fixes the words and asks people by mail whether their organizations sign.
    public func open(_ id: Statement.ID, asking contacts: [Contact.ID]) async throws -> OpenReport {
        var statement = try await operation.read { try $0.statements.one(id) }
        try statement.open()
        let marks = try await operation.read { [self, statement] in try confirmed(statement, among: contacts, $0) }
        statement.confirm(marks)
        var mails: [Envelope] = []
        for contact in contacts { mails.append(try await signOnRequest(statement, to: contact)) }
        let opened = statement, envelopes = mails
        try await operation.change { records in
            guard try records.statements.one(id).state == .draft else {
                throw Problem(.tryAgain, at: id.text, "was changed meanwhile", remedy: "Look at it and try again.")
            }
            try records.statements.update(opened)
            for envelope in envelopes { try records.outbox.insert(envelope, notBefore: operation.now) }
            if !marks.isEmpty { try records.note(.wordsConfirm, id.text) }
            try records.note(.statementOpen, id.text)
        }
        return OpenReport(statement: StatementDetails(opened), asked: contacts)
    }

    /// Signs the current words for an organization, by a person of that organization.
    public func sign(_ id: Statement.ID, organization: Organization.ID, signatory: Contact.ID) async throws
        -> StatementDetails
    {
        let gate = try await operation.gate()
        return try await operation.change { records in
            var statement = try records.statements.one(id)
            _ = try records.organizations.one(organization)
            let person = try records.contacts.one(signatory)
            guard person.organization == organization else {
                throw Problem(
                    .notAllowed, at: signatory.text, "does not belong to \(organization)",
                    remedy: "Name a person of that organization who may sign for it.")
            }
            if let objection = gate.objection(to: person, purpose: .signOn, channel: .email, about: id.text) {
                throw Problem(
                    .notAllowed, at: signatory.text, "cannot sign: \(objection.meaning)", remedy: objection.remedy)
            }
            try statement.sign(
                Signature(
                    organization: organization, signatory: person.id, digest: statement.edition.digest,
                    signedAt: operation.now))
            try records.statements.update(statement)
            try records.note(.statementSign, id.text)
            return StatementDetails(statement)
        }
    }

    /// Publishes a signed statement: one message for every active partner, stored in the outbox.
    public func publish(_ id: Statement.ID) async throws -> PublishReport {
        let gate = try await operation.gate()
        return try await operation.change { [self] records in
            var statement = try records.statements.one(id)
            let names = try statement.signatures.map { try records.organizations.one($0.organization).name }.sorted()
            let named = try records.names.people(namedIn: ([statement.words] + names).joined(separator: "\n"))
            // Whether it may be published is said before whether it can be.
            try gate.check(statement, hiding: named, now: operation.now)
            let marks = try confirmed(statement, among: statement.signatures.map(\.signatory), records)
            try statement.confirm(marks, of: id.text, records)
            let partners = try records.statements.partners().filter { $0.state == .active }
            guard !partners.isEmpty else {
                throw Problem(
                    .notAllowed, at: id.text, "has no active partner to go to",
                    remedy: "Add one with \(.partnerAdd).")
            }
            try statement.publish(at: operation.now)
            let cleared = try gate.clear(Publication(of: statement, signedBy: names, at: operation.now), hiding: named)
            try records.statements.update(statement)
            for partner in partners {
                let envelope = try Envelope(cleared, id: operation.newSecretID("msg"), to: partner.id) { publication in
                    try Self.payload(
                        type: "statement.published", at: publication.published, data: StatementPayload(publication))
                }
                try records.outbox.insert(envelope, notBefore: operation.now)
            }
            try records.note(.statementPublish, id.text)
            return PublishReport(statement: StatementDetails(statement), partners: partners.map(\.id))
        }
    }

    /// What the actor confirms of words that may name those who are asked to sign, or signed, without their consent to it.
    /// - Throws: `Problem.notAllowed` where words may name someone, and nobody has confirmed them.
    private func confirmed(_ statement: Statement, among contacts: [Contact.ID], _ records: Records) throws -> [String]
    {
        let people = try operation.people(contacts, records)
        let gate = DisclosureGate(
            today: try operation.today(), refusals: try records.refusals.concerning(people.map(\.contact)))
        let unnamed = Set(gate.unnamed(people.map(\.contact)).map(\.id))
        // The signing organizations stand in the words openly.
        let text = operation.searched(
            [statement.words], about: statement.id.text,
            among: people.filter { unnamed.contains($0.contact.id) }.map { ($0.contact, nil) })
        return try operation.confirmed(WordsToConfirm([text]), in: statement, at: statement.id.text)
    }

    public func show(_ id: Statement.ID) async throws -> StatementDetails {
        try await operation.read { StatementDetails(try $0.statements.one(id)) }
    }

    /// The Standard Webhooks form `{type, timestamp, data}`; these bytes are stored, signed and sent as they are.
    static func payload(type: String, at now: Instant, data: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(WebhookPayload(type: type, timestamp: now, data: data)))
    }

    private func signOnRequest(_ statement: Statement, to id: Contact.ID) async throws -> Envelope {
        let (contact, organization) = try await operation.read { records in
            let contact = try records.contacts.one(id)
            return (contact, try contact.organization.map { try records.organizations.one($0) })
        }
        let gate = try await operation.gate()
        if let objection = gate.objection(
            to: contact, purpose: .signOn, channel: .email, about: statement.id.text)
        {
            throw Problem(.notAllowed, at: id.text, "may not be asked: \(objection.meaning)", remedy: objection.remedy)
        }
        guard let organization, contact.email != nil else {
            throw Problem(
                .notAllowed, at: id.text, "has no organization or no mail address",
                remedy: "Choose a contact who may sign for an organization.")
        }
        let language = operation.language(of: contact)
        // All of them are what the digest covers, the recipient's own language first.
        let words = statement.edition.texts.sorted {
            ($0.key == language.rawValue ? "" : $0.key) < ($1.key == language.rawValue ? "" : $1.key)
        }
        var content = SignOnRequestText()
        content.recipient = contact.name
        content.officer = operation.officer.name
        content.post = try operation.mission(in: language).alone
        content.title = statement.title
        content.organization = organization.name
        content.digest = statement.edition.digest
        content.text = words.map { words.count > 1 ? "[\($0.key)]\n\n\($0.value)" : $0.value }.joined(separator: "\n")
        let text = try operation.pages.text(content, in: language)
        let draft = MailDraft(
            kind: .signOnRequest, to: contact, about: statement.id.text, in: language, subject: text.subject,
            text: text.body, html: text.html)
        let hidden = gate.unnamed(
            try await operation.people(namedIn: [text.subject, text.body, text.html]))
        return try operation.senderIdentity.envelope(
            try gate.clear(draft, hiding: HiddenPeople(hidden)), id: operation.newSecretID("msg"),
            orderingKey: "\(statement.id)-\(id)", at: operation.now)
    }
}
