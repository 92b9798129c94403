import Coordination
import Fixtures
import Foundation
import Testing

@testable import Storage

/// Whom a text names is found by the index: the same people as by looking at everyone.
@Suite struct NamedRecordsTests {
    private static let given = [
        "Ana", "José", "María Fernanda", "Lê", "Øystein", "Zoë", "Ixchel", "李", "สมชาย", "Анна", "Straße", "O'Neil",
    ]
    private static let family = [
        "Paz", "de la Cruz", "Ibáñez", "da Silva", "Quintanilla", "An", "Müller", "小明", "ใจดี", "Иванова",
        "van der Berg",
        "Bartholomew",
    ]
    private static let between = [" ", ", ", "\n", " de ", " met ", "-", "", "’", " and then ", " (", "://"]

    private static func person(_ number: Int, _ random: inout SeededGenerator) throws -> Contact {
        let one = given.randomElement(using: &random) ?? "", other = family.randomElement(using: &random) ?? ""
        let name: String
        switch number % 6 {
        case 0: name = "\(one) \(other) \(family.randomElement(using: &random) ?? "")"
        case 1: name = "\(one)\(other)"
        case 2: name = other
        default: name = "\(one) \(other)"
        }
        var contact = try People.contact("p\(number)", name: name, email: "p\(number)@host\(number % 7).example")
        if number % 3 == 0 {
            contact.channels.append(SafeChannel(kind: .signal, address: "+504 \(9_000_000 + number * 7919)"))
        }
        if number % 11 == 0 { contact.channels.append(SafeChannel(kind: .phone, address: "٩٨٧٦٥٤\(number)")) }
        if number % 5 == 0 { contact.otherNames = ["\(one) \(given.randomElement(using: &random) ?? "")"] }
        return contact
    }

    /// Pieces of names, addresses and numbers, and ordinary words, in any order.
    private static func text(_ people: [Contact], _ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...12, using: &random)).map { _ -> String in
            let person = people.randomElement(using: &random)
            let piece: String
            switch Int.random(in: 0..<8, using: &random) {
            case 0: piece = person?.name ?? ""
            case 1: piece = person?.name.split(separator: " ").reversed().joined(separator: " ") ?? ""
            case 2: piece = person?.name.uppercased() ?? ""
            case 3: piece = person?.channels.randomElement(using: &random)?.address ?? ""
            case 4: piece = given.randomElement(using: &random) ?? ""
            case 5: piece = family.randomElement(using: &random) ?? ""
            case 6: piece = person?.name.decomposedStringWithCanonicalMapping ?? ""
            default: piece = ["the river", "meeting 2026", "a plan", "12 families"].randomElement(using: &random) ?? ""
            }
            return piece + (between.randomElement(using: &random) ?? " ")
        }.joined()
    }

    @Test func `ten thousand random texts name the same people by the index as by a full scan`() async throws {
        let test = try await TestStore(.sqlite)
        var random = SeededGenerator(seed: 20_261_127)
        var people: [Contact] = []
        for number in 0..<160 { people.append(try Self.person(number, &random)) }
        let stored = people
        try await test.store.write(by: .test) { records in
            for contact in stored { _ = try records.contacts.save(contact) }
        }
        let everyone = try await test.store.read { try $0.contacts.all() }
        let all = HiddenPeople(everyone)
        var texts: [String] = []
        for _ in 0..<10_000 { texts.append(Self.text(people, &random)) }
        let cases = texts
        let (findings, opened) = try await test.store.read { records in
            var findings = 0, opened = 0
            for (number, text) in cases.enumerated() {
                let named = try records.names.people(namedIn: text)
                let recipient = number % 3 == 0 ? everyone[number % everyone.count] : nil
                let wanted = all.firstDisclosed(in: text, to: recipient)
                let found = HiddenPeople(named).firstDisclosed(in: text, to: recipient)
                guard found == wanted else {
                    throw Difference(text: text, wanted: wanted?.text, found: found?.text)
                }
                findings += wanted == nil ? 0 : 1
                opened += named.count
            }
            return (findings, opened)
        }
        #expect(findings > 3_000 && findings < 9_900, "findings \(findings)")
        // Those who are opened are few of those there are.
        #expect(opened < 10_000 * everyone.count / 4, "\(opened)")
    }

    private struct Difference: Error {
        let text: String
        let wanted: String?
        let found: String?
    }

    @Test(arguments: EngineKind.here) func `an organization is found by any of its names`(kind: EngineKind) async throws
    {
        let test = try await TestStore(kind)
        let names = ["Straßenbund (SB)", "Asociación Río Vivo", "L'Œuvre", "River Council of the North"]
        try await test.store.write(by: .test) { records in
            for (number, name) in names.enumerated() {
                _ = try records.organizations.save(
                    Organization(
                        id: Identifier(trusted: "o\(number)"), name: name, sector: .civilSociety, source: "test"))
            }
        }
        for (text, id) in [
            ("the strassenbund said", "o0"), ("ASOCIACION RIO VIVO", "o1"), ("for l’oeuvre,", "o2"),
            ("River council of the north", "o3"),
        ] {
            let found = try await test.store.read { try $0.names.organizations(namedIn: text).map(\.id.text) }
            #expect(found.contains(id), "\(text)")
        }
        #expect(try await test.store.read { try $0.names.organizations(namedIn: "nothing of them") }.isEmpty)
    }
}
