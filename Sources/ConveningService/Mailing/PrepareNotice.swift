internal import Calendars
package import Coordination
internal import Installation
internal import Mail
internal import Rendering
internal import Storage
internal import Zones

extension Mailings {
    /// Makes what all mails of a mailing have in common.
    /// - Parameters:
    ///   - recipients: whose languages are needed.
    ///   - shown: whom an open convening lists.
    ///   - everyone: everyone on the list; who is not shown must not be learned of.
    func writer(
        _ notice: Notice, _ convening: Convening, span: TimeSpan, recipients: [Invited], shown: [Invited],
        everyone: [Invited]
    ) async throws -> NoticeWriter {
        guard convening.visibility != .open || shown.count <= 500 else {
            throw Problem(
                .notAllowed, at: convening.id.text, "is open and would list \(shown.count) people in every calendar",
                remedy: "Plan it as discreet: each is then shown alone.")
        }
        let meetings = try occurrences(of: convening)
        let answers = try await operation.read { try $0.invitations.occurrenceAnswers(of: convening.id) }
        var templates: [Language: EventTemplate] = [:], withPlace: [Language: EventTemplate] = [:]
        for language in Set(recipients.map({ operation.language(of: $0.contact) })) {
            templates[language] = try await operation.calendars.template(
                event(notice, convening, span: span, in: language, stamp: convening.stamp(now: operation.now)))
            // A series may meet elsewhere the next time, so only a single meeting keeps its place.
            guard convening.placeToldFor == span.start, convening.recurrence == nil, notice.method == .request else {
                continue
            }
            withPlace[language] = try await operation.calendars.template(
                event(
                    notice, convening, span: span, in: language, stamp: convening.stamp(now: operation.now),
                    isTold: true))
        }
        let needsKeys = recipients.contains { $0.contact.publicKey != nil }
        return NoticeWriter(
            notice: notice, convening: convening,
            texts: NoticeTexts(
                notice: notice, convening: convening, span: span, meetings: meetings, answers: answers,
                officer: operation.officer, web: operation.settings.web, pages: operation.pages, zones: operation.zones),
            organizer: operation.organizer, senderIdentity: operation.senderIdentity,
            hasPlusAddresses: operation.settings.replies?.hasPlusAddresses ?? false,
            now: operation.now, gate: try await operation.gate(), templates: templates, templatesWithPlace: withPlace,
            languageOf: { [operation] in operation.language(of: $0) },
            hidden: HiddenPeople(everyone.map(\.contact).filter { $0.email != operation.officer.address }),
            shown: convening.visibility == .open ? shown : [], cipher: needsKeys ? try MailCipher() : nil)
    }

    /// Organizations of an invitee list that is not open: one that the officer's words name would tell who takes part. Not one's own, and
    /// not the one where all meet.
    func hiddenOrganizations(of everyone: [Invited], in convening: Convening) -> HiddenOrganizations {
        guard convening.visibility != .open else { return HiddenOrganizations([]) }
        let officer = operation.officer
        let organizations = Dictionary(
            everyone.compactMap(\.organization).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return HiddenOrganizations(
            organizations.values.sorted { $0.id < $1.id },
            but: officer.posts + [officer.name, convening.venue ?? "", convening.link ?? ""])
    }

    /// The meetings of a convening that has a time.
    package func occurrences(of convening: Convening) throws -> [Occurrence] {
        try operation.zones.zone(convening.zone).occurrences(of: convening)
    }

    /// What a calendar says of a convening, in one language.
    func event(
        _ notice: Notice, _ convening: Convening, span: TimeSpan, in language: Language, stamp: Instant,
        isTold: Bool = false
    ) -> EventMessage {
        let isOpen = convening.visibility == .open
        // The rule's own revision rises with every exception from it (RFC 5546 section 2.1.4).
        var sequence = convening.latestSequence
        if case .counterDeclined(let echoed, _) = notice { sequence = echoed }
        var place = isOpen ? convening.venue ?? convening.link : nil
        if case .place = notice { place = convening.venue ?? convening.link }
        if isTold { place = convening.venue ?? convening.link }
        let agenda = isOpen ? convening.agenda[language.rawValue] ?? convening.agenda["en"] ?? [] : []
        let link = place == nil ? nil : convening.link
        var message = EventMessage(
            method: notice.method, sequence: sequence, stamp: stamp, span: span, zone: convening.zone,
            summary: convening.publicTitle(in: language),
            details: (agenda.map { "- \($0)" } + (link.map { [$0] } ?? [])).joined(separator: "\n"), location: place,
            isPrivate: !isOpen)
        message.conference = link
        if !agenda.isEmpty || link != nil {
            message.html = operation.pages.calendarHTML(points: agenda, link: link)
        }
        message.wholeDays = convening.wholeDays
        if let rule = convening.recurrence, let first = convening.span {
            message.series = EventMessage.Series(rule: rule, first: first, changes: convening.changes)
            // Who sees a change of one meeting first still gets the whole series with it.
            if case .moved = notice { message.only = nil } else { message.only = notice.occurrence?.day }
        }
        return message
    }
}
