internal import Availability
public import Coordination
public import Installation
internal import Scheduling
internal import Storage
internal import Zones

/// Times at which a convening can be held, the best first.
public struct TimesReport: View {
    public struct Absence: View {
        public let contact: Contact.ID
        public let why: String
    }

    public struct Proposal: View {
        /// From 1; `convening book --choice` takes it.
        public let number: Int
        public let start: Instant
        /// In the convening's zone.
        public let local: String
        /// Whether invitees would get less notice than is usual for this kind of convening.
        public let isShortNotice: Bool
        public let attending: Int
        public let missing: [Absence]
    }

    public let convening: Convening.ID
    public let zone: ZoneName
    public let invited: Int
    public let proposals: [Proposal]
    /// What stands in the way where there is none.
    public let obstacles: [String]
}

extension Convenings {
    /// Searches the convening's window for times that meet its quorum.
    public func findTimes(for id: Convening.ID, count: Int) async throws -> TimesReport {
        let attendance = try await possibleAttendance(at: id)
        let (convening, people, diaries) = (attendance.convening, attendance.people, attendance.diaries)
        guard !people.isEmpty else {
            throw Problem(
                .notAllowed, at: id.text, "has nobody on its list",
                remedy: "Add people with \(.conveningInviteesList, id, options: "--add …").")
        }
        let zone = try operation.zones.zone(convening.zone)
        let grid = TimeGrid(
            start: zone.start(of: convening.firstDay), end: zone.start(of: convening.lastDay.adding(days: 1)),
            earliest: operation.now.adding(.seconds(3600)))
        let sectors = Sector.allCases
        let candidates = people.indices.map { index in
            QuorumSearch.Person(
                key: index, group: people[index].organization.flatMap { sectors.firstIndex(of: $0.sector) } ?? -1,
                free: diaries[index].free(on: grid),
                isRequired: convening.quorum.required.contains(people[index].contact.id))
        }
        let convener = QuorumSearch.Person(
            key: -1, group: -2, free: attendance.officer.free(on: grid), isRequired: true)
        let quorum = convening.quorum.sectors.compactMap { sector, needed in
            sectors.firstIndex(of: sector).map { ($0, needed) }
        }
        let search = QuorumSearch(
            horizon: grid.count, length: (convening.minutes + TimeGrid.minutes - 1) / TimeGrid.minutes,
            people: [convener] + candidates, quorum: Dictionary(uniqueKeysWithValues: quorum))
        let notice = try operation.today().adding(days: try noticeDays(of: convening))
        let noticed =
            TimeSpan(start: grid.start, end: zone.start(of: notice)).map { grid.touched(by: $0).upperBound } ?? 0
        let best = search.best(count, spacing: 6 * 60 / TimeGrid.minutes, notice: noticed)
        let absent = convening.quorum.required.filter { id in !people.contains { $0.contact.id == id } }
            .map { "\($0) must come but is not on the list, or may not be invited." }
        let proposals = best.enumerated().compactMap { number, proposal -> TimesReport.Proposal? in
            let start = grid.instant(proposal.start)
            guard let span = TimeSpan(start: start, end: start.adding(.seconds(convening.minutes * 60))) else {
                return nil
            }
            return TimesReport.Proposal(
                number: number + 1, start: start, local: zone.wall(at: start).description,
                isShortNotice: proposal.start < noticed,
                attending: proposal.attending.filter { $0 >= 0 }.count,
                missing: proposal.missing.filter { $0 >= 0 }.map {
                    TimesReport.Absence(
                        contact: people[$0].contact.id, why: diaries[$0].reason(against: span) ?? "busy")
                })
        }
        return TimesReport(
            convening: id, zone: convening.zone, invited: people.count, proposals: proposals,
            obstacles: absent
                + search.obstacles().map { Self.words($0, people: people.map(\.contact.id), sectors: sectors) })
    }

    private static func words(_ obstacle: QuorumSearch.Obstacle, people: [Contact.ID], sectors: [Sector]) -> String {
        switch obstacle {
        case .requiredNeverFree(let key):
            key < 0
                ? "The officer is never free in the window."
                : "\(people[key]) must come but is never free in the window."
        case .groupShort(let group, let best, let needed):
            best == 0
                ? "Nobody from \(sectors[group].rawValue) is free; the quorum is \(needed)."
                : "At most \(best) from \(sectors[group].rawValue) are free at the same time; the quorum is \(needed)."
        case .neverTogether: "Each part of the quorum can be met, but never all at once. Widen the window or lower it."
        }
    }
}
