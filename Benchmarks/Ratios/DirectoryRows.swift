import ConveningService
import Coordination
import DirectoryFiles
import FollowUpService
import Foundation
import Installation
import PeopleService
import Storage

/// A directory of 100,000 people of 10,000 organizations: how long an officer waits for a search and for a suggested list.
enum DirectoryRows {
    private static let people = 100_000
    static let now = Instant(seconds: 1_772_712_000)

    /// A home with so many people, a tenth as many organizations, and a year of convenings.
    static func home(_ path: String, people: Int) async throws -> BenchHome {
        let place = try await BenchHome(path)
        try await fill(try await place.store(), people: people, organizations: people / 10)
        return place
    }

    static func measure(folder: String, program: String) async throws -> [Row] {
        let place = try await home("\(folder)/directory", people: people)
        let clock = Clock { now }
        let operation = try await place.operation(clock)
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "T", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: nil)
        func name(_ number: Int) -> (String, String) {
            (
                StoreRows.given[number % StoreRows.given.count], StoreRows.family[number * 7 % StoreRows.family.count]
            )
        }
        let whole = try await StoreRows.median { number in
            let (given, family) = name(number)
            guard try await !operation.directory.search(DirectoryQuery(text: "\(given) \(family)"), limit: 50).isEmpty
            else {
                throw BenchFailure(what: "nobody was found by name")
            }
        }
        let traits = try await StoreRows.median { number in
            let (given, family) = name(number)
            let query = DirectoryQuery(
                text: "\(given.prefix(3)) \(family.prefix(3))", country: place.officer.country,
                theme: "theme \(number % 12)",
                language: .spanish)
            _ = try await operation.directory.search(query, limit: 50)
        }
        let typo = try await StoreRows.median { number in
            let (given, family) = name(number)
            let wrong =
                String(family.dropFirst().dropFirst()).isEmpty ? family : "\(family.prefix(2))x\(family.dropFirst(3))"
            guard try await !operation.directory.search(DirectoryQuery(text: "\(given) \(wrong)"), limit: 50).isEmpty
            else {
                throw BenchFailure(what: "nobody was found with a typo: \(given) \(wrong)")
            }
        }
        let suggestion = try await StoreRows.median(21) { _ in
            let view = try await operation.invitees.suggest(for: convening.id, size: 16)
            guard view.people.count == 16, view.shortages.isEmpty else { throw BenchFailure(what: "too few suggested") }
        }
        let small = try await home("\(folder)/small-directory", people: 2_000)
        let commands = try await CommandRows.measure(program: program, small: small, large: place)
        return [
            Row(name: "search a name among \(people)", unit: "ms", ours: whole, reference: 30, goal: .atMost(30)),
            Row(
                name: "search by name and three traits among \(people)", unit: "ms", ours: traits, reference: 30,
                goal: .atMost(30)),
            Row(
                name: "search a name with a typo among \(people)", unit: "ms", ours: typo, reference: 30,
                goal: .atMost(30)),
            Row(
                name: "suggest 16 invitees from \(people)", unit: "ms", ours: suggestion, reference: 300,
                goal: .atMost(300)),
        ] + commands
    }

    private static func fill(_ store: Store, people: Int, organizations: Int) async throws {
        try await store.write(by: AuditStamp(BenchHome.actor, at: now)) { records in
            for number in 0..<organizations { _ = try records.organizations.save(organization(number)) }
        }
        try await store.write(by: AuditStamp(BenchHome.actor, at: now)) { records in
            for number in 0..<people { _ = try records.contacts.save(person(number, organizations)) }
        }
        // Two thousand people were asked to forty convenings of the past year.
        try await store.write(by: AuditStamp(BenchHome.actor, at: now)) { records in
            for number in 0..<40 {
                let id = Convening.ID(trusted: "cv-\(number)")
                let blueprint = Blueprint(
                    id: Identifier(trusted: "embassy-roundtable"), titles: ["en": "T"], purpose: "", minutes: 60,
                    visibility: .discreet, attribution: .chathamHouse, tlp: .amber, quorum: Quorum(), agenda: [:],
                    noticeDays: 0)
                var convening = try Convening(
                    id: id, blueprint: blueprint, title: "T", zone: .utc, firstDay: CalendarDay(number: 20_200),
                    lastDay: CalendarDay(number: 20_500), venue: nil, link: nil)
                let start = now.adding(.seconds(-86_400 * (number + 3) * 7)), before = start.adding(.seconds(-86_400))
                try convening.book(start, now: before)
                _ = try convening.invite(now: before)
                try convening.close(now: now, shownAs: "")
                try records.convenings.insert(convening, at: now)
                for place in 0..<50 {
                    let contact = (number * 50 + place) * 17 % people
                    try records.invitations.insert(
                        Invitation(
                            id: Identifier(trusted: "iv-\(number)-\(place)"), convening: id,
                            contact: Identifier(trusted: "ct-\(contact)"), uid: "\(number)-\(place)", state: .accepted,
                            sentSequence: 0))
                }
            }
        }
    }

    private static func organization(_ number: Int) throws -> Organization {
        let sectors: [Sector] = [.civilSociety, .civilSociety, .civilSociety, .business, .media, .alliedGovernment]
        return Organization(
            id: Identifier(trusted: "org-\(number)"),
            name: "\(StoreRows.family[number % StoreRows.family.count]) council \(number)",
            sector: sectors[number % sectors.count], country: try CountryCode(parsing: "HN"),
            reach: Reach.allCases[number / 7 % Reach.allCases.count],
            size: OrganizationSize.allCases[number / 3 % 3], region: "Region \(number % 18)",
            isHostFunded: number % 5 == 0, themes: ["theme \(number % 12)"],
            populations: number % 3 == 0 ? ["population \(number % 9)"] : [], source: "bench")
    }

    private static func person(_ number: Int, _ organizations: Int) throws -> Contact {
        let given = StoreRows.given[number % StoreRows.given.count]
        let family = StoreRows.family[number * 7 % StoreRows.family.count]
        let third = StoreRows.family[number / 60 % StoreRows.family.count]
        let languages: [Language] = [.spanish, .spanish, .spanish, .english, .french]
        return Contact(
            id: Identifier(trusted: "ct-\(number)"), name: "\(given) \(family) \(third)",
            organization: Identifier(trusted: "org-\(number % organizations)"), country: try CountryCode(parsing: "HN"),
            zone: .utc, languages: [languages[number / 11 % languages.count]],
            channels: [SafeChannel(kind: .email, address: "p\(number)@example.org")],
            consents: [
                Consent(
                    purpose: .invite, channel: .email, evidence: "in person", given: CalendarDay(number: 20_000))
            ])
    }
}
