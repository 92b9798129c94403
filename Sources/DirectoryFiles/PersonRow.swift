internal import Coordination
internal import TextFiles

/// One row of a table, read as a person.
struct PersonRow {
    let place: String
    let mapping: ColumnMapping
    let words: ImportWords
    private var cells: [PersonField: [(header: String, text: String)]] = [:]

    init(_ row: [String], place: String, mapping: ColumnMapping, words: ImportWords) throws {
        self.place = place
        self.mapping = mapping
        self.words = words
        guard row.count == mapping.columns.count else {
            throw Problem(
                .badData, at: place, "has \(row.count) cells where the header has \(mapping.columns.count)",
                remedy: "Correct the row; a delimiter within a cell needs quotation marks around it.")
        }
        for (column, cell) in zip(mapping.columns, row) {
            guard let field = column.field else { continue }
            let text = DelimitedText.unguarded(cell).trimmed
            guard !text.isEmpty else { continue }
            let kept = field == .note || field == .riskNote
            let checked = try SafeText.checked(
                text.split(whereSeparator: \.isNewline).joined(separator: kept ? "\n" : "; "),
                field: "\(place), column '\(column.header)'", allowingNewlines: kept)
            try Disguise.check(checked, field: "\(place), column '\(column.header)'")
            cells[field, default: []].append((column.header, checked))
        }
    }

    /// - Throws: `Problem.badData` with line, column, reason and remedy.
    func person() throws -> ImportedPerson {
        let parts = [text(.givenName), text(.familyName)].compactMap { $0 }
        guard let name = text(.name) ?? (parts.isEmpty ? nil : parts.joined(separator: " ")) else {
            throw Problem(.badData, at: place, "has no name", remedy: "Give a name or a pseudonym, or remove the row.")
        }
        var person = ImportedPerson(
            place: place,
            name: try SafeText.title(
                name.split(whereSeparator: \.isWhitespace).joined(separator: " "), field: "\(place), name"))
        if let id = text(.id) {
            person.id = ImportedPerson.ownID(id)
            person.foreignID = person.id == nil ? id : nil
        }
        person.pseudonym = text(.pseudonym)
        person.position = text(.position)
        person.country = try value(.country) { try country($0) }
        person.zone = try value(.zone) { try ZoneName(parsing: $0) }
        person.hours = try value(.hours) { try hours($0) }
        person.languages = try list(.language).map { word, header in
            guard let code = words.code("language", word) ?? Language(rawValue: word.lowercased())?.rawValue else {
                throw wrong(header, "'\(word.prefix(40))' is not a known language", "Write its code, such as es.")
            }
            return try Language(parsing: code)
        }
        person.channels = try mails() + numbers(.phone, .phone) + numbers(.signal, .signal)
        person.consents = try consents()
        // Whoever is written down with a no was asked and declined.
        if list(.consent).contains(where: { words.code("truth", $0.0) == "false" }) { person.refusals = [.invite] }
        person.isDoNotContact = try value(.doNotContact) { try truth($0) }
        person.label = try value(.label) { try choice("tlp", $0, TLP.self) }
        person.riskNote = text(.riskNote)
        let notes = (cells[.note] ?? []).map(\.text)
        person.note = notes.isEmpty ? nil : notes.joined(separator: "\n")
        person.organization = try organization(person.country)
        return person
    }

    private func organization(_ country: CountryCode?) throws -> ImportedOrganization? {
        guard let name = text(.organization) else { return nil }
        var organization = ImportedOrganization(name: try SafeText.title(name, field: "\(place), organization"))
        organization.sector = try value(.sector) { try choice("sector", $0, Sector.self) }
        organization.country = country
        organization.region = text(.region)
        organization.reach = try value(.reach) { try choice("reach", $0, Reach.self) }
        organization.size = try value(.size) { try size($0) }
        organization.isHostFunded = try value(.hostFunded) { try truth($0) }
        organization.themes = list(.theme).map { ImportWords.fold($0.0) }
        organization.populations = list(.population).map { ImportWords.fold($0.0) }
        organization.firstMet = try value(.firstMet) { try day($0) }
        return organization
    }

    private func mails() throws -> [SafeChannel] {
        try (cells[.email] ?? []).flatMap { header, cell in
            try cell.split { ";, \t|".contains($0) }.compactMap { piece -> SafeChannel? in
                var address = String(piece)
                if address.lowercased().hasPrefix("mailto:") { address = String(address.dropFirst(7)) }
                // Words around an address in angle brackets are a name.
                if cell.contains("<"), !address.contains("@") { return nil }
                address = address.trimming { "<>\"'()".contains($0) }
                guard EmailAddress(rawValue: address) != nil else {
                    throw wrong(
                        header, "'\(SafeText.printable(String(cell.prefix(64))))' is not a mail address",
                        "Write it as local@domain in plain letters, or empty the cell.")
                }
                return SafeChannel(kind: .email, address: address)
            }
        }
    }

    private func numbers(_ field: PersonField, _ kind: SafeChannel.Kind) throws -> [SafeChannel] {
        try (cells[field] ?? []).flatMap { header, cell in
            try cell.split { ";|/".contains($0) }.map { piece in
                let number = String(piece).trimmed
                guard number.filter(\.isNumber).count >= 5, number.count <= 40 else {
                    throw wrong(
                        header, "'\(number.prefix(40))' is not a number",
                        "Write it as +504 9999 9999, or empty the cell.")
                }
                return SafeChannel(kind: kind, address: number)
            }
        }
    }

    private func consents() throws -> [Consent] {
        let purposes = try list(.consent).compactMap { word, header -> Consent.Purpose? in
            if words.code("truth", word) == "false" { return nil }
            return try choice("purpose", word, Consent.Purpose.self, header)
        }
        guard !purposes.isEmpty else { return [] }
        guard let evidence = text(.consentEvidence), let given = try value(.consentGiven, day) else {
            throw Problem(
                .badData, at: place, "names a consent without the day it was given and how",
                remedy: "Fill 'consent-given' and 'consent-evidence', or empty the consent.")
        }
        let expires = try value(.consentExpires, day)
        return purposes.map {
            Consent(purpose: $0, channel: .email, evidence: evidence, given: given, expires: expires)
        }
    }
}

/// Reading single cells.
extension PersonRow {
    private func text(_ field: PersonField) -> String? { cells[field]?.first?.text }

    private func value<Value>(_ field: PersonField, _ read: (String) throws -> Value) throws -> Value? {
        guard let (header, text) = cells[field]?.first else { return nil }
        do { return try read(text) } catch let problem as Problem {
            throw Problem(.badData, at: "\(place), column '\(header)'", problem.what, remedy: problem.remedy)
        }
    }

    /// The entries of cells that hold several.
    private func list(_ field: PersonField) -> [(String, String)] {
        (cells[field] ?? []).flatMap { header, cell in
            cell.split { ";,/|".contains($0) }.map { (String($0).trimmed, header) }.filter { !$0.0.isEmpty }
        }
    }

    private func wrong(_ header: String, _ what: String, _ remedy: Remedy) -> Problem {
        Problem(.badData, at: "\(place), column '\(header)'", what, remedy: remedy)
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(
        _ kind: String, _ word: String, _ type: Choice.Type, _ header: String? = nil
    ) throws -> Choice where Choice.RawValue == String {
        if let choice = Choice(rawValue: words.code(kind, word) ?? word) { return choice }
        throw Problem(
            .badData, at: header.map { "\(place), column '\($0)'" } ?? place,
            "'\(word.prefix(40))' is not a known \(kind)",
            remedy: NearestChoice.remedy(for: word, among: type.allCases.map(\.rawValue)))
    }

    private func country(_ word: String) throws -> CountryCode {
        guard let code = words.code("country", word) else {
            throw Problem(
                .badData, "'\(word.prefix(40))' is not a known country",
                remedy: "Write its two letters, such as HN, or its name.")
        }
        return try CountryCode(parsing: code)
    }

    private func truth(_ word: String) throws -> Bool {
        guard let code = words.code("truth", word) else {
            throw Problem(.badData, "'\(word.prefix(40))' is neither yes nor no", remedy: "Write yes or no.")
        }
        return code == "true"
    }

    /// `09:00-17:00`, and as people write it: `9 – 17`, `8:30 a 16:00`, `8h-16h`.
    private func hours(_ word: String) throws -> WorkingHours {
        let ends = word.lowercased().split(whereSeparator: { "-–—".contains($0) })
        let halves =
            ends.count == 2 ? ends.map(String.init) : word.lowercased().split(separator: " a ").map(String.init)
        let plain = halves.map { half -> String in
            let parts = half.trimmed.split(whereSeparator: { ":.h".contains($0) }).map { String($0).trimmed }
            guard let hour = parts.first, parts.count < 3, (parts + [""]).allSatisfy({ $0.allSatisfy(\.isNumber) })
            else {
                return half.trimmed
            }
            let minute = parts.count == 2 ? parts[1] : "00"
            return "\(hour.count == 1 ? "0" : "")\(hour):\(minute)"
        }
        return try WorkingHours(parsing: plain.joined(separator: "-"))
    }

    /// A word, or the number of people who work there.
    private func size(_ word: String) throws -> OrganizationSize {
        if let number = Int(word) { return number <= 10 ? .small : number <= 100 ? .medium : .large }
        return try choice("size", word, OrganizationSize.self)
    }

    /// `2026-03-05`, or `05/03/2026` where the mapping says in which order.
    private func day(_ word: String) throws -> CalendarDay {
        let parts = word.split { "-/.".contains($0) }.map(String.init)
        guard parts.count == 3 else { return try CalendarDay(parsing: word) }
        if parts[0].count == 4 { return try Self.day(parts[0], parts[1], parts[2], word) }
        switch mapping.days {
        case .dayFirst: return try Self.day(parts[2], parts[1], parts[0], word)
        case .monthFirst: return try Self.day(parts[2], parts[0], parts[1], word)
        case nil:
            throw Problem(
                .badData, "'\(word.prefix(20))' does not begin with the year, so day and month could be exchanged",
                remedy: "Write it as 2026-03-05, or say --dates day-first or --dates month-first.")
        }
    }

    private static func day(_ year: String, _ month: String, _ day: String, _ word: String) throws -> CalendarDay {
        func two(_ text: String) -> String { text.count == 1 ? "0\(text)" : text }
        do { return try CalendarDay(parsing: "\(year)-\(two(month))-\(two(day))") } catch let problem as Problem {
            throw Problem(problem.kind, "'\(word.prefix(20))' is not a day", remedy: "Write it as 2026-03-05.")
        }
    }
}
