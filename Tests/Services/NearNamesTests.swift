import Coordination
import Fixtures
import Foundation
import Testing

@testable import ConveningService
@testable import Installation

@Suite struct NearNamesTests {
    private typealias Person = (contact: Contact, organization: Organization?)

    private static func people(_ sample: ScriptSample) throws -> [Person] {
        try zip(sample.names.indices, sample.names).map { place, name in
            let organization = try Organization(
                id: Identifier(parsing: "org-\(place)"), name: sample.organizations[place], sector: .civilSociety,
                country: CountryCode(parsing: "HN"), source: "x")
            var contact = try Contact(
                id: Identifier(parsing: "ct-\(place)"), name: name, country: CountryCode(parsing: "HN"),
                zone: ZoneName(parsing: "UTC"), languages: [], channels: [])
            contact.pseudonym = sample.pseudonyms[place]
            contact.organization = organization.id
            return (contact, organization)
        }
    }

    /// Puts words between two sentences, where the script puts them.
    private static func text(_ words: String, _ sample: ScriptSample, _ random: inout SeededGenerator) -> String {
        let one = sample.sentences.randomElement(using: &random) ?? "",
            other = sample.sentences.randomElement(using: &random) ?? ""
        guard ["Thai", "Han", "Kana"].contains(sample.script) else {
            let parts = one.split(separator: " ")
            let place = Int.random(in: 1..<parts.count, using: &random)
            return (parts[..<place] + [Substring(words)] + parts[place...]).joined(separator: " ") + " " + other
        }
        let letters = Array(one), place = Int.random(in: 1..<letters.count - 1, using: &random)
        return String(letters[..<place]) + words + String(letters[place...]) + other
    }

    /// One letter but the first left out, doubled, exchanged with the next, or put in the place of another.
    private static func misspelled(_ word: String, _ random: inout SeededGenerator) -> String {
        var letters = Array(word)
        let place = Int.random(in: 1..<letters.count - 1, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        case 2: letters.swapAt(place, place + 1)
        default: letters[place] = letters[place == 1 ? 2 : 1]
        }
        return String(letters)
    }

    @Test func `what names a person almost is found, and ordinary words ask nothing`() throws {
        var random = SeededGenerator(seed: 20_261_128)
        var planted: [String: (found: Int, all: Int)] = [:], whole = (found: 0, all: 0), clean = (asked: 0, all: 0)
        var missed: [String] = []
        func plant(_ kind: String, _ isFound: Bool, _ what: @autoclosure () -> String) {
            planted[kind, default: (0, 0)].all += 1
            planted[kind, default: (0, 0)].found += isFound ? 1 : 0
            if !isFound { missed.append("\(kind): \(what())") }
        }
        for sample in ScriptSample.all {
            let people = try Self.people(sample)
            let names = NearNames(people, latin: Operation.inLatinLetters)
            let hidden = HiddenPeople(
                people.map(\.contact), organizations: HiddenOrganizations(people.compactMap(\.organization)))
            for _ in 0..<30 {
                let text = Self.text("", sample, &random)
                clean.all += 1
                if !names.findings(in: [text]).isEmpty {
                    clean.asked += 1
                    missed.append("clean: \(text) \(names.findings(in: [text]))")
                }
            }
            for round in 0..<42 {
                for (place, person) in people.enumerated() {
                    let parts = TextWordProbe.parts(person.contact.name)
                    let part = parts[round % parts.count]
                    func finds(_ words: String) -> Bool {
                        names.findings(in: [Self.text(words, sample, &random)]).contains {
                            $0.contact == person.contact.id
                        }
                    }
                    switch round % 6 {
                    case 0:
                        whole.all += 2
                        let name = Self.text(person.contact.name, sample, &random)
                        if hidden.firstDisclosed(in: name) == person.contact.id {
                            whole.found += 1
                        } else {
                            missed.append("whole: \(name)")
                        }
                        let organization = Self.text(sample.organizations[place], sample, &random)
                        if hidden.organizations.first(in: organization) != nil {
                            whole.found += 1
                        } else {
                            missed.append("whole: \(organization)")
                        }
                    case 1: plant("part", finds(part), "\(sample.script) \(part)")
                    case 2:
                        plant(
                            "pseudonym", finds(sample.pseudonyms[place]), "\(sample.script) \(sample.pseudonyms[place])"
                        )
                    case 3:
                        guard part.count >= 5, !["Han", "Kana", "Hangul"].contains(sample.script) else { continue }
                        let wrong = Self.misspelled(part, &random)
                        plant("spelling", finds(wrong), "\(sample.script) \(part) \(wrong)")
                    case 4:
                        let words = sample.elsewhere[place].components(separatedBy: " ").filter { $0.count > 3 }
                        guard let word = words.randomElement(using: &random) else { continue }
                        let text =
                            sample.script == "Latin"
                            ? "Из-за того что \(word) не может приехать, встреча переносится."
                            : "Because \(word) cannot travel, we meet later."
                        plant(
                            "alphabet", names.findings(in: [text]).contains { $0.contact == person.contact.id },
                            "\(sample.script) \(person.contact.name) \(word)")
                    default:
                        let words = sample.organizations[place].split(separator: " ")
                        guard words.count >= 3 else { continue }
                        let some = words.suffix(2).joined(separator: " ")
                        plant("organization", finds(some), "\(sample.script) \(some)")
                    }
                }
            }
        }
        // What the shipped mails say names nobody, in four languages.
        let latin = NearNames(try Self.people(ScriptSample.all[0]), latin: Operation.inLatinLetters)
        for language in Language.shipped {
            for name in ["invitation", "update", "cancellation", "reminder", "follow-up"] {
                let path = "\(Repository.templates)/\(language)/\(name).mustache"
                for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
                where line.count > 30 && !line.contains("{{%") {
                    clean.all += 1
                    let found = latin.findings(in: [String(line)])
                    if !found.isEmpty {
                        clean.asked += 1
                        missed.append("clean: \(line) \(found)")
                    }
                }
            }
        }
        let all = planted.values.reduce(0) { $0 + $1.all }, found = planted.values.reduce(0) { $0 + $1.found }
        print("near names: whole \(whole), clean \(clean), planted \(found) of \(all): \(planted)")
        if ProcessInfo.processInfo.environment["CONVOKE_SHOW"] != nil { missed.forEach { print("missed", $0) } }
        #expect(whole.found == whole.all)
        #expect(Double(found) >= 0.95 * Double(all))
        #expect(Double(clean.asked) <= 0.02 * Double(clean.all))
    }
}

/// The parts of a name that stand alone.
private enum TextWordProbe {
    static func parts(_ name: String) -> [String] {
        let words = name.split(separator: " ").map(String.init)
        return words.count > 1 ? words : [String(name.suffix(2))]
    }
}
