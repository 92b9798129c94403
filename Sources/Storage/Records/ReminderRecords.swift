public import Coordination

/// Whom was reminded of what, so that nobody hears of the same occasion twice.
public struct ReminderRecords {
    let records: Records

    /// What a person was told about anything that is still to be seen to.
    public func told(_ contact: Contact.ID) throws -> Set<String> {
        let aliases = try records.merges.aliases(of: contact)
        return Set(
            try records.rows(
                """
                SELECT matter, subject_id, due_day, step FROM reminders
                WHERE contact_id IN (\(list: aliases.map(\.text)))
                """
            ).map { row in
                "\(try row.text("matter")) \(try row.text("subject_id")) \(try row.text("due_day")) \(try row.text("step")) \(contact)"
            })
    }

    /// Whether a person was told of what a reminder is about before a day, or could not be reached.
    public func wasTold(of reminder: Reminder, _ contact: Contact.ID, before day: CalendarDay) throws -> Bool {
        try !records.rows(
            """
            SELECT told_day FROM reminders WHERE matter = \(reminder.matter.rawValue)
                AND subject_id = \(reminder.subject) AND due_day = \(reminder.due)
                AND contact_id IN (\(list: try records.merges.aliases(of: contact).map(\.text)))
                AND (told_day < \(day.description) OR is_failed = 1) LIMIT 1
            """
        ).isEmpty
    }

    /// How many notices a person got on a day of their own.
    public func notices(to contact: Contact.ID, on day: CalendarDay) throws -> Int {
        try records.rows(
            """
            SELECT COUNT(DISTINCT envelope_id) AS n FROM reminders
            WHERE contact_id IN (\(list: try records.merges.aliases(of: contact).map(\.text))) AND told_day = \(day.description)
            """
        ).first?.integer("n") ?? 0
    }

    /// - Throws: where the occasion was told before.
    public func insert(_ reminder: Reminder, in envelope: Envelope.ID, on day: CalendarDay) throws {
        try records.run(
            """
            INSERT INTO reminders (matter, subject_id, due_day, step, contact_id, envelope_id, told_day)
            VALUES (\(reminder.matter.rawValue), \(reminder.subject), \(reminder.due), \(reminder.step),
                \(reminder.contact), \(envelope), \(day))
            """)
    }

    /// Forgets what was told about a subject before a day: it begins anew.
    public func forgetReminders(of subject: String, before day: CalendarDay) throws {
        try records.run("DELETE FROM reminders WHERE subject_id = \(subject) AND told_day < \(day.description)")
    }

    /// Forgets a notice that was never tried, so that it is written anew where it may be.
    public func forgetNotice(_ envelope: Envelope.ID) throws {
        try records.run("DELETE FROM reminders WHERE envelope_id = \(envelope)")
    }

    /// What a notice was about.
    public func reminders(in envelope: Envelope.ID) throws -> [Reminder] {
        try records.rows("SELECT * FROM reminders WHERE envelope_id = \(envelope) ORDER BY subject_id").map { row in
            Reminder(
                matter: try row.value(Reminder.Matter.self, "matter"),
                subject: try row.text("subject_id"), due: try CalendarDay(parsing: try row.text("due_day")),
                step: try row.text("step"), contact: try row.id("contact_id"))
        }
    }
}
