package import Coordination
internal import Installation
internal import Rendering
internal import Sealing
internal import Zones

/// What a notice says, apart from its calendar object.
struct NoticeTexts: Sendable {
    let notice: Notice
    let convening: Convening
    let span: TimeSpan
    let meetings: [Occurrence]
    /// What people answered for single meetings.
    let answers: [OccurrenceAnswer]
    let officer: Officer
    let web: String?
    let pages: TemplateRenderer
    let zones: ZoneData

    func text(for person: Invited, in language: Language) throws -> RenderedText {
        let head = try head(for: person, language)
        switch notice {
        case .invitation, .refresh:
            return try pages.text(try invitation(head, person, language), in: language)
        case .update(let before):
            var text = try update(head, person, before: before, language)
            let shown = shownPlaceAndAgenda(language)
            text.place = shown.place ?? text.place
            text.agenda = shown.agenda
            text.series = try series(language)
            return try pages.text(text, in: language)
        case .moved(_, let before):
            return try pages.text(try update(head, person, before: before, language), in: language)
        case .change(let asksAgain):
            var text = ChangeText()
            text.head = head
            text.theirTime = try theirTime(of: person, language)
            (text.place, text.agenda) = shownPlaceAndAgenda(language)
            text.series = try series(language)
            text.asksAgain = asksAgain
            text.reply = reply(of: person)
            return try pages.text(text, in: language)
        case .cancellation, .cancelledOnce:
            var text = CancellationText()
            text.head = head
            text.reason = notice.reason
            text.once = isAboutOneOfMany
            if case .cancellation = notice { text.series = try series(language) }
            return try pages.text(text, in: language)
        case .withdrawal:
            var text = WithdrawalText()
            text.head = head
            return try pages.text(text, in: language)
        case .reminder:
            var text = ReminderText()
            text.head = head
            text.theirTime = try theirTime(of: person, language)
            text.coming = person.invitation.state == .accepted
            text.tentative = person.invitation.state == .tentative
            text.unanswered = !text.coming && !text.tentative
            text.reply = reply(of: person)
            return try pages.text(text, in: language)
        case .place(_, let isChanged):
            var text = PlaceText()
            text.head = head
            text.theirTime = try theirTime(of: person, language)
            text.place = convening.place
            text.changed = isChanged
            return try pages.text(text, in: language)
        case .counterDeclined:
            var text = CounterDeclinedText()
            text.head = head
            text.theirTime = try theirTime(of: person, language)
            return try pages.text(text, in: language)
        }
    }

    private func mission(in language: Language) throws -> MissionName {
        try pages.mission(officer.post(in: language), in: language)
    }

    private func head(for person: Invited, _ language: Language) throws -> NoticeHead {
        var head = NoticeHead()
        head.recipient = person.contact.name
        head.officer = officer.name
        head.post = try mission(in: language).alone
        head.title = convening.publicTitle(in: language)
        head.when = try moment(span, convening.zone, language)
        head.encrypted = person.contact.publicKey != nil
        return head
    }

    /// The time in a person's own zone, where that is another.
    private func theirTime(of person: Invited, _ language: Language) throws -> String? {
        guard person.contact.zone != convening.zone, convening.wholeDays == nil else { return nil }
        return try moment(span, person.contact.zone, language)
    }

    private func invitation(_ head: NoticeHead, _ person: Invited, _ language: Language) throws -> InvitationText {
        var text = InvitationText()
        text.head = head
        text.thePost = try mission(in: language).opening
        text.theirTime = try theirTime(of: person, language)
        if convening.visibility != .stub {
            text.attribution = try pages.words(in: language)[convening.attribution.rawValue]
        }
        text.alone = convening.visibility != .open
        if convening.isPlaceTold(to: person.invitation, meetings, answers) {
            text.place = convening.place
        } else {
            text.placeLater = convening.visibility == .discreet && convening.place != nil
        }
        let shown = shownPlaceAndAgenda(language)
        text.place = shown.place ?? text.place
        text.agenda = shown.agenda
        text.series = try series(language)
        text.reply = reply(of: person)
        return text
    }

    private func update(
        _ head: NoticeHead, _ person: Invited, before: TimeSpan, _ language: Language
    ) throws -> UpdateText {
        var text = UpdateText()
        text.head = head
        text.theirTime = try theirTime(of: person, language)
        text.before = try moment(before, convening.zone, language)
        if convening.recurrence == nil, convening.isPlaceTold(to: person.invitation, meetings, answers) {
            text.place = convening.place
        }
        text.once = isAboutOneOfMany
        text.reply = reply(of: person)
        return text
    }

    private var isAboutOneOfMany: Bool { notice.occurrence != nil && convening.recurrence != nil }

    /// What everybody may know of an open convening.
    private func shownPlaceAndAgenda(_ language: Language) -> (place: String?, agenda: [String]) {
        guard convening.visibility == .open else { return (nil, []) }
        return (convening.place, convening.agenda[language.rawValue] ?? convening.agenda["en"] ?? [])
    }

    private func series(_ language: Language) throws -> SeriesPart {
        var series = SeriesPart()
        guard convening.recurrence != nil else { return series }
        let held = meetings.filter { !$0.isCancelled }
        series.isSeries = true
        series.count = "\(held.count)"
        series.meetings = try held.prefix(12).map { try moment($0.span, convening.zone, language) }
        series.hasMore = held.count > 12
        return series
    }

    private func reply(of person: Invited) -> ReplyPart {
        var reply = ReplyPart()
        reply.code = person.invitation.code
        reply.link = link(for: person.invitation)
        return reply
    }

    /// Where this person may answer without a calendar program, until the last meeting is over.
    func link(for invitation: Invitation) -> String? {
        guard let web, let token = invitation.token, let last = meetings.last?.span.end else { return nil }
        return
            "\(web)/answer/\(AnswerLink.ticket(for: invitation.id.text, revision: convening.sequence, token: token, until: last.seconds))"
    }

    private func moment(_ span: TimeSpan, _ zone: ZoneName, _ language: Language) throws -> String {
        try zones.moment(span, isWholeDays: convening.wholeDays != nil, in: zone, language)
    }
}

extension ZoneData {
    /// A span as people read it in a zone: days, or a day with its hours.
    package func moment(_ span: TimeSpan, isWholeDays: Bool, in name: ZoneName, _ language: Language) throws -> String {
        let zone = try zone(name)
        if isWholeDays {
            return MomentText.days(
                from: zone.wall(at: span.start).day, to: zone.wall(at: span.end.adding(.seconds(-1))).day, in: language)
        }
        return MomentText.span(
            from: zone.wall(at: span.start), to: zone.wall(at: span.end), zone: name,
            offsetSeconds: zone.offset(at: span.start), in: language)
    }
}
