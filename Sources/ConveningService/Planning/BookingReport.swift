internal import Availability
public import Coordination
public import Installation
internal import Storage
internal import Zones

/// What speaks against a time for a convening.
public struct BookingReport: View {
    public struct Absence: View {
        public let contact: Contact.ID
        public let isRequired: Bool
        public let why: String
    }

    public let convening: Convening.ID
    /// Who can come, of those who may be invited.
    public let attending: Int
    public let missing: [Absence]
    /// Sectors of the quorum for which too few can come: how many of how many.
    public let shortages: [String]
    /// What is unusual about the time: a night, a day outside the window, short notice, another convening.
    public let notes: [String]

    /// Whether the time itself costs the quorum: another time could bring more of a sector that is short.
    public let costsQuorum: Bool

    /// Whether someone who must come cannot, or the quorum is lost by this time.
    public var needsAgreement: Bool { costsQuorum || missing.contains(where: \.isRequired) }
}

extension Convenings {
    /// Looks at a time before a convening is fixed to it or moved there.
    /// - Parameter day: of one meeting of a series, by its day in the plan; else all are looked at.
    public func check(_ id: Convening.ID, at start: Instant, meeting day: CalendarDay? = nil) async throws
        -> BookingReport
    {
        let attendance = try await possibleAttendance(at: id), convening = attendance.convening
        let spans = try spans(of: convening, from: start, meeting: day), zone = try operation.zones.zone(convening.zone)
        let times = spans.map { (span: $0, days: convening.wholeDays == nil ? nil : zone.days(of: $0)) }
        var absences = zip(attendance.people, attendance.diaries).compactMap { person, diary in
            why(diary, times).map { why in
                BookingReport.Absence(
                    contact: person.contact.id,
                    isRequired: convening.quorum.required.contains(person.contact.id), why: why)
            }
        }
        absences += convening.quorum.required.filter { id in !attendance.people.contains { $0.contact.id == id } }.map {
            .init(contact: $0, isRequired: true, why: "is not on the list, or may not be invited")
        }
        let missing = Set(absences.map(\.contact))
        let present = attendance.people.filter { !missing.contains($0.contact.id) }
        // Of a list that is still empty nothing can be said.
        let sectors = attendance.people.isEmpty ? [:] : convening.quorum.sectors
        func count(_ sector: Sector, _ people: [Invited]) -> Int { people.count { $0.organization?.sector == sector } }
        let short = sectors.sorted { $0.key.rawValue < $1.key.rawValue }.filter { count($0.key, present) < $0.value }
        return BookingReport(
            convening: id, attending: present.count, missing: absences.sorted { $0.contact < $1.contact },
            shortages: short.map { "\($0.key.rawValue): \(count($0.key, present)) of the \($0.value) needed" },
            notes: try notes(attendance, times),
            costsQuorum: short.contains { count($0.key, present) < count($0.key, attendance.people) })
    }

    private func spans(of convening: Convening, from start: Instant, meeting day: CalendarDay?) throws -> [TimeSpan] {
        guard let day else {
            var trial = convening
            let span = try operation.invitations.span(of: convening, from: start)
            let off =
                convening.state == .invited ? try operation.invitations.calledOff(of: convening, from: span.start) : []
            try trial.book(span, now: operation.now, keeping: off)
            return try operation.mailings.occurrences(of: trial).filter { !$0.isCancelled }.map(\.span)
        }
        let meeting = try operation.invitations.meeting(of: convening, on: day)
        let length = meeting.span.end.duration(since: meeting.span.start)
        return [TimeSpan(start: start, end: start.adding(length)) ?? meeting.span]
    }

    /// Why a person cannot come to one of the meetings, and to how many of them.
    private func why(_ diary: Diary, _ times: [(span: TimeSpan, days: [CalendarDay]?)]) -> String? {
        let reasons = times.compactMap { time in
            diary.reason(against: time.span, wholeDays: time.days).map { (time.span, $0) }
        }
        guard let (span, reason) = reasons.first else { return nil }
        guard times.count > 1 else { return reason }
        return "\(reasons.count) of \(times.count) meetings; first \(diary.day(of: span)), \(reason)"
    }

    /// How many days of notice invitees of such a convening usually get; 0 where its template is gone.
    func noticeDays(of convening: Convening) throws -> Int {
        try blueprints().first { $0.id == convening.blueprint }?.noticeDays ?? 0
    }

    private func notes(
        _ attendance: PossibleAttendance, _ times: [(span: TimeSpan, days: [CalendarDay]?)]
    ) throws -> [String] {
        let spans = times.map(\.span)
        let convening = attendance.convening, zone = try operation.zones.zone(convening.zone)
        guard let first = spans.first else { return [] }
        let day = zone.wall(at: first.start).day, today = try operation.today()
        var notes: [String] = []
        for other in attendance.others
        where other.spans.contains(where: { span in spans.contains(where: span.overlaps) }) {
            notes.append("you have another convening then: \(other.id)")
        }
        if notes.isEmpty, let why = why(attendance.officer, times) { notes.append("for you: \(why)") }
        if day < convening.firstDay || day > convening.lastDay {
            notes.append("outside the window, which is \(convening.firstDay) to \(convening.lastDay)")
        }
        let notice = try noticeDays(of: convening)
        if day < today.adding(days: notice) {
            notes.append("short notice: invitees usually get \(notice) days")
        }
        return notes
    }
}
