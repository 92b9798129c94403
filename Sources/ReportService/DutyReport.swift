public import Coordination
internal import FollowUpService
public import Installation
internal import Rendering
internal import Storage
internal import Zones

/// Whether the mission does what guidelines ask of it, counted over a time.
public struct DutyReport: View {
    /// Where missions are asked to do it.
    public enum Source: String, Sendable, Codable {
        case letter = "Letter of civil society to the US Secretary of State, 9 February 2021"
        case guidelines = "EU Guidelines on Human Rights Defenders"
    }

    public struct Duty: View {
        /// Such as `meeting` or `silence`.
        public let name: String
        /// Who asks for it.
        public let source: Source
        public let found: String
        public let isMet: Bool
    }

    public let first: CalendarDay
    public let last: CalendarDay
    public let duties: [Duty]
    /// Meetings held, by the highest level on the mission's side.
    public let levels: [String: Int]
}

extension Reports {
    /// - Parameters:
    ///   - first: the first day, by default a year before the last.
    ///   - last: the last day, inclusive, by default today.
    ///   - wanted: the language in which references are printed; the officer's where `nil`.
    public func duties(
        from first: CalendarDay?, through last: CalendarDay?, in wanted: Language? = nil
    ) async throws -> DutyReport {
        let language = try operation.textLanguage(wanted)
        let today = try operation.today(), last = last ?? today, first = first ?? last.adding(days: -365)
        guard first <= last else {
            throw Problem(.usage, "the last day is before the first day", remedy: "Swap --from and --through.")
        }
        let zone = try operation.zones.zone(operation.officer.zone), views = try await operation.measures.all(),
            limit = operation.settings.reminders.feedback
        let country = operation.officer.country, pages = operation.pages
        return try await operation.read { records in
            let held = try records.convenings.all().filter { convening in
                guard convening.state == .closed, let span = convening.span else { return false }
                return (first...last).contains(zone.wall(at: span.start).day)
            }
            var withSociety = 0, senior = 0, outside: [String] = [], levels: [String: Int] = [:]
            for convening in held {
                let attendance = try records.convenings.minutes(of: convening.id)?.attendance
                let isSociety = try Self.isWithSociety(convening.id, attendance, records)
                withSociety += isSociety ? 1 : 0
                levels[attendance?.level?.rawValue ?? "unrecorded", default: 0] += 1
                if isSociety, let level = attendance?.level, level.isSenior { senior += 1 }
                if let place = attendance?.outsideCapital { outside.append(place) }
            }
            let live = views.filter(\.isLive)
            let silent = live.filter { ($0.silentDays ?? 0) >= $0.silenceLimit }
            let acted = Set(
                try records.actions.all(ActionQuery(states: [.feedbackOwed, .done], measures: live.map(\.measure.id)))
                    .filter { $0.doneOn.map { (first...last).contains($0) } ?? false }.compactMap(\.measure))
            // A visit, a hearing or a meeting about the case is following it up, too.
            let met = Set(
                live.filter { view in
                    view.measure.events.contains {
                        Self.followingUp.contains($0.kind) && (first...last).contains($0.day)
                    }
                }.map(\.measure.id))
            let idle = live.filter { !acted.contains($0.measure.id) && !met.contains($0.measure.id) }
            let allOwed = try records.actions.count(ActionQuery(states: [.feedbackOwed]))
            let owed = try records.actions.count(
                ActionQuery(states: [.feedbackOwed], doneThrough: today.adding(days: -limit)))
            let posts = try records.posts.all().filter { $0.country == country && !$0.designated(on: today).isEmpty }
            let words = try pages.words(in: language)
            let printed = MechanismWords(try records.mechanisms.all(), in: language)
            func names(_ views: [MeasureView]) -> String {
                views.prefix(8).map { printed.publicName(of: $0, on: today) }.joined(separator: ", ")
                    + (views.count > 8 ? ", …" : "")
            }
            return DutyReport(
                first: first, last: last,
                duties: [
                    .init(name: "meeting", source: .guidelines, found: "\(withSociety)", isMet: withSociety > 0),
                    .init(name: "senior", source: .letter, found: "\(senior)", isMet: senior > 1),
                    .init(
                        name: "outside", source: .letter,
                        found: outside.isEmpty
                            ? "0" : "\(outside.count): \(Set(outside).sorted().joined(separator: ", "))",
                        isMet: !outside.isEmpty),
                    .init(
                        name: "silence", source: .letter,
                        found: silent.isEmpty
                            ? "0 / \(live.count)" : "\(silent.count) / \(live.count): \(names(silent))",
                        isMet: silent.isEmpty),
                    .init(
                        name: "acts", source: .letter,
                        found: "\(live.count - idle.count) / \(live.count)"
                            + (idle.isEmpty ? "" : "; \(words.filled("not-followed", names(idle)))"),
                        isMet: idle.isEmpty),
                    .init(name: "feedback", source: .guidelines, found: "\(owed) / \(allOwed)", isMet: owed == 0),
                    .init(name: "officer", source: .letter, found: "\(posts.count)", isMet: !posts.isEmpty),
                ], levels: levels)
        }
    }

    private static let followingUp: Set<Measure.Event.Kind> = [.workingMeeting, .hearing, .visit]

    /// Whether civil society or media were there: by the numbers taken, else by whom of the list came.
    private static func isWithSociety(
        _ id: Convening.ID, _ attendance: Attendance?, _ records: Records
    ) throws -> Bool {
        let sectors: Set<Sector> = [.civilSociety, .labor, .media]
        if let counts = attendance?.counts, !counts.isEmpty {
            return counts.contains { sectors.contains($0.key) && $0.value > 0 }
        }
        var people = attendance?.people ?? []
        if people.isEmpty {
            people = try records.invitations.all(of: id).filter { $0.state == .accepted }.map(\.contact)
        }
        return try people.contains { id in
            guard let contact = try records.contacts.one(ifThere: id.text) else { return false }
            return try records.organizations.one(of: contact).map { sectors.contains($0.sector) } ?? false
        }
    }

    public func document(_ report: DutyReport, in wanted: Language? = nil) throws -> ReportDocument {
        let language = try operation.textLanguage(wanted), words = try operation.pages.words(in: language)
        let levels = (ActionLevel.allCases.map(\.rawValue) + ["unrecorded"]).filter { report.levels[$0] != nil }
        var document = ReportDocument(
            words["report-duty"], in: language,
            [
                .init(
                    words["report-duty"], ["duty", "source", "found", "met"].map { words["col-\($0)"] },
                    report.duties.map {
                        [
                            words["duty-\($0.name)"], words["duty-source-\($0.source)"], $0.found,
                            words[$0.isMet ? "yes" : "no"],
                        ]
                    }),
                .init(
                    words["by-level"], [words["col-level"], words["col-count"]],
                    levels.map { [words[$0], "\(report.levels[$0] ?? 0)"] },
                    bars: levels.map { .init(label: words[$0], count: report.levels[$0] ?? 0) }),
            ])
        document.notes = ["\(report.first) – \(report.last)", words["duty-note"]]
        return document
    }
}
