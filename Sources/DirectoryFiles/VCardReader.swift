internal import Coordination

/// Reads vCards of version 3.0 (RFC 2426) and 4.0 (RFC 6350). Nothing a card points to is ever opened.
struct VCardReader {
    static let longestValue = 64 * 1024
    static let mostCards = 50_000
    static let mostProperties = 1_000

    private let file: String
    private let words: ImportWords
    private let bytes: [UInt8]

    init(_ text: String, file: String, words: ImportWords) {
        self.file = file
        self.words = words
        bytes = Array(text.utf8)
    }

    /// - Throws: `Problem.badData` where the file is no vCards, or is cut off. A single card that cannot be taken is in the answer.
    func read() throws -> PeopleReading {
        var reading = PeopleReading(), card: Card?, count = 0
        try forEachLine { place, line in
            guard let property = try VCardProperty(line, place: place) else { return }
            let isCard = property.value.uppercased() == "VCARD"
            switch property.name {
            case "BEGIN":
                guard isCard else { throw Self.wrong(place, "begins something other than a vCard") }
                guard card == nil else { throw Self.wrong(place, "begins a card within a card") }
                count += 1
                guard count <= Self.mostCards else { throw Self.wrong(place, "is the card after \(Self.mostCards)") }
                card = Card(place: place)
            case "END":
                guard isCard, let whole = card else { throw Self.wrong(place, "ends a card that did not begin") }
                take(whole, into: &reading)
                card = nil
            default:
                guard card != nil else { throw Self.wrong(place, "stands outside of any card") }
                card?.properties.append(property)
                guard card?.properties.count ?? 0 <= Self.mostProperties else {
                    throw Self.wrong(place, "is the property after \(Self.mostProperties) of one card")
                }
            }
        }
        if let card { throw Self.wrong(card.place, "begins a card that never ends: the file may be cut off") }
        guard count > 0 else { throw Self.wrong(file, "holds no vCard") }
        guard !reading.people.isEmpty || !reading.refused.isEmpty else {
            throw Self.wrong(file, "holds groups and no person")
        }
        return reading
    }

    private struct Card {
        let place: String
        var properties: [VCardProperty] = []

        func first(_ name: String) -> VCardProperty? { all(name).first }

        /// The preferred one first.
        func all(_ name: String) -> [VCardProperty] {
            properties.filter { $0.name == name && !$0.value.trimmed.isEmpty }.enumerated()
                .sorted { ($0.element.preference, $0.offset) < ($1.element.preference, $1.offset) }.map(\.element)
        }
    }

    private func take(_ card: Card, into reading: inout PeopleReading) {
        let kind = card.first("KIND") ?? card.first("X-ADDRESSBOOKSERVER-KIND")
        if kind?.value.lowercased() == "group" {
            reading.leftOut["group cards", default: 0] += 1
            return
        }
        do {
            reading.people.append(try person(card))
            for property in card.properties where !Self.known.contains(property.name) {
                reading.leftOut[property.name, default: 0] += 1
            }
        } catch let problem as Problem {
            reading.refused.append(problem)
        } catch {
            reading.refused.append(Self.wrong(card.place, "cannot be read"))
        }
    }

    private func person(_ card: Card) throws -> ImportedPerson {
        let version = card.first("VERSION")?.value.trimmed
        guard version == "3.0" || version == "4.0" else {
            throw Problem(
                .badData, at: card.place, "is of version \(version.map { "'\($0.prefix(8))'" } ?? "unknown")",
                remedy: "Export it as vCard 3.0 or 4.0.")
        }
        let parts = try card.first("N")?.components() ?? []
        let inOrder = [1, 2, 0].compactMap { parts.indices.contains($0) ? parts[$0] : nil }.filter { !$0.isEmpty }
        let written = try card.first("FN").map { try $0.text() }
        guard let name = written ?? (inOrder.isEmpty ? nil : inOrder.joined(separator: " ")) else {
            throw Problem(.badData, at: card.place, "has no name", remedy: "Add a line FN: with a name or a pseudonym.")
        }
        let place = card.first("FN")?.place ?? card.place
        var person = ImportedPerson(
            place: card.place,
            name: try SafeText.title(
                name.split(whereSeparator: \.isWhitespace).joined(separator: " "), field: "\(place), FN"))
        try Disguise.check(person.name, field: "\(place), FN")
        if let uid = try card.first("UID").map({ try $0.text() }) {
            // A card that this program wrote says its own id.
            person.id = ImportedPerson.ownID(uid)
            person.externalID = uid
        }
        person.position = try (card.first("TITLE") ?? card.first("ROLE")).map { try $0.text() }
        person.note = try card.first("NOTE").map { try $0.text(allowingNewlines: true).trimmed }
        if let organization = try card.first("ORG")?.components().first, !organization.isEmpty {
            person.organization = ImportedOrganization(name: try SafeText.title(organization, field: "\(place), ORG"))
        }
        person.channels = try mails(card) + numbers(card)
        person.languages = try (card.all("LANG") + card.all("X-LANG")).compactMap { property in
            let text = try property.text()
            return Language(rawValue: words.code("language", text) ?? String(text.lowercased().prefix { $0 != "-" }))
        }
        for address in card.all("ADR") {
            let country = try address.components().dropFirst(6).first ?? ""
            if let code = words.code("country", country) { person.country = try CountryCode(parsing: code) }
        }
        person.zone = try card.first("TZ").flatMap { ZoneName(rawValue: try $0.text()) }
        person.organization?.country = person.country
        return person
    }

    private func mails(_ card: Card) throws -> [SafeChannel] {
        try card.all("EMAIL").map { property in
            var address = try property.text()
            if address.lowercased().hasPrefix("mailto:") { address = String(address.dropFirst(7)) }
            guard EmailAddress(rawValue: address) != nil else {
                throw Problem(
                    .badData, at: "\(property.place), EMAIL",
                    "'\(SafeText.printable(String(address.prefix(64))))' is not a mail address",
                    remedy: "Write it as local@domain in plain letters, or remove the line.")
            }
            return SafeChannel(kind: .email, address: address)
        }
    }

    /// Fax numbers are no way to reach a person in private.
    private func numbers(_ card: Card) throws -> [SafeChannel] {
        let phones = try card.all("TEL").filter { !$0.types.contains("FAX") }.compactMap { property -> SafeChannel? in
            let text = try property.text()
            let number = text.lowercased().hasPrefix("tel:") ? String(text.dropFirst(4)) : text
            return number.filter(\.isNumber).count >= 5 && number.count <= 40
                ? SafeChannel(kind: .phone, address: number) : nil
        }
        let signals = try (card.all("IMPP") + card.all("X-SIGNAL")).compactMap { property -> SafeChannel? in
            let text = try property.text()
            if property.name == "X-SIGNAL" { return SafeChannel(kind: .signal, address: text) }
            guard text.lowercased().hasPrefix("signal:") else { return nil }
            return SafeChannel(kind: .signal, address: String(text.dropFirst(7)))
        }
        return phones + signals
    }

    /// What is taken, or says nothing of the person.
    private static let known: Set<String> = [
        "VERSION", "FN", "N", "UID", "TITLE", "ROLE", "NOTE", "ORG", "EMAIL", "TEL", "LANG", "ADR", "TZ", "IMPP",
        "X-SIGNAL", "X-LANG", "KIND", "PRODID", "REV", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS",
    ]

    static func wrong(_ place: String, _ what: String) -> Problem {
        Problem(.badData, at: place, what, remedy: "Export the cards again as vCard 3.0 or 4.0.")
    }

    /// Joins folded lines (RFC 6350 section 3.2) and hands each on with the line it begins on. Of a value that is longer than
    /// anything that is kept, such as a picture, only the beginning is held.
    private func forEachLine(_ take: (String, String) throws -> Void) throws {
        var line = 0, start = 0, held: [UInt8] = [], place = 0
        func flush() throws {
            guard !held.allSatisfy({ $0 == 32 || $0 == 9 }) else { return }
            try take("\(file):\(start)", String(decoding: held, as: UTF8.self))
        }
        while place < bytes.count {
            var end = place
            while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
            line += 1
            let isFolded = end > place && (bytes[place] == 32 || bytes[place] == 9)
            if isFolded, start > 0 {
                if held.count <= Self.longestValue { held += bytes[(place + 1)..<end].prefix(Self.longestValue) }
            } else {
                try flush()
                start = line
                held = Array(bytes[place..<end].prefix(Self.longestValue + 1))
            }
            place = end + 1
            if end < bytes.count, bytes[end] == 13, place < bytes.count, bytes[place] == 10 { place += 1 }
        }
        try flush()
    }
}
