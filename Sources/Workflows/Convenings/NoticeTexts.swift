internal import Coordination
internal import Pages
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
    let pages: PageRoom
    let zones: ZoneData

    func text(for person: Invited, in language: Language) throws -> RenderedText {
        try pages.text(notice.template, in: language, try fields(for: person, language))
    }

    private func fields(for person: Invited, _ language: Language) throws -> Fields {
        var texts = [
            "recipient": person.contact.name, "officer": officer.name, "post": officer.post,
            "title": convening.publicTitle(in: language), "when": try moment(span, convening.zone, language),
            "code": person.invitation.code, "link": link(for: person.invitation) ?? "",
        ]
        if person.contact.zone != convening.zone, convening.wholeDays == nil {
            texts["theirTime"] = try moment(span, person.contact.zone, language)
        }
        var lists: [String: [String]] = [:], flags: Set<String> = []
        if person.contact.publicKey != nil { flags.insert("encrypted") }
        if notice.occurrence != nil, convening.recurrence != nil { flags.insert("once") }
        switch notice {
        case .invitation, .refresh:
            if convening.visibility != .stub {
                texts["attribution"] = try pages.words(in: language)[convening.attribution.rawValue]
            }
            if convening.visibility != .open { flags.insert("alone") }
            if convening.isPlaceTold(to: person.invitation, meetings, answers) {
                texts["place"] = convening.place
            } else if convening.visibility == .discreet, convening.place != nil {
                flags.insert("placeLater")
            }
            try addPlaceAndAgenda(&texts, &lists, &flags, language)
            try addMeetings(&texts, &lists, &flags, language)
        case .update(let before):
            texts["before"] = try moment(before, convening.zone, language)
            try addPlaceAndAgenda(&texts, &lists, &flags, language)
            try addMeetings(&texts, &lists, &flags, language)
        case .moved(_, let before): texts["before"] = try moment(before, convening.zone, language)
        case .change(let asksAgain):
            if asksAgain { flags.insert("asksAgain") }
            try addPlaceAndAgenda(&texts, &lists, &flags, language)
            try addMeetings(&texts, &lists, &flags, language)
        case .cancellation(let reason):
            texts["reason"] = reason
            try addMeetings(&texts, &lists, &flags, language)
        case .cancelledOnce(_, let reason): texts["reason"] = reason
        case .withdrawal: break
        case .reminder:
            switch person.invitation.state {
            case .accepted: flags.insert("coming")
            case .tentative: flags.insert("tentative")
            default: flags.insert("unanswered")
            }
        case .place: texts["place"] = convening.place
        case .counterDeclined: break
        }
        return Fields(texts, lists: lists, flags: flags)
    }

    private func addPlaceAndAgenda(
        _ texts: inout [String: String], _ lists: inout [String: [String]], _ flags: inout Set<String>,
        _ language: Language
    ) throws {
        guard convening.visibility == .open else { return }
        texts["place"] = convening.place
        lists["agenda"] = convening.agenda[language.rawValue] ?? convening.agenda["en"] ?? []
        if lists["agenda"]?.isEmpty == false { flags.insert("hasAgenda") }
    }

    private func addMeetings(
        _ texts: inout [String: String], _ lists: inout [String: [String]], _ flags: inout Set<String>,
        _ language: Language
    ) throws {
        let held = meetings.filter { !$0.isCancelled }
        guard convening.recurrence != nil else { return }
        flags.insert("isSeries")
        texts["count"] = "\(held.count)"
        lists["meetings"] = try held.prefix(12).map { try moment($0.span, convening.zone, language) }
        if held.count > 12 { flags.insert("hasMore") }
    }

    /// Where this person may answer without a calendar program, until the last meeting is over.
    func link(for invitation: Invitation) -> String? {
        guard let web, let token = invitation.token, let last = meetings.last?.span.end else { return nil }
        return
            "\(web)/answer/\(AnswerLink.ticket(for: invitation.id.text, revision: convening.sequence, token: token, until: last.seconds))"
    }

    /// A span as people read it, in one zone.
    func moment(_ span: TimeSpan, _ name: ZoneName, _ language: Language) throws -> String {
        let zone = try zones.zone(name)
        if convening.wholeDays != nil {
            return MomentText.days(
                from: zone.wall(at: span.start).day, to: zone.wall(at: span.end.adding(.seconds(-1))).day, in: language)
        }
        return MomentText.span(
            from: zone.wall(at: span.start), to: zone.wall(at: span.end), zone: name,
            offsetSeconds: zone.offset(at: span.start), in: language)
    }
}
