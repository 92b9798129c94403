import Coordination
import Fixtures
import Testing

@Suite struct BoardTests {
    private func measure(points: [String]) throws -> Measure {
        let mechanism = try Bodies.commission()
        return try Measure(
            id: Identifier(trusted: "me-1"), mechanism: mechanism,
            reference: ReferenceReader(mechanisms: [mechanism], countries: []).read("MC-1-20"),
            state: CountryCode(parsing: "HN"), title: "The editor", publicTitle: "Press", points: points,
            first: .init(stage: "granted", day: People.today, document: nil))
    }

    private func action(_ number: Int, _ kind: ActionKind, _ owner: String, point: Int? = 1) throws -> Action {
        try Action(
            id: Identifier(trusted: "ac-\(number)"), kind: kind, title: "Title \(number)", owner: owner,
            measure: Identifier(trusted: "me-1"), point: point)
    }

    @Test func `what is done twice and what by nobody is named`() throws {
        let measure = try measure(points: ["protect", "agree", "report"])
        var done = try action(3, .noteVerbale, "Northland")
        try done.act(on: People.today.adding(days: -40), evidence: "x")
        var declined = try action(4, .trialObservation, "Southland", point: 2)
        try declined.close(as: .declined, because: "no staff", on: People.today)
        var dropped = try action(6, .award, "Farland", point: 3)
        try dropped.close(as: .dropped, because: "not wanted", on: People.today)
        let board = Board(
            actions: [
                try action(1, .demarche, "Northland"), try action(2, .demarche, "Eastland"), done, declined,
                try action(5, .noteVerbale, "Eastland"), dropped,
            ], measures: [measure], live: [measure.id], missions: ["Northland", "EASTLAND", "Westland", "Farland"],
            on: People.today, isShared: false)
        #expect(board.entries.count == 5)
        // Two démarches on one point; the note verbale of forty days ago is no overlap with a new one.
        #expect(board.overlaps.map(\.kind) == [.demarche])
        #expect(board.overlaps[0].missions == ["Eastland", "Northland"])
        // What was only declined is done by nobody.
        #expect(board.gaps.map(\.point) == [2, 3])
        #expect(board.gaps[0].text == "agree")
        #expect(board.idle == ["Farland", "Westland"])
    }

    @Test func `a joint action is not an overlap`() throws {
        let measure = try measure(points: ["protect"])
        var joint = try action(1, .jointDemarche, "Northland")
        joint.joining = ["Eastland"]
        let board = Board(
            actions: [joint], measures: [measure], live: [measure.id], missions: ["Eastland"], on: People.today,
            isShared: false)
        #expect(board.overlaps.isEmpty)
        #expect(board.gaps.isEmpty)
        #expect(board.idle.isEmpty)
    }

    @Test func `a letter that is not public is not hinted at in what is shared`() throws {
        var letter = try measure(points: ["protect"])
        letter.letter = Letter(kind: .urgentAppeal, mandates: ["un-sr-defenders"], addressee: .state)
        letter.publicTitle = nil
        func board(_ isShared: Bool) throws -> Board {
            Board(
                actions: [try action(1, .demarche, "Northland", point: nil)], measures: [letter], live: [letter.id],
                missions: [], on: People.today, isShared: isShared)
        }
        #expect(try board(true).gaps.isEmpty)
        #expect(try board(true).entries.isEmpty)
        #expect(try board(false).gaps.map(\.point) == [1])
        #expect(try board(false).entries.map(\.about) == ["PM 1/20, The editor"])
    }

    @Test func `what is shared holds no notes, ids, quiet titles or what is kept`() throws {
        let measure = try measure(points: ["protect the editor", "agree"])
        var quiet = try action(1, .demarche, "Northland"), kept = try action(2, .letter, "Eastland")
        quiet.note = "the minister is nervous"
        kept.isShared = false
        let open = try action(3, .publicStatement, "Northland")
        let board = Board(
            actions: [quiet, kept, open], measures: [measure], live: [measure.id], missions: [], on: People.today,
            isShared: true)
        #expect(board.entries.map(\.kind) == [.demarche, .publicStatement])
        #expect(board.entries.map(\.title) == [nil, "Title 3"])
        let text = "\(board)"
        for secret in ["nervous", "ac-1", "The editor", "protect the editor", "Eastland", "Title 1"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(board.gaps.map(\.point) == [2])
        #expect(board.entries[0].about == "PM 1/20, Press")
        var hidden = try action(4, .letter, "Eastland", point: 2)
        hidden.isShared = false
        let full = Board(
            actions: [quiet, hidden], measures: [measure], live: [measure.id], missions: [], on: People.today,
            isShared: true)
        #expect(full.gaps.isEmpty)
        #expect(full.entries.count == 1)
    }
}
