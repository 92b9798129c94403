public import Coordination
internal import DirectoryFiles
internal import Mail
internal import Pages
internal import Storage
internal import Zones

/// What one run of the reminders did.
public struct ReminderReport: Sendable, Codable {
    public struct Notice: Sendable, Codable {
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

extension Secretariat {
    /// Writes to everyone who has something to see to now: one mail to each, in their language and working hours, about nothing that
    /// they heard of before on the same occasion.
    /// - Parameter isTrial: only tell what would be written.
    public func remindFollowUp(isTrial: Bool = false) async throws -> ReminderReport {
        let now = world.now(), rules = settings.reminders
        let found = try await store.read { [self] records in try duties(records, at: now) }
        var report = ReminderReport()
        let today = try today()
        report.unassigned = found.filter { $0.item.chain.isEmpty && $0.item.due <= today }.map(\.item.subject)
        let hidden = HiddenPeople(try await everyoneElse())
        let wanted = Dictionary(
            grouping: found.flatMap { duty in duty.item.chain.map { ($0, duty) } }, by: \.0
        ).mapValues { $0.map(\.1) }
        for id in wanted.keys.sorted() {
            let own = wanted[id] ?? []
            // Who was erased since is nobody's reader any more.
            guard let contact = try await store.read({ try $0.contact(ifThere: id.text) }) else { continue }
            let day = try zones.zone(contact.zone).wall(at: now).day
            let told = try await store.read { try $0.told(contact.id) }
            let due = own.compactMap { duty -> (duty: Duty, reminder: Reminder)? in
                guard var reminder = rules.reminder(of: duty.item, to: id, on: day) else { return nil }
                reminder = Reminder(
                    matter: reminder.matter, subject: reminder.subject, due: reminder.due, step: reminder.step,
                    contact: contact.id)
                return told.contains(reminder.key) ? nil : (duty, reminder)
            }
            guard !due.isEmpty else { continue }
            if let objection = try gate().objection(to: contact, purpose: .followUp, channel: .email) {
                report.skipped[contact.id.text] = objection.meaning
                continue
            }
            let hour = try workingMoment(of: contact, after: now)
            let isHour = try isWorking(contact, at: now)
            if hour > now || !isHour {
                report.later[contact.id.text] = hour
                continue
            }
            if try await store.read({ try $0.notices(to: contact.id, on: day) }) >= rules.daily {
                let next = try zones.zone(contact.zone).start(of: day.adding(days: 1))
                report.later[contact.id.text] = try workingMoment(of: contact, after: next)
                continue
            }
            let notice = FollowUpNotice(
                contact: contact,
                duties: due.sorted { ($0.duty.item.due, $0.reminder.subject) < ($1.duty.item.due, $1.reminder.subject) }
            )
            let envelope = isTrial ? nil : try await keep(notice, on: day, hiding: hidden, at: now)
            report.notices.append(
                .init(contact: contact.id, subjects: notice.duties.map(\.reminder.subject), envelope: envelope))
        }
        return report
    }

    /// Whether a moment lies in a person's working hours.
    func isWorking(_ contact: Contact, at now: Instant) throws -> Bool {
        let wall = try zones.zone(contact.zone).wall(at: now), minute = wall.secondOfDay / 60
        return try facts.calendar(of: contact.country).isBusinessDay(wall.day)
            && (contact.hours.startMinute..<contact.hours.endMinute).contains(minute)
    }

    /// Stores the mail with what it is about, in one transaction; nothing where someone else was quicker.
    private func keep(
        _ notice: FollowUpNotice, on day: CalendarDay, hiding hidden: HiddenPeople, at now: Instant
    ) async throws -> Envelope.ID? {
        let contact = notice.contact, language = Language.best(for: contact.languages), who = who
        guard let address = contact.email else { return nil }
        let text = try pages.text(
            .followUp, in: language,
            notice.fields(in: language, try pages.words(in: language), officer: officer, hiding: hidden))
        let pass = try gate().pass(
            mailTo: contact, purpose: .followUp, text: [text.subject, text.body, text.html].joined(separator: "\n"),
            hiding: hidden)
        let id: Envelope.ID = newSecretID("msg"), daily = settings.reminders.daily
        let bytes = try letterhead.bytes(
            of: MailMessage(
                id: id.text, from: letterhead.from, to: .init(name: contact.name, address: address), date: now,
                subject: text.subject, text: text.body, html: text.html, language: language, calendar: nil),
            to: contact, in: language)
        let envelope = Envelope(
            id: id, route: .mail(to: address, contact: contact.id), kind: "follow-up", subject: "follow-up",
            order: "follow-up-\(contact.id)", payload: bytes, created: now, pass: pass)
        return try await store.write { records -> Envelope.ID? in
            let told = try records.told(contact.id)
            if notice.duties.contains(where: { told.contains($0.reminder.key) }) { return nil }
            guard try records.notices(to: contact.id, on: day) < daily else { return nil }
            try records.insert(envelope, notBefore: now)
            for item in notice.duties { try records.insert(item.reminder, in: id, on: day) }
            try records.note("reminder.write", contact.id.text, by: who, at: now)
            return id
        }
    }

    /// Why a notice should not leave now: it waits for the reader's hours, or nothing in it is open any more.
    func obstacle(toNotice id: Envelope.ID, _ contact: Contact) async throws -> NoticeObstacle? {
        let now = world.now()
        let (reminders, found) = try await store.read { [self] records in
            (try records.reminders(in: id), try duties(records, at: now))
        }
        let open = Set(found.map { "\($0.item.matter) \($0.item.subject) \($0.item.due)" })
        guard reminders.contains(where: { open.contains("\($0.matter) \($0.subject) \($0.due)") }) else {
            return .stale
        }
        guard try !isWorking(contact, at: now) else { return nil }
        return .later(try workingMoment(of: contact, after: now))
    }

    /// Writes what is due, again and again, until the task is cancelled.
    /// - Parameter tell: hears of every run that wrote something, and `nil` when the vault was found locked.
    public func watchFollowUp(_ tell: @escaping @Sendable (ReminderReport?) -> Void) async throws {
        var wasLocked = false
        while !Task.isCancelled {
            if home.isLocked { store.lock() } else { try await Self.unlockQuietly(store, home) }
            if store.isLocked {
                if !wasLocked { tell(nil) }
            } else {
                do {
                    let report = try await remindFollowUp()
                    if !report.notices.isEmpty { tell(report) }
                } catch let problem as Problem where problem.kind == .tryAgain {
                    store.lock()
                }
            }
            wasLocked = store.isLocked
            do { try await Task.sleep(for: .seconds(60)) } catch { return }
        }
    }
}

/// What keeps a notice from leaving.
enum NoticeObstacle {
    case stale
    case later(Instant)
}
