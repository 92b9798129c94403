import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import ReportService

/// Reports, mails and pages in the reader's language, with nothing of another in them.
@Suite struct LanguageTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }

    init() async throws { installation = try await TestInstallation() }

    /// Words and names that only the texts of a language have, of at least five letters.
    private func foreignWords(in language: Language) async throws -> [String] {
        func words(_ language: Language) throws -> [String: String] {
            let text = try String(contentsOfFile: "\(Repository.templates)/\(language)/words.tsv", encoding: .utf8)
            return Dictionary(
                text.split(separator: "\n").compactMap { line in
                    let columns = line.split(separator: "\t").map(String.init)
                    return columns.count == 2 ? (columns[0], columns[1]) : nil
                }
            ) { $1 }
        }
        let english = try words(.english), own = try words(language), all = Set(own.values.map { $0.lowercased() })
        let mechanisms = try await operation.read { try $0.mechanisms.all() }
        let names = mechanisms.flatMap { mechanism in
            ([mechanism.names] + mechanism.stages.map(\.names) + mechanism.deadlines.map(\.names)).flatMap { names in
                names[language.rawValue] == names["en"] ? [] : [names["en"]].compactMap { $0 }
            }
        }
        let codes = english.keys.filter { $0.contains("-") }
        return (english.filter { own[$0.key] != $0.value }.values.map { $0.replacing(" %", with: "") } + names + codes)
            .filter {
                $0.count >= 5 && !$0.contains("%") && !all.contains { [text = $0.lowercased()] in $0.contains(text) }
            }
    }

    /// A case with every kind of entry, in which nothing is written by people but numbers.
    private func busyCase() async throws {
        var draft = MeasureInput(
            reference: "MC-204-17", state: try CountryCode(parsing: "HN"), title: "100",
            day: People.today.adding(days: -80))
        draft.points = ["101", "102"]
        let measure = try await operation.measures.add(draft).measure
        _ = try await operation.measures.resolve(
            ResolutionInput(
                reference: "Resolución 12/2018", day: People.today.adding(days: -70),
                parts: [.init(measure: "MC-204-17", decision: .followUp)]))
        for kind in Measure.Event.Kind.allCases {
            _ = try await operation.measures.recordEvent(
                .init(kind: kind, day: People.today.adding(days: -60), note: "103", document: nil), under: "MC-204-17")
        }
        for state in [Measure.Point.State.partly, .breached, .met] {
            _ = try await operation.measures.findPoint(
                1, of: "MC-204-17", state: state, evidence: "104", on: People.today.adding(days: -50))
        }
        for (number, kind) in ActionKind.allCases.enumerated() {
            let action = try await operation.actions.add(
                kind: kind, title: "105", owner: number.isMultiple(of: 2) ? "106" : "107", convening: nil,
                measure: measure.id, due: number.isMultiple(of: 3) ? People.today.adding(days: -3) : nil)
            switch number % 4 {
            case 0: _ = try await operation.actions.close(action.id, as: .declined, because: "108")
            case 1: _ = try await operation.actions.close(action.id, as: .dropped, because: "109")
            default: break
            }
        }
    }

    @Test(arguments: Language.shipped.filter { $0 != .english })
    func `a report holds no word of another language`(language: Language) async throws {
        try await busyCase()
        let convening = try await installation.invitedRoundtable()
        let foreign = try await foreignWords(in: language)
        #expect(foreign.count > 100)
        let reports = operation.reports
        var documents: [ReportDocument] = []
        for subject in ["MC-204-17", convening.text, "demo-ana"] {
            let entries = try await operation.timelines.timeline(of: subject, in: language)
            #expect(!entries.isEmpty)
            documents.append(try reports.document(entries, of: "1", in: language))
        }
        documents += [
            try reports.document(try await reports.followUp(in: language), in: language),
            try reports.document(try await reports.duties(from: nil, through: nil, in: language), in: language),
            try reports.document(
                try await reports.board(
                    case: nil, country: nil, missions: ["110"], group: nil, isShared: false, in: language),
                isShared: false, in: language),
        ]
        for document in documents {
            #expect(!document.words.contains("PM 204/17") && !document.words.contains("Resolution"))
            for line in document.words.split(separator: "\n") where !line.contains("demonstration") {
                for word in foreign where Self.holds(line.lowercased(), word.lowercased()) {
                    Issue.record("'\(word)' in '\(line)'")
                }
            }
        }
        #expect(documents[0].words.contains("MC 204/17"))
    }

    @Test(arguments: ["Embassy of Northland", "the embassy of northland", "Embajada de Northland", "Ambassade du Nord"])
    func `the mission is one owner in whatever language it is named`(written: String) async throws {
        let other = try await TestInstallation(
            post: "Embajada de Northland", names: ["en": "the Embassy of Northland", "fr": "l'Ambassade du Nord"])
        let action = try await other.operation.actions.add(
            kind: .letter, title: "1", owner: written, convening: nil, measure: nil, due: nil)
        #expect(action.owner == "Embajada de Northland")
        let board = try await other.operation.reports.board(
            case: nil, country: nil, missions: [written, "Eastland"], group: nil, isShared: false)
        #expect(board.idle == ["Eastland"])
    }

    @Test(arguments: [
        ("HN", [], "es"), ("BR", [], "pt"), ("SN", [], "fr"), ("HN", ["miq"], "es"), ("HN", ["en"], "en"),
    ])
    func `whoever has no language that mails are written in gets that of the country, else the officer's`(
        country: String, languages: [String], expected: String
    ) async throws {
        let person = try Contact(
            id: Identifier(parsing: "ct-x"), name: "X", country: CountryCode(parsing: country),
            zone: ZoneName(parsing: "UTC"), languages: languages.map(Language.init(parsing:)), channels: [])
        #expect(operation.language(of: person).rawValue == expected)
    }

    @Test func `a mail begins with the mission by its name and article in the reader's language`() async throws {
        let other = try await TestInstallation(
            post: "Embajada de Northland", names: ["en": "the Embassy of Northland", "fr": "l'Ambassade du Nord"])
        let people = ["demo-ana", "demo-claire", "demo-grant", "demo-beatriz"].map { Contact.ID(trusted: $0) }
        let id = try await other.convening(people: people)
        let mails = try await other.operation.invitations.preview(to: id).recipients
        let starts = [
            "es": "La Embajada de Northland quisiera", "en": "The Embassy of Northland would",
            "fr": "L'Ambassade du Nord souhaite", "pt": "Embajada de Northland gostaria",
        ]
        #expect(Set(mails.map(\.language.rawValue)) == Set(starts.keys))
        for mail in mails { #expect(mail.text.contains(starts[mail.language.rawValue] ?? "-"), "\(mail.language)") }
    }

    private static func holds(_ text: String, _ word: String) -> Bool {
        guard let range = text.range(of: word) else { return false }
        let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
        let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
        return !before.isLetter && !after.isLetter
    }
}
