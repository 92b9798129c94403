internal import Availability
public import Coordination
public import Installation
internal import Mail
internal import Rendering
internal import Storage
internal import Zones

/// What one run of the reminders did.
public struct ReminderReport: View {
    public struct Notice: View {
        public let contact: Contact.ID
        /// Ids of what it is about.
        public let subjects: [String]
        /// `nil` where nothing was stored.
        public let envelope: Envelope.ID?
    }

    public var notices: [Notice] = []
    /// Contacts who may not be written to, with the reason.
    public var skipped: [String: String] = [:]
    /// Contacts whose working hours, or next day, their notice waits for.
    public var later: [String: Instant] = [:]
    /// What is due or past and has nobody who could be reminded.
    public var unassigned: [String] = []
}

extension FollowUpReminders {
    /// The names of those whom a run wrote to or passed over, by id; that they were read is recorded.
    public func names(in report: ReminderReport) async throws -> [String: String] {
        let ids = report.notices.map(\.contact.text) + report.skipped.keys + report.later.keys
        guard !ids.isEmpty else { return [:] }
        return try await operation.read { try Operation.shownNames(of: ids, $0) }
    }

    /// Writes to everyone who has something to see to now: one mail to each, in their language and working hours, about nothing that
    /// they heard of before on the same occasion. What cannot be written to one does not keep the others from theirs.
    /// - Parameter isTrial: only tell what would be written.
    public func send(isTrial: Bool = false) async throws -> ReminderReport {
        let today = try operation.today()
        let (found, people) = try await operation.read { [self] records in
            try readers(records, at: operation.now, areSaid: true)
        }
        let hidden = try await operation.hiddenPeople(
            in: try found.flatMap { duty in
                let said = duty.saying(
                    operation.officer.language, try operation.pages.words(in: operation.officer.language))
                return [said.title ?? "", said.fullTitle ?? "", duty.owner ?? ""]
            })
        var report = ReminderReport()
        report.unassigned = found.filter { $0.item.chain.isEmpty && $0.item.due <= today }.map(\.item.subject)
        for contact in people {
            do {
                let own = found.filter { $0.item.chain.contains(contact.id) }
                guard let notice = try await notice(of: own, to: contact, &report, at: operation.now) else { continue }
                let day = try operation.zones.zone(contact.zone).wall(at: operation.now).day
                let envelope = isTrial ? nil : try await keep(notice, on: day, hiding: hidden, at: operation.now)
                guard isTrial || envelope != nil else { continue }
                report.notices.append(
                    .init(contact: contact.id, subjects: notice.duties.map(\.reminder.subject), envelope: envelope))
            } catch let problem as Problem where problem.kind == .notAllowed || problem.kind == .badData {
                report.skipped[contact.id.text] = "\(problem)"
            }
        }
        return report
    }

    /// What is to be seen to, with the people who can be reminded of it: whoever was erased is nobody's reader, and records that were
    /// made one are one person.
    private func readers(_ records: Records, at now: Instant, areSaid: Bool) throws -> ([Duty], [Contact]) {
        var known: [Contact.ID: Contact] = [:], gone: Set<Contact.ID> = []
        let found = try duties(records, at: now, areSaid: areSaid).map { duty in
            let chain = try duty.item.chain.compactMap { id -> Contact.ID? in
                if gone.contains(id) { return nil }
                if let contact = known[id] { return contact.id }
                guard let contact = try records.contacts.one(ifThere: id.text) else {
                    gone.insert(id)
                    return nil
                }
                known[id] = contact
                return contact.id
            }
            return duty.read(by: chain)
        }
        // Owners first: whether they can be reached decides when others are told.
        let owners = Set(found.compactMap(\.item.chain.first)), others = Set(found.flatMap(\.item.chain))
        let wanted = owners.sorted() + others.subtracting(owners).sorted()
        return (found, try wanted.compactMap { try known[$0] ?? records.contacts.one(ifThere: $0.text) })
    }

    /// What one person should hear of now; `nil` where that is nothing, or not now, or not allowed.
    private func notice(
        of own: [Duty], to contact: Contact, _ report: inout ReminderReport, at now: Instant
    ) async throws -> FollowUpNotice? {
        let rules = operation.settings.reminders, zone = try operation.zones.zone(contact.zone),
            day = zone.wall(at: now).day
        let told = try await operation.read { try $0.reminders.told(contact.id) }
        var due: [(duty: Duty, reminder: Reminder)] = []
        for duty in own {
            guard let reminder = rules.reminder(of: duty.item, to: contact.id, on: day), !told.contains(reminder.key)
            else { continue }
            if try await isTooEarly(reminder, for: duty, on: day, report) { continue }
            due.append((duty, reminder))
        }
        guard !due.isEmpty else { return nil }
        if let objection = try await operation.gate(for: [contact]).objection(
            to: contact, purpose: .followUp, channel: .email)
        {
            let subjects = due.map(\.reminder.subject).joined(separator: ", ")
            report.skipped[contact.id.text] = "\(objection.meaning): \(subjects). \(objection.remedy)"
            return nil
        }
        guard try diary(of: contact).isWorking(at: now) else {
            report.later[contact.id.text] = try workingMoment(of: contact, after: now)
            return nil
        }
        if try await operation.read({ try $0.reminders.notices(to: contact.id, on: day) }) >= rules.daily {
            report.later[contact.id.text] = try workingMoment(of: contact, after: zone.start(of: day.adding(days: 1)))
            return nil
        }
        return FollowUpNotice(
            contact: contact,
            duties: due.sorted { ($0.duty.item.due, $0.reminder.subject) < ($1.duty.item.due, $1.reminder.subject) })
    }

    /// Whether others would hear of something before its owner, who can be reached, did: they are told on a later day.
    private func isTooEarly(
        _ reminder: Reminder, for duty: Duty, on day: CalendarDay, _ report: ReminderReport
    ) async throws -> Bool {
        guard let first = duty.item.chain.first, first != reminder.contact, report.skipped[first.text] == nil,
            let owner = try await operation.read({ try $0.contacts.one(ifThere: first.text) }),
            try await operation.gate(for: [owner]).objection(to: owner, purpose: .followUp, channel: .email) == nil
        else { return false }
        return try await !operation.read { try $0.reminders.wasTold(of: reminder, owner.id, before: day) }
    }

    private func diary(of contact: Contact) throws -> Diary {
        Diary(
            of: contact, zone: try operation.zones.zone(contact.zone),
            calendar: try operation.facts.calendar(of: contact.country))
    }

    /// The first moment from then on that lies in a person's working hours.
    package func workingMoment(of contact: Contact, after moment: Instant) throws -> Instant {
        try diary(of: contact).workingMoment(after: moment)
    }

    /// Stores the mail with what it is about, in one transaction; nothing where someone else was quicker.
    private func keep(
        _ notice: FollowUpNotice, on day: CalendarDay, hiding hidden: HiddenPeople, at now: Instant
    ) async throws -> Envelope.ID? {
        let contact = notice.contact, language = operation.language(of: contact)
        guard contact.email != nil else { return nil }
        let text = try operation.pages.text(
            notice.text(
                in: language, try operation.pages.words(in: language), officer: operation.officer,
                of: try operation.mission(in: language), hiding: hidden),
            in: language)
        let draft = MailDraft(
            kind: .followUp, to: contact, about: "follow-up", in: language, subject: text.subject, text: text.body,
            html: text.html)
        let id: Envelope.ID = operation.newSecretID("msg"), daily = operation.settings.reminders.daily
        let envelope = try operation.senderIdentity.envelope(
            try await operation.gate(for: [contact]).clear(
                draft, hiding: try await operation.hiddenPeople(in: [text.subject, text.body, text.html])), id: id,
            orderingKey: "follow-up-\(contact.id)", at: now)
        return try await operation.change { records -> Envelope.ID? in
            let told = try records.reminders.told(contact.id)
            if notice.duties.contains(where: { told.contains($0.reminder.key) }) { return nil }
            guard try records.reminders.notices(to: contact.id, on: day) < daily else { return nil }
            try records.outbox.insert(envelope, notBefore: now)
            for item in notice.duties { try records.reminders.insert(item.reminder, in: id, on: day) }
            try records.note(.reminderWrite, contact.id.text)
            return id
        }
    }

    /// Why a notice should not leave now: it waits for the reader's hours, or nothing in it is open any more.
    func obstacle(toNotice id: Envelope.ID, _ contact: Contact) async throws -> Outcome? {
        let (reminders, found) = try await operation.read { [self] records in
            (try records.reminders.reminders(in: id), try readers(records, at: operation.now, areSaid: false).0)
        }
        let open = Set(
            found.filter { $0.item.chain.contains(contact.id) }
                .map { "\($0.item.matter) \($0.item.subject) \($0.item.due)" })
        guard reminders.contains(where: { open.contains("\($0.matter) \($0.subject) \($0.due)") }) else {
            return .refused("nothing in it is to be seen to any more")
        }
        guard try !diary(of: contact).isWorking(at: operation.now) else { return nil }
        let wait = try workingMoment(of: contact, after: operation.now).milliseconds - operation.now.milliseconds
        return .deferred("outside the reader's working hours", after: .milliseconds(wait))
    }
}

extension Worker {
    /// Writes what is due, once a minute.
    /// - Parameter tell: hears of every run that wrote something or passed over others than before.
    public func writeFollowUp(as actor: ActorName, _ tell: @escaping @Sendable (ReminderReport) -> Void) async throws {
        var before: (skipped: [String: String], unassigned: [String]) = ([:], [])
        try await run { _ in
            try await Task.sleep(for: .seconds(60))
        } round: { installation in
            let report = try await installation.operation(as: actor).reminders.send()
            let isNews = report.skipped != before.skipped || report.unassigned != before.unassigned
            if isNews || !report.notices.isEmpty { tell(report) }
            before = (report.skipped, report.unassigned)
            return false
        }
    }
}
