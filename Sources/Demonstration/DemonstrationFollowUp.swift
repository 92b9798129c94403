internal import ConveningService
internal import Coordination
internal import Delivery
internal import FollowUpService
internal import Foundation
internal import Services
internal import Installation
internal import PeopleService
internal import ReportService
internal import Storage
internal import Storage

extension Demonstration {
    struct FollowUpResult {
        let actions: Int
        let notices: Int
        let incidents: Int
    }

    /// Closes the roundtable with minutes, follows a protection measure with its actions, reminds, and records reprisals.
    func followUp(
        _ operation: Operation, _ id: Convening.ID, _ tell: @Sendable (String, String) -> Void
    ) async throws -> FollowUpResult {
        try await close(operation, id, tell)
        let measure = try await measure(operation, tell)
        try await acts(operation, measure, tell)
        let notices = try await reminders(operation, tell)
        let incidents = try await incidents(operation, measure, tell)
        return FollowUpResult(actions: try await operation.actions.all().count, notices: notices, incidents: incidents)
    }

    private func close(
        _ operation: Operation, _ id: Convening.ID, _ tell: @Sendable (String, String) -> Void
    ) async throws {
        let today = try operation.today()
        let minutes = try text("minutes.md").replacing("DUE1", with: today.adding(days: 60).description)
            .replacing("DUE2", with: today.adding(days: 45).description)
        try Home.write(minutes.utf8, to: "\(folder)/minutes.md")
        // The roundtable lies ahead; for its minutes the clock is put to the hour after it.
        let end = try await operation.convenings.show(id).convening.span?.end ?? clock.now()
        let order = CloseInput(
            minutes: minutes,
            attendance: Attendance(
                counts: [.civilSociety: 5, .business: 2, .alliedGovernment: 3], level: .ambassador))
        let closed = try await at(end.adding(.seconds(3600))).convenings.close(id, order)
        tell("Closing with minutes", "\(closed.actions.count) commitments became actions")
    }

    /// The same installation at another time.
    private func at(_ moment: Instant) async throws -> Operation {
        try await Installation.open(
            home: Home(path: folder), storeURL: storeURL, resources: resources,
            clock: Clock { moment }, random: random, guards: DeliveryGuards.all, carriers: RoundCarriers.all
        ).operation(as: Self.actor)
    }

    /// One case before two mechanisms: a measure that a resolution granted and another followed up, and a letter.
    private func measure(
        _ operation: Operation, _ tell: @Sendable (String, String) -> Void
    ) async throws -> String {
        let today = try operation.today(), year = String(today.year).suffix(2)
        let country = try CountryCode(parsing: "HN"), reference = "MC-9901-\(year)"
        var draft = MeasureInput(
            reference: reference, state: country, title: "River defenders (demonstration, invented reference)",
            day: today.adding(days: -90))
        draft.stage = "requested"
        draft.publicTitle = "Defenders of a river (invented)"
        draft.beneficiaries = [.person("J.A.R.L."), .group("members of the river council", count: 40)]
        draft.points = [
            "Adopt the measures needed to protect the lives and integrity of the beneficiaries.",
            "Agree the measures with the beneficiaries.", "Report on the investigation of the facts.",
        ]
        draft.chain = [Identifier(trusted: "demo-ingrid")]
        _ = try await operation.measures.add(draft)
        _ = try await operation.measures.resolve(
            ResolutionInput(
                reference: "Resolution 991/\(year)", day: today.adding(days: -12),
                parts: [.init(measure: reference, decision: .grant)]))
        let view = try await operation.measures.confirmDeadline(
            1, of: reference, term: .businessDays(15), calendar: .state, source: "Resolution 991/\(year), paragraph 12")
        var letter = MeasureInput(
            reference: "UA HND 9901/\(today.year)", state: country, title: "River defenders (demonstration)",
            day: today.adding(days: -30))
        letter.stage = "sent"
        _ = try await operation.communications.add(
            letter, mandates: ["un-sr-defenders", "un-sr-environment"], addressee: .state)
        _ = try await operation.measures.linkInstruments(reference, letter.reference, kind: .sameCase)
        let due = view.next.map { "\($0.day)\($0.isConfirmed ? "" : ", suggested")" } ?? "none"
        tell("Following one case before two mechanisms", "\(view.measure.reference.printed), next deadline \(due)")
        return reference
    }

    private func acts(
        _ operation: Operation, _ measure: String, _ tell: @Sendable (String, String) -> Void
    ) async throws {
        let today = try operation.today()
        var terms = ActionInput()
        terms.due = today.adding(days: 10)
        terms.joining = ["Embassy of Northland (demonstration)"]
        terms.level = .ambassador
        terms.note = "The vice minister takes such calls in the morning."
        let demarche = try await operation.actions.add(
            kind: .jointDemarche, title: "Ask when the protection plan will be agreed with the beneficiaries",
            owner: operation.officer.post, from: ActionOrigin(measure: measure, point: 2), terms)
        _ = try await operation.actions.finish(
            demarche.id, evidence: "Note handed over.", feedback: .given(today), reply: "The ministry promised a date.")
        terms = ActionInput()
        terms.due = today.adding(days: 20)
        terms.chain = ["demo-ingrid", "demo-claire"].map { Contact.ID(trusted: $0) }
        _ = try await operation.actions.add(
            kind: .trialObservation, title: "Observe the preliminary hearing",
            owner: "Embassy of Northland (demonstration)",
            from: ActionOrigin(measure: measure, point: 3), terms)
        _ = try await operation.actions.add(
            kind: .trialObservation, title: "Observe the preliminary hearing",
            owner: "Embassy of Eastland (demonstration)",
            from: ActionOrigin(measure: measure, point: 3), ActionInput())
        let board = try await operation.reports.board(
            case: measure, country: nil, missions: ["Embassy of Southland (demonstration)"], group: nil, isShared: true)
        try await operation.reports.write(
            operation.reports.document(board, isShared: true, in: .english), to: "\(folder)/board.html")
        try await operation.reports.write(
            operation.reports.document(try await operation.timelines.timeline(of: measure), of: measure, in: .english),
            to: "\(folder)/timeline.html")
        try await operation.reports.write(
            operation.reports.document(
                try await operation.reports.duties(from: nil, through: today.adding(days: 60)), in: .english),
            to: "\(folder)/duty.html")
        tell(
            "Seeing who does what",
            "\(board.overlaps.count) planned twice, \(board.gaps.count) done by nobody, \(board.idle.count) mission idle"
        )
    }

    /// Some weeks later, in the readers' hours: the owner is reminded of what is late, and a day later a second person is told.
    private func reminders(
        _ operation: Operation, _ tell: @Sendable (String, String) -> Void
    ) async throws -> Int {
        let today = try operation.today()
        for person in ["demo-ingrid", "demo-claire"] {
            try await operation.consents.record(
                Consent(purpose: .followUp, channel: .email, evidence: "in person, demonstration", given: today),
                of: Identifier(trusted: person))
        }
        let then = clock.now().adding(.seconds(28 * 86_400))
        let reader = try await operation.read { try $0.contacts.one(Identifier(trusted: "demo-ingrid")) }
        var moment = try operation.reminders.workingMoment(of: reader, after: then), told: [Int] = []
        for _ in 0..<3 {
            let later = try await at(moment)
            told.append(try await later.reminders.send().notices.count)
            _ = try await later.outbox.deliver()
            moment = try operation.reminders.workingMoment(of: reader, after: moment.adding(.seconds(86_400)))
        }
        tell(
            "Reminding in working hours",
            "on three days \(told.map(String.init).joined(separator: ", ")) notices: the owner first, then the people after the owner"
        )
        return told.reduce(0, +)
    }

    private func incidents(
        _ operation: Operation, _ measure: String, _ tell: @Sendable (String, String) -> Void
    ) async throws -> Int {
        let today = try operation.today(), country = try CountryCode(parsing: "HN")
        let facts: [(Incident.Kind, Int, String, Incident.Perpetrator)] = [
            (.threat, 3, "J.A.R.L.", .privateSecurity), (.threat, 9, "M.", .unknown),
            (.threat, 40, "T.", .privateSecurity),
            (.surveillance, 15, "J.A.R.L.", .unknown), (.smearCampaign, 44, "Lluvia", .unknown),
            (.criminalization, 70, "T.", .judiciary), (.threat, 71, "R.", .privateSecurity),
        ]
        for (kind, days, person, perpetrator) in facts {
            let day = today.adding(days: -days)
            _ = try await operation.incidents.add(linkedWith: [measure]) { id in
                try Incident(
                    id: id, kind: kind, day: day, month: Month(of: day), country: country, place: "Atlántida",
                    people: [person], count: nil, themes: ["water"], perpetrator: perpetrator,
                    source: "an organization (demonstration)", confidence: .reported, isReprisal: days < 20, note: nil)
            }
        }
        let patterns = try await operation.incidents.patterns(
            from: nil, through: nil, country: nil, smallest: Reports.smallestCell)
        try await operation.reports.write(
            operation.reports.document(patterns, in: .english), to: "\(folder)/incidents.html")
        let folded = patterns.tables.filter { $0.cells.contains { $0.value == IncidentPatterns.Cell.others } }.count
        tell(
            "Recording reprisals", "\(facts.count) incidents; small numbers counted together in \(folded) of the tables"
        )
        return facts.count
    }

    func text(_ name: String) throws -> String {
        let path = "\(resources.directory)/demonstration/\(name)"
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw Problem(.configuration, at: path, "cannot be read", remedy: "Install Convoke's facts again.")
        }
        return text
    }
}
