import Coordination
import Fixtures
import Foundation

/// People whom no other word sounds like, and the search for them in whatever was written.
struct WatchedPeople {
    struct Someone {
        let number: Int, id: Contact.ID, given: String, family: String, pseudonym: String, house: String

        var name: String { "\(given) \(family)" }
        var address: String { "\(given).\(family)@\(house).example".lowercased() }
    }

    let all: [Someone]
    /// Whose a word is: one person's, or, where it is an organization's, everybody's who belongs to it.
    private let owners: [String: Set<Int>]

    /// - Parameter count: four of them share an organization.
    init(_ count: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed), used: Set<String> = []
        func word() -> String {
            while true {
                let letters = (0..<4).map { _ in
                    "\("bdfgklmnprstvz".randomElement(using: &random) ?? "b")\("aeiou".randomElement(using: &random) ?? "a")"
                }
                let word = letters.joined()
                if used.insert(word).inserted { return word.capitalized }
            }
        }
        var houses: [String] = [], owners: [String: Set<Int>] = [:]
        all = (0..<count).map { number in
            if number % 4 == 0 { houses.append(word()) }
            return Someone(
                number: number, id: Contact.ID(trusted: "ct-w\(number)"), given: word(), family: word(),
                pseudonym: word(), house: houses[number / 4])
        }
        for someone in all {
            for word in [someone.given, someone.family, someone.pseudonym, someone.house] {
                owners[word.lowercased(), default: []].insert(someone.number)
            }
        }
        self.owners = owners
    }

    /// Words of people beside those who may be seen, their organizations included.
    func strangers(in text: String, but shown: Set<Int> = []) -> [String] {
        var found: [String] = []
        for word in text.utf8.split(whereSeparator: { !(97...122 ~= $0 | 32) }) {
            guard word.count >= 8, let people = owners[String(word)?.lowercased() ?? ""] else { continue }
            if people.isDisjoint(with: shown) { found.append(String(word) ?? "") }
        }
        return found
    }

    /// The same of a mail, whatever its parts are encoded in.
    func strangers(inMail mail: [UInt8], but shown: Set<Int>) -> [String] {
        let text = String(decoding: mail, as: UTF8.self).replacing("\r\n", with: "\n")
        let printed = text.replacing("=\n", with: "").replacing("=20", with: " ").replacing("=C2=A0", with: " ")
            .replacing("\n ", with: "")
        var words = text + "\n" + printed, block = ""
        func isEncoded(_ line: String) -> Bool {
            line.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0)) }
        }
        for line in text.components(separatedBy: "\n") {
            if isEncoded(line), line.count >= 20 || !block.isEmpty && !line.isEmpty {
                block += line
            } else if !block.isEmpty {
                words +=
                    "\n"
                    + String(decoding: Data(base64Encoded: block) ?? Data(), as: UTF8.self).replacing("\r\n ", with: "")
                block = ""
            }
        }
        return strangers(in: words, but: shown)
    }

    func someone(at address: some StringProtocol) -> Someone? { all.first { $0.address == address.lowercased() } }

    /// As a directory keeps them, with texts that name the others.
    func records() throws -> (people: [Contact], organizations: [Organization]) {
        let people = try all.map { someone in
            let next = all[(someone.number + 5) % all.count]
            var contact = try People.contact(someone.id.text, name: someone.name, email: someone.address)
            contact.pseudonym = someone.pseudonym
            contact.organization = Self.organization(of: someone)
            contact.languages = [Language.shipped[someone.number % Language.shipped.count]]
            contact.position = someone.number % 5 == 0 ? "Assistant to \(next.name)" : "Adviser"
            contact.note = "Came with \(next.name) (\(next.address))."
            contact.riskNote = "Lives with \(next.family.uppercased()), \(next.given)."
            contact.consents = Consent.Purpose.allCases.filter { $0 != .publishName && $0 != .share }.map {
                People.consent($0)
            }
            if someone.number % 3 == 0 { contact.consents.append(People.consent(.share)) }
            return contact
        }
        let organizations = all.filter { $0.number % 4 == 0 }.map {
            Organization(
                id: Self.organization(of: $0), name: "\($0.house) Collective", sector: .civilSociety, source: "test")
        }
        return (people, organizations)
    }

    static func organization(of someone: Someone) -> Organization.ID { .init(trusted: "org-w\(someone.number / 4)") }
}
