internal import Calendars
internal import Coordination
internal import Mail
internal import Pages
internal import Zones

/// What a mail about a convening announces.
enum Notice: Sendable {
    case invitation
    case update(before: TimeSpan)
    case cancellation(reason: String?)

    var kind: String {
        switch self {
        case .invitation: "invitation"
        case .update: "update"
        case .cancellation: "cancellation"
        }
    }

    fileprivate var template: TemplateName {
        switch self {
        case .invitation: .invitation
        case .update: .update
        case .cancellation: .cancellation
        }
    }

    fileprivate var method: EventMessage.Method {
        if case .cancellation = self { .cancel } else { .request }
    }
}

extension Secretariat {
    /// Writes the mail of a notice to one person and asks the gate to let it out. Nothing is stored or sent here.
    /// - Parameters:
    ///   - shown: whom the calendar object lists.
    ///   - hidden: whom this recipient must not learn of; who is shown is left out of it.
    func notice(
        _ notice: Notice, _ convening: Convening, span: TimeSpan, to person: Invited, showing shown: [Invited],
        hiding hidden: [Invited], sequence: Int
    ) async throws -> Envelope {
        guard let address = person.contact.email else {
            throw Problem(
                .notAllowed, at: person.contact.id.text, "has no mail address named as safe",
                remedy: Exclusion.noSafeChannel.remedy)
        }
        let language = Language.best(for: person.contact.languages)
        let title = convening.publicTitle(in: language)
        let text = try pages.text(
            notice.template, in: language, try fields(notice, convening, span, person, title, language))
        let attendees = shown.compactMap { other in
            other.contact.email.map {
                EventMessage.Attendee(name: other.contact.name, address: $0, role: other.invitation.role)
            }
        }
        let now = world.now()
        let calendar = try await calendars.write(
            EventMessage(
                method: notice.method, uid: person.invitation.uid, sequence: sequence, stamp: now, span: span,
                zone: convening.zone, organizerName: officer.name, organizerAddress: officer.address,
                attendees: attendees, summary: title, details: details(convening, language),
                location: convening.visibility == .open ? convening.venue ?? convening.link : nil,
                isPrivate: convening.visibility != .open))
        let id: Envelope.ID = newSecretID("msg")
        let mail = try MailWriter.write(
            MailMessage(
                id: id.text, from: .init(name: officer.name, address: officer.address),
                to: .init(name: person.contact.name, address: address), date: now, subject: text.subject,
                text: text.body, html: text.html, language: language,
                calendar: .init(bytes: calendar, method: notice.method.rawValue)))
        let visible = [text.subject, text.body, text.html, Self.unfolded(calendar)].joined(separator: "\n")
        let unseen = hidden.map(\.contact).filter { contact in !shown.contains { $0.contact.id == contact.id } }
        let pass = try gate().pass(
            mailTo: person.contact, purpose: .invite, about: convening.id.text, text: visible, hiding: unseen)
        return Envelope(
            id: id, route: .mail(to: address, contact: person.contact.id), kind: notice.kind,
            subject: convening.id.text, order: person.invitation.id.text, payload: mail, created: now, pass: pass)
    }

    private func fields(
        _ notice: Notice, _ convening: Convening, _ span: TimeSpan, _ person: Invited, _ title: String,
        _ language: Language
    ) throws -> Fields {
        var texts = [
            "recipient": person.contact.name, "officer": officer.name, "post": officer.post, "title": title,
            "when": try moment(span, convening.zone, language),
        ]
        if person.contact.zone != convening.zone {
            texts["theirTime"] = try moment(span, person.contact.zone, language)
        }
        var lists: [String: [String]] = [:], flags: Set<String> = []
        switch notice {
        case .invitation:
            if convening.visibility != .stub {
                texts["attribution"] = pages.words(in: language)[convening.attribution.rawValue]
            }
            if convening.visibility != .open { flags.insert("alone") }
            if convening.visibility == .open {
                texts["place"] = convening.venue ?? convening.link
                lists["agenda"] = convening.agenda[language.rawValue] ?? convening.agenda["en"] ?? []
                if lists["agenda"]?.isEmpty == false { flags.insert("hasAgenda") }
            } else if convening.visibility == .discreet, convening.venue != nil || convening.link != nil {
                flags.insert("placeLater")
            }
        case .update(let before): texts["before"] = try moment(before, convening.zone, language)
        case .cancellation(let reason): texts["reason"] = reason
        }
        return Fields(texts, lists: lists, flags: flags)
    }

    /// A span as people read it, in one zone.
    func moment(_ span: TimeSpan, _ name: ZoneName, _ language: Language) throws -> String {
        let zone = try zones.zone(name)
        return MomentText.span(
            from: zone.wall(at: span.start), to: zone.wall(at: span.end), zone: name,
            offsetSeconds: zone.offset(at: span.start), in: language)
    }

    /// Only an open convening writes its agenda and link into people's calendars.
    private func details(_ convening: Convening, _ language: Language) -> String {
        guard convening.visibility == .open else { return "" }
        let agenda = (convening.agenda[language.rawValue] ?? convening.agenda["en"] ?? []).map { "- \($0)" }
        return (agenda + (convening.link.map { [$0] } ?? [])).joined(separator: "\n")
    }

    private static func unfolded(_ calendar: [UInt8]) -> String {
        String(decoding: calendar, as: UTF8.self).split(separator: "\r\n ", omittingEmptySubsequences: false).joined()
    }
}
