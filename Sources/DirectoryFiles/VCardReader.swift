internal import Coordination

/// Reads vCards of version 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350). Nothing a card points to is ever opened.
struct VCardReader {
    static let longestValue = 64 * 1024
    /// What is held of a line: so much more than a value that one which was cut is found to be too long.
    private static let mostHeld = longestValue + 64 * 4096
    static let mostCards = 50_000
    static let mostProperties = 1_000
    /// A file with more broken cards than this is refused as a whole.
    static let mostFaults = 1_000

    private let file: String
    private let facts: ImportFacts
    private let bytes: [UInt8]
    private var words: ImportWords { facts.words }

    init(_ text: String, file: String, facts: ImportFacts) {
        self.file = file
        self.facts = facts
        bytes = Array(text.utf8)
    }

    /// - Throws: `Problem.badData` where the file does not hold vCards, or has too many cards or broken ones. A card or line that cannot be taken is
    ///   in the answer, and the others are read.
    func read() throws -> PeopleReading {
        var reading = PeopleReading(), card: Card?, count = 0, end: Problem?
        func refuse(_ broken: Card?, _ what: String) {
            guard let broken else { return }
            reading.refused.append(RowFault(Self.wrong(broken.place, what), row: broken.place))
        }
        forEachLine { place, line in
            if end == nil, reading.refused.count > Self.mostFaults {
                end = Self.wrong(file, "has more than \(Self.mostFaults) cards that cannot be taken")
            }
            // Outside of a card only the beginning of one matters.
            guard end == nil, card != nil || line.prefix(5).uppercased() == "BEGIN" else { return }
            guard let property = try? VCardProperty(line, place: place) else {
                reading.tell("Lines that are not properties of a card", place)
                return
            }
            let isCard = property.value.trimmed.uppercased() == "VCARD"
            switch property.name {
            case "BEGIN" where isCard:
                refuse(card, "never ends: another card begins in it")
                count += 1
                card = Card(place: place)
                if count > Self.mostCards { end = Self.wrong(place, "is the card after \(Self.mostCards)") }
            case "END" where isCard:
                if let whole = card { take(whole, into: &reading) }
                card = nil
            default:
                if card?.properties.count == Self.mostProperties {
                    refuse(card, "has more than \(Self.mostProperties) properties")
                    card = nil
                }
                card?.properties.append(property)
            }
        }
        if let end { throw end }
        refuse(card, "never ends: the file may be cut off")
        guard count > 0 else { throw Self.wrong(file, "holds no vCard") }
        guard !reading.isEmpty else { throw Self.wrong(file, "holds groups and no person") }
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
        let kind = (card.first("KIND") ?? card.first("X-ADDRESSBOOKSERVER-KIND"))?.value.trimmed.lowercased()
        if let kind, ["group", "location", "device", "application"].contains(kind) {
            reading.leftOut["\(kind) cards", default: 0] += 1
            return
        }
        do {
            try requireVersion(card)
            if let organization = try organization(card, kind) {
                reading.organizations.append((card.place, organization))
            } else {
                reading.people.append(try person(card, &reading))
            }
            for property in card.properties where !Self.known.contains(property.name) {
                reading.leftOut[property.name, default: 0] += 1
            }
        } catch let problem as Problem {
            reading.refused.append(RowFault(problem, row: card.place))
        } catch {
            reading.refused.append(RowFault(Self.wrong(card.place, "cannot be read"), row: card.place))
        }
    }

    private func requireVersion(_ card: Card) throws {
        let version = card.first("VERSION")?.value.trimmed
        guard let version, ["2.1", "3.0", "4.0"].contains(version) else {
            throw Problem(
                .badData, at: card.place, "is of version \(version.map { "'\($0.prefix(8))'" } ?? "unknown")",
                remedy: "Export it as vCard 3.0 or 4.0.")
        }
    }

    /// A card of an organization: by its kind, as Apple marks a company, or one whose only name is the organization's.
    private func organization(_ card: Card, _ kind: String?) throws -> ImportedOrganization? {
        let name = try card.first("ORG")?.components().first ?? ""
        let shown = try card.first("FN")?.text() ?? ""
        let parts = try card.first("N")?.components() ?? []
        // Apple marks a company; where the card has a person's name beside, it is of that person there.
        let isCompany = card.first("X-ABSHOWAS")?.value.trimmed.uppercased() == "COMPANY"
        let hasPerson = parts.contains { !$0.isEmpty } && Self.spoken(parts) != name
        let isNameless = !hasPerson && !name.isEmpty && (shown.isEmpty || shown == name)
        guard kind == "org" || isNameless || (isCompany && !hasPerson) else { return nil }
        var organization = ImportedOrganization(
            name: try SafeText.title(name.isEmpty ? shown : name, field: "\(card.place), ORG"))
        organization.country = try country(card)
        return organization
    }

    /// The parts of `N` as they are spoken: given name, further names, surname.
    private static func spoken(_ parts: [String]) -> String? {
        let inOrder = [1, 2, 0].compactMap { parts.indices.contains($0) ? parts[$0] : nil }.filter { !$0.isEmpty }
        return inOrder.isEmpty ? nil : inOrder.joined(separator: " ")
    }

    private func person(_ card: Card, _ reading: inout PeopleReading) throws -> ImportedPerson {
        let parts = try card.first("N")?.components() ?? []
        let spoken = Self.spoken(parts), written = try card.first("FN").map { try $0.text() }
        let isOrganizations = try written != nil && written == card.first("ORG")?.components().first
        guard let name = isOrganizations ? spoken ?? written : written ?? spoken else {
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
        person.channels = try mails(card, &reading) + numbers(card, &reading)
        person.languages = try (card.all("LANG") + card.all("X-LANG")).compactMap { property in
            let text = try property.text()
            if let code = words.language(text) { return Language(rawValue: code) }
            reading.tell("Languages that are not known", text)
            return nil
        }
        for category in card.all("CATEGORIES") {
            let labels = try category.text().split(separator: ",").compactMap { TLP(rawValue: $0.uppercased().trimmed) }
            person.label = labels.max() ?? person.label
        }
        person.country = try country(card)
        if let zone = card.first("TZ") {
            do { person.zone = try facts.zone(zone.text()) } catch {
                reading.tell("Time zones that are not known; the country's is taken", zone.value.trimmed)
            }
        }
        person.organization?.country = person.country
        return person
    }

    /// By the two letters that Apple writes beside an address, or the country's name in it; of several the first that says one.
    private func country(_ card: Card) throws -> CountryCode? {
        // Of two without a preference the one of the work goes before the one of the home.
        func rank(_ property: VCardProperty) -> Int {
            property.types.contains("WORK") ? 0 : property.types.contains("HOME") ? 2 : 1
        }
        let addresses = card.all("ADR").enumerated().sorted {
            ($0.element.preference, rank($0.element), $0.offset) < ($1.element.preference, rank($1.element), $1.offset)
        }.map(\.element)
        for address in addresses {
            let code = card.properties.first { $0.name == "X-ABADR" && $0.group != nil && $0.group == address.group }
            if let code, let country = words.country(code.value.trimmed) { return CountryCode(rawValue: country) }
            let name = try address.components().dropFirst(6).first ?? ""
            guard !name.isEmpty else { continue }
            guard let country = words.country(name) else {
                throw Problem(
                    .badData, at: "\(address.place), ADR",
                    "'\(SafeText.printable(String(name.prefix(40))))' is not a known country",
                    remedy: "Write its name in another way, or its two letters, such as HN.")
            }
            return CountryCode(rawValue: country)
        }
        return nil
    }

    /// Whether what stands beside an address or number does not say that it is a fax, or used no more.
    private func isKept(_ property: VCardProperty, _ card: Card, _ reading: inout PeopleReading) -> Bool {
        let label = card.properties.first { $0.name == "X-ABLABEL" && $0.group != nil && $0.group == property.group }
        let words = property.types.sorted().joined(separator: " ") + " " + (label?.value ?? "")
        guard let why = facts.words.reasonToLeave(channelLabelled: words) else { return true }
        reading.tell(why, property.value)
        return false
    }

    private func mails(_ card: Card, _ reading: inout PeopleReading) throws -> [SafeChannel] {
        try card.all("EMAIL").filter { isKept($0, card, &reading) }.flatMap { property in
            do { return try CellReader.mails(property.text()) } catch let fault as CellReader.Fault {
                throw Problem(
                    .badData, at: "\(property.place), EMAIL", "'\(fault.value)' \(fault.kind)",
                    remedy: "Write it as local@domain in plain letters, or remove the line.")
            }
        }
    }

    /// Whether a number is Signal's, by its type or by the label that Apple writes beside it.
    private func isSignal(_ property: VCardProperty, _ card: Card) -> Bool {
        if !property.types.isDisjoint(with: ["SIGNAL", "X-SIGNAL"]) { return true }
        guard let group = property.group else { return false }
        return card.properties.contains {
            $0.name == "X-ABLABEL" && $0.group == group && $0.value.lowercased().contains("signal")
        }
    }

    private func numbers(_ card: Card, _ reading: inout PeopleReading) throws -> [SafeChannel] {
        let phones = try card.all("TEL").filter { isKept($0, card, &reading) }.flatMap { property in
            do { return try CellReader.numbers(property.text(), isSignal(property, card) ? .signal : .phone) } catch let
                fault as CellReader.Fault
            {
                reading.tell("Numbers of cards that are none", fault.value)
                return []
            }
        }
        let signals = try (card.all("IMPP") + card.all("X-SIGNAL")).compactMap { property -> SafeChannel? in
            let text = try property.text()
            if property.service == "SIGNAL", let colon = text.firstIndex(of: ":") {
                return SafeChannel(kind: .signal, address: String(text[text.index(after: colon)...]))
            }
            if property.name == "X-SIGNAL" { return SafeChannel(kind: .signal, address: text) }
            guard text.lowercased().hasPrefix("signal:") else {
                reading.leftOut["IMPP", default: 0] += 1
                return nil
            }
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
        Problem(.badData, at: place, what, remedy: "Export the cards again, as vCard 3.0 or 4.0 where you can choose.")
    }

    /// The cards that begin on these lines, as they are.
    func cards(at places: [String: [String]]) -> String {
        var result = "", isWanted = false
        forEachLine(folded: true) { place, line in
            if line.uppercased().hasPrefix("BEGIN:VCARD") { isWanted = places[place] != nil }
            if isWanted { result += "\(line)\r\n" }
        }
        return result
    }

    /// Joins folded lines (RFC 6350 section 3.2), and soft line breaks of quoted-printable (vCard 2.1), and hands each on with the line it
    /// begins on. Of a value that is longer than anything that is kept, such as a picture, only the beginning is held.
    /// - Parameter folded: whether lines are handed on as they are.
    private func forEachLine(folded: Bool = false, _ take: (String, String) -> Void) {
        var line = 0, start = 0, held: [UInt8] = [], place = 0, isSoft = false
        func flush() {
            guard !held.allSatisfy({ $0 == 32 || $0 == 9 }) else { return }
            take("\(file):\(start)", String(decoding: held, as: UTF8.self))
        }
        while place < bytes.count {
            var end = place
            while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
            line += 1
            // The mark of another file that was put behind this one.
            if bytes[place..<end].starts(with: [0xEF, 0xBB, 0xBF]) { place += 3 }
            let isFolded = end > place && (bytes[place] == 32 || bytes[place] == 9)
            if !folded, start > 0, isSoft {
                held.removeLast()
                held += bytes[place..<end].prefix(Self.mostHeld)
            } else if !folded, isFolded, start > 0 {
                if held.count <= Self.mostHeld { held += bytes[(place + 1)..<end].prefix(Self.mostHeld) }
            } else {
                flush()
                start = line
                held = Array(bytes[place..<end].prefix(Self.mostHeld + 1))
            }
            isSoft = held.last == UInt8(ascii: "=") && Self.isQuotedPrintable(held)
            // CR LF, LF, CR, and CR CR LF, which some programs write.
            var next = end + 1
            if end < bytes.count, bytes[end] == 13 {
                if next + 1 < bytes.count, bytes[next] == 13, bytes[next + 1] == 10 { next += 1 }
                if next < bytes.count, bytes[next] == 10 { next += 1 }
            }
            place = next
        }
        flush()
    }

    private static func isQuotedPrintable(_ line: [UInt8]) -> Bool {
        String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).uppercased().contains(
            "QUOTED-PRINTABLE")
    }
}
