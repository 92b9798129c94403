import Coordination
import Fixtures
import Testing

@Suite struct DirectoryTests {
    private func like(_ one: String, _ other: String, sameMail: Bool = false, organization: Bool = false) throws
        -> Likeness
    {
        var left = try People.contact("one", name: one), right = try People.contact("two", name: other)
        if sameMail { right.channels = left.channels }
        if organization {
            left.organization = Organization.ID(trusted: "o")
            right.organization = left.organization
        }
        return Likeness(left, right)
    }

    @Test func `likeness says how much and why`() throws {
        #expect(try like("Ana Lucía Paz", "PAZ, Ana Lucia").reasons == ["same words of a name in another order"])
        // A surname that is there twice is not in a name that has it once.
        #expect(try like("Óscar Álvarez Álvarez", "Óscar Álvarez Hernández").score < Likeness.suspicious)
        #expect(try like("Ana Lucía Paz", "Ana Lucia Paz").reasons == ["same name"])
        #expect(try like("Ana Lucía Paz", "Ana Paz").reasons == ["one name holds the other"])
        #expect(try like("Marisol Banegas", "Marisol Vanegas", organization: true).score >= Likeness.suspicious)
        #expect(try like("M. Banegas", "Marisol Banegas").reasons == ["same name but for an initial"])
        #expect(try like("Rosa Paz", "Tomás Erazo").score == 0)
        #expect(try like("Rosa Paz", "Tomás Erazo", sameMail: true).score == 50)
        #expect(try like("Ana", "Ana Paz").score < Likeness.suspicious)
    }

    @Test func `a position ends the day before the next begins`() throws {
        var contact = try People.contact("ana")
        try contact.move(to: Organization.ID(trusted: "one"), as: "Lawyer", on: People.today.adding(days: -30))
        #expect(contact.otherPositions.isEmpty)
        try contact.move(to: Organization.ID(trusted: "two"), as: "Director", on: People.today)
        #expect(contact.position == "Director")
        #expect(contact.otherPositions.map(\.until) == [People.today.adding(days: -1)])
        #expect(refusal { try contact.move(to: nil, as: nil, on: People.today) } == Refusal(.badData, at: "ana"))
    }

    private func designation(_ name: String, _ since: Int, until: Int? = nil, role: Designation.Role = .officer) throws
        -> Designation
    {
        Designation(
            role: role, name: name, address: try EmailAddress(parsing: "hr@mission.example"),
            since: People.today.adding(days: since), until: until.map { People.today.adding(days: $0) })
    }

    @Test func `a new officer ends the time of the one before and deputies stay`() throws {
        var post = Post(
            id: Identifier(trusted: "embassy"), name: "Embassy", country: try CountryCode(parsing: "HN"), source: "test"
        )
        try post.designate(try designation("First", -100))
        try post.designate(try designation("Deputy", -50, role: .deputy))
        try post.designate(try designation("Second", 10))
        #expect(post.designated(on: People.today).map(\.name) == ["First", "Deputy"])
        #expect(post.designated(on: People.today.adding(days: 10)).map(\.name) == ["Second", "Deputy"])
        #expect(refusal { try post.designate(try designation("Earlier", -200)) } == Refusal(.badData, at: "embassy"))
        try post.designate(try designation("Second, mended", 10))
        #expect(post.designations.map(\.name) == ["First", "Deputy", "Second, mended"])
        #expect(
            refusal { try post.designate(try designation("Wrong", 20, until: 19)) } == Refusal(.badData, at: "embassy"))
    }

    @Test func `small numbers and those that would give them away are not shown`() {
        var invited = Balance(), directory = Balance()
        func add(_ sector: String, _ count: Int, _ balance: inout Balance) {
            balance.add([(.sector, [sector])], people: count, newcomers: 0)
        }
        add("civil-society", 9, &invited)
        add("business", 4, &invited)
        add("media", 1, &invited)
        add("academia", 1, &invited)
        for sector in ["civil-society", "business", "media", "academia", "national-institution"] {
            add(sector, 20, &directory)
        }
        let report = BalanceReport(of: invited, directory: directory, smallest: 3)
        let cells = Dictionary(uniqueKeysWithValues: report.tables[0].cells.map { ($0.value, $0.invited) })
        #expect(cells["civil-society"] == .some(9))
        // That both are one would follow from their sum, so business is hidden, too; in the order of names, which tells nothing.
        for sector in ["academia", "business", "media"] { #expect(cells[sector] == .some(nil)) }
        #expect(cells["national-institution"] == .some(0))
        #expect(
            report.tables[0].cells.map(\.value) == [
                "civil-society", "academia", "business", "media", "national-institution",
            ])
        #expect(report.tables[0].missing == ["national-institution"])
        #expect(report.people == 15)
    }

    @Test func `what is not known of a list is not said to be missing`() throws {
        func balance(_ reaches: [Reach?]) throws -> Balance {
            Balance(
                of: try reaches.enumerated().map { number, reach in
                    var organization = try Organization(
                        id: Identifier(parsing: "org-\(number)"), name: "Org \(number)", sector: .civilSociety,
                        source: "x")
                    organization.reach = reach
                    return InviteList.Entry(
                        contact: try People.contact("c\(number)"), organization: organization, exclusion: nil)
                })
        }
        #expect(try balance([.capital, .capital]).warnings.contains(.outside))
        #expect(try balance([.capital, nil]).warnings.contains(.outsideAsFarAsKnown))
        #expect(try balance([nil, nil]).warnings.isEmpty)
        #expect(try balance([.capital, .regional]).warnings.isEmpty)
    }

    @Test func `a suggestion fills the quorum first and then who was not heard`() {
        typealias Value = Suggestion.Value
        let values = [
            Value(facet: .reach, name: "capital", directory: 50, invited: 40),
            Value(facet: .reach, name: "regional-or-rural", directory: 50, invited: 0),
            Value(facet: .language, name: "es", directory: 100, invited: 40),
        ]
        func candidate(_ name: String, _ sector: Sector, _ values: [Int]) -> Suggestion.Candidate {
            .init(organization: Organization.ID(trusted: name), sector: sector, values: values, people: 2, fresh: 2)
        }
        var suggestion = Suggestion(
            candidates: [
                candidate("capital", .civilSociety, [0, 2]), candidate("rural", .civilSociety, [1, 2]),
                candidate("company", .business, [0, 2]),
            ], values: values, needs: [.business: 1])
        let first = suggestion.next()
        #expect(first?.candidate == 2)
        #expect(first?.reasons.first == "the quorum needs business")
        let second = suggestion.next()
        #expect(second?.candidate == 1)
        #expect(second?.reasons.contains("nobody asked or listed yet from reach regional-or-rural") == true)
        // Another organization comes before a second person of one that is there.
        #expect(suggestion.next()?.candidate == 0)
        var all: [Int] = []
        while let choice = suggestion.next() { all.append(choice.candidate) }
        #expect(all.count == 3)
    }
}
