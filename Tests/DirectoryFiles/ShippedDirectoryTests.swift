import Coordination
import DirectoryFiles
import Fixtures
import Foundation
import Installation
import Testing

@Suite struct ShippedDirectoryTests {
    let directory = Repository.directory

    @Test func `every file loads and every fact has its source`() throws {
        let mechanisms = try DirectoryReader.read("\(directory)/mechanisms").mechanisms
        #expect(mechanisms.count == 15)
        for mechanism in mechanisms {
            #expect(!mechanism.sources.isEmpty)
            for language in Language.shipped {
                #expect(mechanism.names[language.rawValue] != nil, "\(mechanism.id) \(language)")
            }
            for stage in mechanism.stages {
                for language in Language.shipped {
                    #expect(stage.names[language.rawValue] != nil, "\(mechanism.id) \(stage.id)")
                }
            }
            for deadline in mechanism.deadlines where !deadline.isConfirmed {
                #expect(deadline.source.hasPrefix("Unconfirmed"), "\(mechanism.id) \(deadline.id)")
            }
        }
        let organizations = try DirectoryReader.read("\(directory)/organizations").organizations
        #expect(Set(organizations.map(\.id)).count == organizations.count)
        #expect(organizations.allSatisfy { !$0.source.isEmpty && !$0.isDemonstration })
        #expect(
            Set(organizations.map(\.sector)).isSuperset(of: [
                .civilSociety, .multiStakeholderInitiative, .alliedGovernment, .developmentBank, .nationalContactPoint,
            ]))
    }

    @Test func `all signatories of the letter are there as printed`() throws {
        let names = try DirectoryReader.read("\(directory)/organizations/letter-2021.yaml").organizations.map(\.name)
        #expect(names.count == 80)
        guard let file = Repository.shared("data/letter-signatories.txt") else { return }
        let printed = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(names == printed.map(String.init))
    }

    @Test func `demonstration people are marked and on reserved domains`() throws {
        let contents = try DirectoryReader.read("\(directory)/demonstration")
        #expect(contents.contacts.count == 15)
        #expect(contents.contacts.allSatisfy { $0.isDemonstration })
        #expect(contents.organizations.allSatisfy { $0.isDemonstration && $0.name.hasSuffix("(demonstration)") })
        for contact in contents.contacts {
            if let email = contact.email { #expect(email.domain.hasSuffix(".example"), "\(contact.id)") }
        }
    }

    @Test func `every country has its calendar from 2026 to 2030`() throws {
        let facts = try CalendarFacts(folder: directory)
        #expect(facts.countryNames.count == 249)
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(directory)/holidays")
        #expect(files.count == 247)
        for file in files {
            let country = try CountryCode(parsing: String(file.prefix(2)))
            for day in try facts.calendar(of: country).holidays.keys { #expect((2026...2030).contains(day.year)) }
        }
        let honduras = try facts.calendar(of: CountryCode(parsing: "HN"))
        #expect(!honduras.isBusinessDay(try CalendarDay(parsing: "2026-09-15")))
        #expect(try facts.calendar(of: CountryCode(parsing: "EG")).weekend == [5, 6])
    }

    @Test(arguments: [
        // Weekend, days that are holidays, and days that are none.
        ("PS", [5, 6], [], ["2026-11-29", "2026-11-22"]),
        ("SY", [5, 6], ["2026-03-18", "2027-03-18"], ["2026-03-08", "2026-05-06", "2026-10-06", "2027-05-06"]),
        ("LK", [6, 7], ["2026-05-30", "2026-05-31"], ["2026-05-02"]),
    ])
    func `what laws and gazettes changed is shipped`(
        country: String, weekend: [Int], holidays: [String], workdays: [String]
    ) throws {
        let calendar = try CalendarFacts(folder: directory).calendar(of: CountryCode(parsing: country))
        #expect(calendar.weekend == Set(weekend))
        for day in holidays { #expect(calendar.holidays[try CalendarDay(parsing: day)] != nil, "\(day)") }
        for day in workdays { #expect(calendar.holidays[try CalendarDay(parsing: day)] == nil, "\(day)") }
    }

    @Test func `blueprints are whole in every language`() throws {
        let blueprints = try BlueprintFile.readAll(in: "\(Repository.templates)/convenings")
        #expect(
            blueprints.map(\.id.text) == [
                "company-dialogue", "consultation", "diplomatic-coordination", "embassy-roundtable",
                "measure-follow-up", "training",
            ])
        for blueprint in blueprints {
            // Nobody's address is shown to others unless the officer says so.
            #expect(blueprint.visibility != .open, "\(blueprint.id)")
            for language in Language.shipped {
                #expect(blueprint.titles[language.rawValue] != nil)
                #expect(blueprint.agenda[language.rawValue]?.count == blueprint.agenda["en"]?.count)
            }
        }
    }

    /// An independent computation over the same facts.
    @Test(.enabled(if: Repository.shared("data/business-days.tsv") != nil, "the shared table is not here"))
    func `business days agree with an independent count`() throws {
        let file = try #require(Repository.shared("data/business-days.tsv"))
        let facts = try CalendarFacts(folder: directory)
        var calendars: [CountryCode: CountryCalendar] = [:], checked = 0
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t").map(String.init)
            let country = try CountryCode(parsing: columns[0])
            let calendar = try calendars[country] ?? facts.calendar(of: country)
            calendars[country] = calendar
            let rule = DeadlineRule(
                id: "r", names: [:], trigger: "t", term: .businessDays(try #require(Int(columns[2]))), source: "",
                isConfirmed: true)
            let due = rule.due(from: try CalendarDay(parsing: columns[1]), isBusinessDay: calendar.isBusinessDay)
            #expect(due?.description == columns[3], "\(line)")
            checked += 1
        }
        #expect(checked >= 5000)
    }
}
