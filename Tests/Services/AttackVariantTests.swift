import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import CustodyService
@testable import Installation
@testable import PeopleService
@testable import StatementService

/// Ways to write somebody so that a person still reads the name, the address or the number, and a program might not: in every place where
/// texts leave, none of them gets through.
@Suite struct AttackVariantTests {
    let installation: TestInstallation, folder: TemporaryFolder
    var operation: Operation { installation.operation }
    private let name = "Berta Navas", address = "berta.navas@one.example", number = "+504 9876 5432"

    init() async throws {
        installation = try await TestInstallation()
        folder = try TemporaryFolder()
        var berta = try People.contact("ct-berta", name: name, email: address)
        berta.channels.append(SafeChannel(kind: .phone, address: number))
        berta.consents = [People.consent(.invite)]
        let hidden = berta
        try await operation.change { _ = try $0.contacts.save(hidden) }
    }

    private static func mapped(_ text: String, _ table: [Character: Character]) -> String {
        String(text.map { table[$0] ?? $0 })
    }

    private static func shifted(_ text: String, from first: UInt32, capital: UInt32) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 65...90: Unicode.Scalar(capital + scalar.value - 65) ?? scalar
                    case 97...122: Unicode.Scalar(first + scalar.value - 97) ?? scalar
                    default: scalar
                    }
                }))
    }

    /// The same letters between which something stands that nobody sees.
    private static func between(_ text: String, _ mark: String, every step: Int = 2) -> String {
        text.enumerated().map { $0.offset % step == 1 ? "\($0.element)\(mark)" : "\($0.element)" }.joined()
    }

    private static let cyrillic: [Character: Character] = [
        "a": "а", "e": "е", "o": "о", "B": "В", "N": "N", "s": "ѕ", "p": "р", "c": "с", "x": "х", "i": "і",
    ]
    private static let greek: [Character: Character] = ["o": "ο", "v": "ν", "B": "Β", "N": "Ν", "a": "α", "t": "τ"]

    private static let invisible = [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{34F}", "\u{180E}", "\u{FE0F}",
        "\u{3164}",
        "\u{115F}", "\u{1160}", "\u{FFA0}", "\u{2061}", "\u{2063}", "\u{E0020}",
    ]

    /// Of a name.
    static func names(_ name: String) -> [String] {
        let words = name.split(separator: " ").map(String.init), given = words[0], family = words[1]
        let low = name.lowercased(), numbers = name.unicodeScalars.map(\.value)
        var found: [String] = [
            name, name.uppercased(), low, "\(family), \(given)", "\(family) \(given)", "Lic. \(name)",
        ]
        found += [
            "\(given) M. \(family)", "#\(given)\(family)", "*\(given)* **\(family)**", "\(given) <b>\(family)</b>",
        ]
        found += ["<https://meet.example/\(given)%20\(family)>", "<a href=\"x/\(given)%20\(family)\">y</a>"]
        found += [
            "Ber<b title=\"x@y.example\">ta</b> \(family)", "Be<!-- x -->rta \(family) (write to desk@mission.example)",
            "<\(given)&nbsp;\(family)>",
        ]
        found += ["Be<i>rta</i> \(family)", "\(given)<br>\(family)"]
        found += ["“\(given)” \(family)", "\(given) (\(family))", "https://meet.example/\(given)\(family)"]
        found += [
            "https://meet.example/r?n=\(given)%20\(family)", "https://\(low.replacing(" ", with: ".")).example/room",
        ]
        found.append("https://meet.example/\(low.replacing(" ", with: "-"))")
        for mark in ["\u{A0}", "\u{202F}", "\u{3000}", "\n", "  ", "-", "_", ".", "%20", "+", "&nbsp;", "/"] {
            found.append(given + mark + family)
        }
        found += [mapped(name, cyrillic), mapped(name, greek)]
        for (small, capital): (UInt32, UInt32) in [
            (0x1D41A, 0x1D400), (0x1D5BA, 0x1D5A0), (0x1D68A, 0x1D670), (0xFF41, 0xFF21), (0x24D0, 0x24B6),
        ] {
            found.append(shifted(name, from: small, capital: capital))
        }
        found += [
            name.replacing("a", with: "a\u{301}"), name.replacing("e", with: "é"), name.replacing("a", with: "ä"),
        ]
        found.append(numbers.map { $0 == 32 ? " " : "&#\($0);" }.joined())
        found.append(numbers.map { $0 == 32 ? " " : "&#x\(String($0, radix: 16));" }.joined())
        found.append(name.utf8.map { "%" + String(format: "%02X", $0) }.joined())
        found += invisible.flatMap { [between(name, $0), between(name, $0, every: 1_000) + $0] }
        return found
    }

    /// Of an address.
    static func addresses(_ address: String) -> [String] {
        let parts = address.split(separator: "@").map(String.init)
        var found = [
            address, address.uppercased(), "mailto:\(address)", "<\(address)>", "\(parts[0])+board@\(parts[1])",
            "\"\(parts[0])\"@\(parts[1])", "\(parts[0])%40\(parts[1])", "\(parts[0])\u{FF20}\(parts[1])",
            "\(parts[0])\u{FE6B}\(parts[1])", "\(parts[0])&#64;\(parts[1])", "\(parts[0])&commat;\(parts[1])",
            address.replacing(".", with: "\u{FF0E}"), address.replacing(".", with: "\u{3002}"),
            shifted(address, from: 0xFF41, capital: 0xFF21), mapped(address, cyrillic),
            "https://x.example/?to=\(address.replacing("@", with: "%40"))", "\(address).", "(\(address))",
            "\(address);",
            address.utf8.map { "%" + String(format: "%02X", $0) }.joined(),
        ]
        found += invisible.map { between(address, $0, every: 3) }
        return found
    }

    /// Of a number.
    static func numbers(_ number: String) -> [String] {
        let digits = number.filter(\.isNumber), local = String(digits.suffix(8))
        let first = String(local.prefix(4)), last = String(local.suffix(4))
        var found: [String] = [number, digits, "00\(digits)", local, "tel:+\(digits)"]
        found.append("+\(digits.prefix(3)) (\(first)) \(last)")
        for mark in [
            "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{A0}", "\u{2009}",
            "\u{202F}",
            "\u{200B}", "_", "\u{B7}", ".", "/", "\u{2007}", "\u{FF0D}", "\u{30FB}",
        ] {
            found.append(first + mark + last)
        }
        for zero: UInt32 in [0xFF10, 0x660] {
            let written = digits.unicodeScalars.compactMap { Unicode.Scalar(zero + $0.value - 48) }
            found.append(String(String.UnicodeScalarView(written)))
        }
        return found
    }

    private var variants: [String] {
        Self.names(name) + Self.addresses(address) + Self.numbers(number)
    }

    @Test func `no way of writing somebody gets into the words of a mail`() async throws {
        let hidden = try await operation.hiddenPeople(in: [name, address, number])
        var missed: [String] = []
        for variant in variants {
            for text in ["We meet \(variant) there.", variant] where hidden.firstDisclosed(in: text) == nil {
                missed.append(variant)
            }
            // What is asked of the store finds the same.
            if try await operation.hiddenPeople(in: [variant]).firstDisclosed(in: variant) == nil {
                missed.append("stored: \(variant)")
            }
        }
        #expect(missed.isEmpty, "\(missed.count) of \(variants.count): \(missed.map { $0.debugDescription })")
        #expect(variants.count >= 130)
    }

    @Test func `no way of writing somebody gets into a file for a group or for its subject`() async throws {
        let group = Group.ID(trusted: "circle"), variants = variants.filter { !$0.contains("\n") }
        let all = try variants.enumerated().map { place, variant in
            var contact = try People.contact(
                "ct-v\(place)", name: "\(Self.letters(place)) Ordonez", email: "v\(place)@two.example",
                consents: [People.consent(.share)])
            contact.position = "With \(variant)"
            contact.note = "Knows \(variant)."
            return contact
        }
        _ = try await operation.groups.save(Group(id: group, name: "Circle"))
        try await operation.change { records in for contact in all { _ = try records.contacts.save(contact) } }
        let report = try await operation.directory.export(
            to: "\(folder.path)/x.csv", for: group.text, label: .amber, query: DirectoryQuery())
        let leaked = all.filter { report.withheld[$0.id.text]?.contains("position") != true }
        #expect(leaked.isEmpty, "\(leaked.map { $0.position?.debugDescription ?? "" })")
        for (contact, variant) in zip(all, variants) {
            let file = try await operation.subjects.file(contact.id)
            #expect(file.contact.note?.contains(variant) == false, "\(variant.debugDescription)")
            #expect(file.contact.position?.contains(variant) == false, "\(variant.debugDescription)")
        }
    }

    @Test func `no way of writing somebody gets into a statement or the name of who signs it`() async throws {
        let named = try await operation.people(namedIn: [name, address, number])
        let gate = try await operation.gate()
        for variant in variants {
            let edition = try Edition(version: 1, title: "T", texts: [.english: "With \(variant) in mind."]) { _ in "d"
            }
            let statement = Statement(id: Identifier(trusted: "st-1"), edition: edition)
            #expect(throws: Problem.self, "\(variant.debugDescription)") {
                try gate.check(statement, hiding: named, now: operation.now)
            }
            guard !variant.contains("\n") else { continue }
            let plain = Statement(
                id: Identifier(trusted: "st-2"),
                edition: try Edition(version: 1, title: "T", texts: [.english: "Words."]) { _ in "d" })
            #expect(throws: Problem.self, "\(variant.debugDescription)") {
                try gate.clear(
                    Publication(of: plain, signedBy: ["Friends of \(variant)"], at: operation.now), hiding: named)
            }
        }
    }

    private static func letters(_ number: Int) -> String {
        String(String(number).compactMap { $0.wholeNumberValue.map { Array("bcdfghjklm")[$0] } }).capitalized + "alo"
    }
}
