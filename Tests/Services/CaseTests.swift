import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import CalendarFeeds
@testable import ConveningService
@testable import CustodyService
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import ReportService

/// What hangs together with a case: letters, links, acts, boards, timelines, files and reports.
@Suite struct CaseTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }
    var folder: String { installation.folder.path }

    init() async throws { installation = try await TestInstallation() }

    private func measure(_ reference: String = "MC-204-17", daysAgo: Int = 10) async throws -> MeasureView {
        var draft = MeasureInput(
            reference: reference, state: try CountryCode(parsing: "HN"), title: "The editor",
            day: People.today.adding(days: -daysAgo))
        draft.points = ["protect", "agree"]
        return try await operation.measures.add(draft)
    }

    private func letter(_ reference: String = "UA HND 1/2026") async throws -> MeasureView {
        var draft = MeasureInput(
            reference: reference, state: try CountryCode(parsing: "HN"), title: "The editor again",
            day: People.today.adding(days: -70))
        draft.stage = "sent"
        return try await operation.communications.add(
            draft, mandates: ["un-sr-defenders", "un-sr-expression"], addressee: .state)
    }

    @Test func `a letter is confidential until it is published and its reply meets its deadline`() async throws {
        var view = try await letter()
        #expect(view.measure.letter?.kind == .urgentAppeal)
        #expect(view.measure.letter?.mandates.count == 2)
        #expect(view.need == .overdue("Reply expected", days: 10))
        #expect(!view.measure.publicName(on: People.today).contains("HND"))
        view = try await operation.communications.reply(
            "ua hnd 1/2026", reply: .withheld, on: People.today, document: nil)
        #expect(view.measure.deadlines[0].met == People.today)
        #expect(view.measure.letter?.reply == .withheld)
        #expect(view.need == .nothing)
        view = try await operation.communications.publish(
            "UA HND 1/2026", on: People.today, document: "A/HRC/61/79", publicTitle: "Press freedom")
        #expect(view.measure.publicName(on: People.today) == "UA HND 1/2026, Press freedom")
        #expect(view.stageName == "published")
        #expect(
            await refusal {
                _ = try await operation.communications.publish(
                    "UA HND 1/2026", on: People.today, document: nil, publicTitle: nil)
            } == Refusal(.notAllowed, at: "UA HND 1/2026"))
        #expect(try await operation.measures.all(isCommunication: true).count == 1)
        #expect(try await operation.measures.all(isCommunication: false).isEmpty)
    }

    @Test func `a letter is not a measure and a measure is not a letter`() async throws {
        await #expect { _ = try await measure("AL HND 2/2026") } throws: {
            ($0 as? Problem)?.remedy == "Add it with \(.communicationAdd)."
        }
        await #expect { _ = try await letter("MC-9-20") } throws: {
            ($0 as? Problem)?.remedy == "Add it with \(.measureAdd)."
        }
        await #expect { _ = try await letter("A/HRC/27/72") } throws: { ($0 as? Problem)?.kind == .usage }
        let view = try await measure()
        #expect(
            await refusal {
                _ = try await operation.communications.reply(
                    view.measure.id.text, reply: .published, on: People.today, document: nil)
            } == Refusal(.usage, at: "PM 204/17"))
    }

    @Test func `a body that numbers nothing is known by title`() async throws {
        var draft = MeasureInput(
            reference: "Matter of the River Families regarding Honduras", state: try CountryCode(parsing: "HN"),
            title: "River", day: People.today)
        draft.mechanism = try Mechanism.ID(parsing: "inter-american-court")
        let court = try await operation.measures.add(draft)
        #expect(court.measure.steps.last?.stage == "granted")
        let commission = try await measure()
        let linked = try await operation.measures.linkInstruments(
            "MC-204-17", "matter of the river families REGARDING Honduras", kind: .provisionalMeasures)
        #expect(linked.related.first?.hasPrefix(court.measure.id.text) == true)
        #expect(
            try await operation.measures.unlinkInstruments(court.measure.id.text, commission.measure.id.text).related
                .isEmpty)
        #expect(
            await refusal {
                _ = try await operation.measures.unlinkInstruments(court.measure.id.text, commission.measure.id.text)
            } == Refusal(.missingInput, at: "me-*"))
    }

    @Test func `an act waits for others and for the consent to what is public`() async throws {
        let view = try await measure()
        var terms = ActionInput()
        let first = try await operation.actions.add(
            kind: .letter, title: "Ask the family", owner: "Mission", from: ActionOrigin(), terms)
        terms.dependsOn = [first.id]
        let second = try await operation.actions.add(
            kind: .publicStatement, title: "Support", owner: "Mission",
            from: ActionOrigin(measure: "PM 204/17", point: 1), terms)
        #expect(second.measure == view.measure.id)
        await #expect { _ = try await operation.actions.finish(second.id, evidence: "x") } throws: {
            ($0 as? Problem)?.what == "waits for \(first.id), which is not done"
        }
        var ring = ActionInput()
        ring.dependsOn = [second.id]
        await #expect { _ = try await operation.actions.edit(first.id, ring) } throws: {
            ($0 as? Problem)?.what == "would wait for itself"
        }
        _ = try await operation.actions.finish(first.id, evidence: "they agreed", feedback: .given(People.today))
        await #expect { _ = try await operation.actions.finish(second.id, evidence: "x") } throws: {
            ($0 as? Problem)?.what.hasPrefix("is public, and nothing says") == true
        }
        var agreed = ActionInput()
        agreed.agreement = try .init(by: .family, evidence: "by telephone", day: People.today)
        _ = try await operation.actions.edit(second.id, agreed)
        let done = try await operation.actions.finish(second.id, evidence: "published", reply: "no comment")
        #expect(done.state == .feedbackOwed)
        #expect(done.reply?.text == "no comment")
        #expect(try await operation.measures.show("MC-204-17").need == .actions(late: 0, feedbackOwed: 1))
        #expect(
            await refusal {
                _ = try await operation.actions.recordFeedback(second.id, .given(People.today.adding(days: 1)))
            } == Refusal(.usage, at: "ac-*"))
        #expect(try await operation.actions.recordFeedback(second.id, .notGiven(reason: "in hiding")).state == .done)
        #expect(
            await refusal {
                _ = try await operation.actions.add(
                    kind: .letter, title: "x", owner: "y", from: ActionOrigin(measure: "PM 204/17", point: 3),
                    ActionInput()
                )
            } == Refusal(.usage, at: "PM 204/17"))
        let declined = try await operation.actions.add(
            kind: .letter, title: "x", owner: "y", convening: nil, measure: nil, due: nil)
        #expect(try await operation.actions.close(declined.id, as: .declined, because: "no staff").reason == "no staff")
        #expect(try await operation.actions.reopen(declined.id).state == .open)
        let again = try await operation.actions.reopen(second.id)
        #expect(again.state == .open && again.evidence == nil && again.doneOn == nil)
        #expect(again.note?.contains("published; no feedback: in hiding") == true)
        #expect(await refusal { _ = try await operation.actions.reopen(second.id) } == Refusal(.notAllowed, at: "ac-*"))
    }

    @Test func `evidence is sealed and comes back byte by byte`() async throws {
        let view = try await measure(), bytes = (0..<70_000).map { UInt8($0 % 251) }
        let path = "\(folder)/photo of the gate.jpg"
        try Data(bytes).write(to: URL(filePath: path))
        let file = try await operation.attachments.attach(path, to: "pm 204/17")
        #expect(file.name == "photo of the gate.jpg")
        #expect(try await operation.measures.show(view.measure.id.text).attachments == [file])
        let store = try Data(contentsOf: URL(filePath: "\(folder)/home/convoke.sqlite"))
        let log = (try? Data(contentsOf: URL(filePath: "\(folder)/home/convoke.sqlite-wal"))) ?? Data()
        for piece in [Data("photo of the gate".utf8), Data(bytes[..<64])] {
            #expect(store.range(of: piece) == nil && log.range(of: piece) == nil)
        }
        let output = "\(folder)/out.jpg"
        _ = try await operation.attachments.detach(file.id, to: output)
        #expect(try Data(contentsOf: URL(filePath: output)) == Data(bytes))
        #expect(
            await refusal { _ = try await operation.attachments.attach(folder, to: "pm 204/17") }
                == Refusal(.missingInput, at: "*"))
        #expect(
            await refusal { _ = try await operation.attachments.attach(path, to: "ac-none") }
                == Refusal(.missingInput, at: "ac-none"))
        let large = "\(folder)/large"
        _ = FileManager.default.createFile(atPath: large, contents: nil)
        let handle = try #require(FileHandle(forWritingAtPath: large))
        try handle.truncate(atOffset: UInt64(Attachment.limit + 1))
        try handle.close()
        #expect(
            await refusal { _ = try await operation.attachments.attach(large, to: "pm 204/17") }
                == Refusal(.badData, at: "large")
        )
    }

    @Test func `new keys and a backup keep everything of a case`() async throws {
        _ = try await measure()
        _ = try await operation.measures.resolve(
            ResolutionInput(
                reference: "Resolution 1/26", day: People.today,
                parts: [.init(measure: "MC-204-17", decision: .followUp)]))
        let action = try await operation.actions.add(
            kind: .letter, title: "x", owner: "Mission of Westland", convening: nil, measure: nil, due: People.today)
        let incident = try await addIncident(linkedWith: ["MC-204-17", action.id.text])
        let path = try installation.folder.write("evidence", to: "e.txt")
        let file = try await operation.attachments.attach(path, to: incident.incident.id.text)
        try await operation.vault.rekey()
        let other = try await installation.reopened()
        #expect(try await other.measures.show("MC-204-17").resolutions.map(\.reference.printed) == ["Resolution 1/26"])
        #expect(
            await refusal {
                _ = try await other.measures.resolve(
                    ResolutionInput(
                        reference: "Res. 1/2026", day: People.today,
                        parts: [.init(measure: "MC-204-17", decision: .followUp)]))
            } == Refusal(.notAllowed, at: "Resolution 1/26"))
        #expect(try await other.incidents.show(incident.incident.id).attachments == [file])
        let mine = ActionListInput(isOverdue: false, state: nil, owner: "mission of WESTLAND", measure: nil, limit: 9)
        #expect(try await other.actions.all(mine).actions.map(\.id) == [action.id])
        try await other.incidents.remove(incident.incident.id)
        #expect(
            await refusal { _ = try await other.attachments.detach(file.id, to: "\(folder)/gone") }
                == Refusal(.missingInput, at: "at-*"))
    }

    private func addIncident(linkedWith subjects: [String], people: [String] = ["J.A."]) async throws -> IncidentView {
        let country = try CountryCode(parsing: "HN")
        return try await operation.incidents.add(linkedWith: subjects) { id in
            try Incident(
                id: id, kind: .threat, day: People.today, month: Month(of: People.today), country: country,
                place: "Colón", people: people, count: nil, themes: ["land"], perpetrator: .privateSecurity,
                source: "an organization", confidence: .likely, isReprisal: true, note: nil)
        }
    }

    @Test func `an incident names nobody of the directory`() async throws {
        await #expect { _ = try await addIncident(linkedWith: [], people: ["Ana Lucía Quintanilla"]) } throws: {
            ($0 as? Problem)?.place == "demo-ana"
        }
        #expect(try await operation.incidents.all(from: nil, through: nil, country: nil).isEmpty)
        #expect(
            await refusal { _ = try await addIncident(linkedWith: ["MC-1-99"]) }
                == Refusal(.missingInput, at: "MC-1-99 (PM 1/99)"))
        #expect(try await operation.incidents.all(from: nil, through: nil, country: nil).isEmpty)
    }

    @Test func `the whole chain stands in one timeline`() async throws {
        let view = try await measure(), un = try await letter()
        _ = try await operation.measures.linkInstruments("MC-204-17", "UA HND 1/2026", kind: .sameCase)
        let id = try await installation.invitedRoundtable()
        installation.clock.advance(40 * 86_400)
        let closed = try await operation.convenings.close(
            id,
            CloseInput(
                minutes: "# M\n- [ ] Embassy: ask (due 2026-05-01; demarche; measure MC-204-17; point 2)\n",
                attendance: Attendance(
                    counts: [.civilSociety: 6], level: .ambassador, outsideCapital: "Comayagua")))
        #expect(closed.actions.map(\.kind) == [.demarche])
        #expect(closed.actions[0].measure == view.measure.id)
        #expect(closed.actions[0].point == 2)
        _ = try await addIncident(linkedWith: [un.measure.id.text])
        let entries = try await operation.timelines.timeline(of: "mc 204-17")
        #expect(Set(entries.map(\.kind)).isSuperset(of: [.stage, .deadline, .action, .convening, .incident]))
        #expect(entries.map(\.day) == entries.map(\.day).sorted())
        #expect(entries.contains { $0.text.hasPrefix("UA HND 1/2026: letter sent") })
        // It was under the Chatham House Rule: neither who was there nor who promised is told.
        let meeting = try await operation.timelines.timeline(of: id.text)
        #expect(!meeting.contains { $0.kind == .invitation || $0.text.contains("Embassy") })
        #expect(meeting.contains { $0.text == "Démarche: ask (to be done)" })
        #expect(try await operation.timelines.timeline(of: "demo-ana").contains { $0.kind == .message })
        let page = "\(folder)/timeline.html"
        try await operation.reports.write(operation.reports.document(entries, of: "PM 204/17"), to: page)
        #expect(try String(contentsOfFile: page, encoding: .utf8).contains("PM 204/17: granted"))
        try await duties(id)
    }

    private func duties(_ id: Convening.ID) async throws {
        let today = try operation.today()
        let report = try await operation.reports.duties(from: nil, through: today)
        func isMet(_ name: String) -> Bool? { report.duties.first { $0.name == name }?.isMet }
        #expect(isMet("meeting") == true)
        #expect(isMet("senior") == false)
        #expect(isMet("outside") == true)
        #expect(report.duties.first { $0.name == "outside" }?.found == "1: Comayagua")
        #expect(isMet("acts") == false)
        #expect(report.levels == ["ambassador": 1])
        let early = try await operation.reports.duties(
            from: People.today.adding(days: -900), through: People.today.adding(days: -800))
        #expect(early.duties.first { $0.name == "meeting" }?.isMet == false)
        #expect(try await operation.convenings.minutes(of: id).attendance?.outsideCapital == "Comayagua")
    }

    @Test(arguments: Language.shipped)
    func `every report is written in every language and form`(language: Language) async throws {
        _ = try await measure()
        _ = try await operation.actions.add(
            kind: .demarche, title: "=Ask", owner: "Mission", convening: nil, measure: nil,
            due: People.today.adding(days: -3))
        _ = try await addIncident(linkedWith: [])
        let board = try await operation.reports.board(
            case: nil, country: nil, missions: ["Northland"], group: nil, isShared: true)
        let documents = [
            try operation.reports.document(try await operation.reports.followUp(), in: language),
            try operation.reports.document(try await operation.reports.duties(from: nil, through: nil), in: language),
            try operation.reports.document(board, isShared: true, in: language),
            try operation.reports.document(
                try await operation.reports.balance(from: People.today, through: People.today.adding(days: 30)),
                in: language),
            try operation.reports.document(
                try await operation.incidents.patterns(from: nil, through: nil, country: nil, smallest: 3),
                in: language),
        ]
        for (number, document) in documents.enumerated() {
            for form in ["html", "csv", "json"] {
                let path = "\(folder)/report\(number).\(language).\(form)"
                try await operation.reports.write(document, to: path)
                let text = try String(contentsOfFile: path, encoding: .utf8)
                #expect(!text.contains("col-") && !text.contains("act-") && !text.contains("duty-"), "\(path)")
                #expect(form != "html" || text.contains("lang=\"\(language)\""))
                // A spreadsheet must not take a title for a formula.
                #expect(!text.contains("\"=Ask\"") || form == "json")
            }
        }
        #expect(
            await refusal { try await operation.reports.write(documents[0], to: "\(folder)/x.pdf") }
                == Refusal(.usage, at: "x.pdf"))
    }

    @Test func `a report that would name someone is not written`() async throws {
        _ = try await operation.actions.add(
            kind: .letter, title: "Write to Ana Lucía Quintanilla", owner: "Embassy", convening: nil, measure: nil,
            due: nil)
        let path = "\(folder)/r.html", document = try operation.reports.document(try await operation.reports.followUp())
        #expect(
            await refusal { try await operation.reports.write(document, to: path) }
                == Refusal(.notAllowed, at: "The most urgent, row 1, ac-*: export"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a resolution is taken back from all its measures`() async throws {
        for number in 1...3 {
            var draft = MeasureInput(
                reference: "MC-\(number)-20", state: try CountryCode(parsing: "HN"), title: "t",
                day: People.today.adding(days: -50))
            draft.stage = "requested"
            _ = try await operation.measures.add(draft)
        }
        let parts = (1...3).map { ResolutionInput.Part(measure: "MC-\($0)-20", decision: .grant) }
        let draft = ResolutionInput(reference: "Resolution 9/26", day: People.today.adding(days: -5), parts: parts)
        _ = try await operation.measures.resolve(draft)
        _ = try await operation.measures.resolve(
            ResolutionInput(
                reference: "Resolution 10/26", day: People.today, parts: [.init(measure: "MC-3-20", decision: .lift)]))
        // One of the three has a later step.
        #expect(
            await refusal { _ = try await operation.measures.takeBack("MC-1-20") }
                == Refusal(.notAllowed, at: "PM 3/20"))
        #expect(try await operation.measures.show("MC-1-20").isLive)
        #expect(try await operation.measures.takeBack("MC-3-20").map(\.measure.steps.last?.stage) == ["granted"])
        #expect(
            try await operation.measures.takeBack("MC-1-20").map(\.measure.steps.last?.stage) == [
                "requested", "requested", "requested",
            ])
        #expect(try await operation.measures.show("MC-2-20").measure.deadlines.isEmpty)
        // It can be noted again, rightly.
        #expect(try await operation.measures.resolve(draft).count == 3)
    }

    @Test func `what others may read names nobody`() async throws {
        var edit = MeasureEditInput()
        edit.publicTitle = "The case of Ana Lucía Quintanilla"
        _ = try await measure()
        #expect(
            await refusal { _ = try await operation.measures.edit("MC-204-17", edit) }
                == Refusal(.notAllowed, at: "public title"))
        #expect(
            await refusal { _ = try await addIncident(linkedWith: [], people: ["Quintanilla"]) }
                == Refusal(.notAllowed, at: "demo-ana"))
        _ = try await operation.actions.add(
            kind: .publicStatement, title: "Support Ana Lucía Quintanilla", owner: "Mission",
            from: ActionOrigin(measure: "MC-204-17"), ActionInput())
        #expect(
            await refusal {
                _ = try await operation.reports.board(case: nil, country: nil, missions: [], group: nil, isShared: true)
            } == Refusal(.notAllowed, at: "export"))
        #expect(
            try await operation.reports.board(case: nil, country: nil, missions: [], group: nil, isShared: false)
                .entries
                .count
                == 1)
    }

    @Test func `the calendar holds what is due`() async throws {
        _ = try await measure()
        _ = try await letter()
        _ = try await operation.actions.add(
            kind: .letter, title: "Write", owner: "Embassy", convening: nil, measure: nil, due: People.today)
        let path = "\(folder)/c.ics"
        #expect(try await operation.feeds.export(of: .all, hasTasks: true, to: path) == 3)
        let text = try String(contentsOfFile: path, encoding: .utf8).replacing("\r\n ", with: "")
        #expect(text.contains("SUMMARY:State reports on the measures: PM 204/17"))
        #expect(text.contains("DTSTART;VALUE=DATE:20260315"))
        #expect(text.contains("STATUS:NEEDS-ACTION"))
        // A letter that is not public yet has its id only.
        #expect(!text.contains("HND"))
        #expect(!text.contains("editor"))
    }
}
