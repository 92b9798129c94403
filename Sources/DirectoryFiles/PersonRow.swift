internal import Coordination
internal import TextFiles

/// One row of a table, read as a person or an organization. All that is wrong with it is found at once.
struct PersonRow {
    let place: String
    let mapping: ColumnMapping
    let facts: ImportFacts
    var cells: [PersonField: [(header: String, text: String)]] = [:]
    var faults: [RowFault] = []
    /// What was not taken of the row: what is said of it, and the value.
    var told: [(what: String, value: String)] = []

    var words: ImportWords { facts.words }

    init(_ row: [String], place: String, mapping: ColumnMapping, facts: ImportFacts) {
        self.place = place
        self.mapping = mapping
        self.facts = facts
        let rest = row.dropFirst(mapping.columns.count)
        // Behind the last header and the last cell there may be nothing.
        let needed = (mapping.columns.lastIndex { !$0.header.isEmpty } ?? -1) + 1
        guard row.count >= needed, rest.allSatisfy({ $0.trimmed.isEmpty }) else {
            faults.append(
                RowFault(
                    Problem(
                        .badData, at: place, "has \(row.count) cells where the header has \(mapping.columns.count)",
                        remedy: "Correct the row; a delimiter within a cell needs quotation marks around it."),
                    row: place))
            return
        }
        for (column, cell) in zip(mapping.columns, row) {
            guard let field = column.field else { continue }
            if let label = column.label, let why = facts.words.reasonToLeave(channelLabelled: row[label]) {
                if !cell.trimmed.isEmpty { told.append((why, cell.trimmed)) }
                continue
            }
            let text = CellReader.stripped(DelimitedText.unguarded(CellReader.stripped(cell.trimmed)).trimmed).trimmed
            guard !text.isEmpty else { continue }
            let isNote = field == .note || field == .riskNote
            let isAddress = field.isChannel
            var meaning = ""
            attempt(column.header) {
                let joined = (isAddress ? CellReader.bare(text) : text).split(whereSeparator: \.isNewline)
                    .joined(separator: isNote ? "\n" : "; ")
                let checked = try SafeText.checked(joined, field: "", allowingNewlines: isNote)
                try Disguise.check(checked, field: "")
                meaning = mapping.meaning(of: checked, in: field)
            }
            if !meaning.isEmpty { cells[field, default: []].append((column.header, meaning)) }
        }
    }

    /// The organization of a row that is about one: it says so, or has no person's name.
    var isOrganization: Bool {
        if let kind = text(.kind) { return words.code("kind", kind) == "organization" }
        return cells[.organization] != nil && PersonField.ofPeople.allSatisfy { cells[$0] == nil }
    }

    mutating func organization() -> ImportedOrganization? {
        let name = text(.organization) ?? text(.name)
        guard let name else {
            fault(nil, nil, "has no name", "Give the organization's name, or remove the row.")
            return nil
        }
        let found = organization(named: name, country())
        for field in [PersonField.email, .phone] {
            for (_, cell) in cells[field] ?? [] {
                told.append(("Addresses and numbers of organizations are not kept; write to a person there", cell))
            }
        }
        for field in [PersonField.note, .language, .zone, .hours, .label, .id] {
            for (header, cell) in cells[field] ?? [] {
                told.append(("Not kept of organizations: column '\(header)'", cell))
            }
        }
        return faults.isEmpty ? found : nil
    }

    /// The addresses of a row that names nobody and says that they unsubscribed, as mailing programs export it; `nil` for any other row.
    mutating func unsubscribed() -> [(address: String, day: CalendarDay?)]? {
        guard cells[.optOut] != nil, cells[.email] != nil, cells[.pseudonym] == nil,
            PersonField.names.allSatisfy({ cells[$0] == nil })
        else { return nil }
        let (refusals, day) = refusals(), addresses = channels().filter { $0.kind == .email }.map(\.address)
        return faults.isEmpty && !refusals.isEmpty ? addresses.map { ($0, day) } : nil
    }

    /// - Returns: `nil` where something in the row cannot be taken; `faults` says what.
    mutating func person() -> ImportedPerson? {
        checkKind()
        let name = name()
        if name == nil, faults.allSatisfy({ $0.column == nil }) || PersonField.names.allSatisfy({ cells[$0] == nil }) {
            if faults.isEmpty {
                fault(nil, nil, "has no name", "Give a name or a pseudonym, or remove the row.")
            }
        }
        var person = ImportedPerson(place: place, name: name ?? "-")
        if let id = text(.id) {
            person.id = ImportedPerson.ownID(id)
            person.foreignID = person.id == nil ? id : nil
        }
        person.pseudonym = text(.pseudonym)
        person.position = text(.position)
        person.country = country()
        person.zone = value(.zone) { [facts] in try facts.zone($0) }
        person.hours = value(.hours) { try Self.hours($0) }
        person.languages = languages()
        person.channels = channels()
        if let name { checkIsOne(name, person.channels) }
        person.consents = consents()
        (person.refusals, person.refusedOn) = refusals()
        person.isDoNotContact =
            values(.doNotContact).contains("true") ? true : cells[.doNotContact] == nil ? nil : false
        if isDeceased() {
            person.isDoNotContact = true
            told.append(("Marked do-not-contact, because the file says that they died", person.name))
        }
        person.label = choice(.label, "tlp", TLP.self)
        person.riskNote = text(.riskNote)
        let notes = (cells[.note] ?? []).map(\.text)
        person.note = notes.isEmpty ? nil : notes.joined(separator: "\n")
        if let organization = text(.organization) {
            person.organization = self.organization(named: organization, person.country)
        }
        if faults.isEmpty, cells.keys.allSatisfy(PersonField.names.contains) {
            told.append(("Rows that hold nothing but a name", person.name))
        }
        return faults.isEmpty ? person : nil
    }

    private mutating func checkKind() {
        guard let kind = text(.kind), let header = cells[.kind]?.first?.header else { return }
        switch words.code("kind", kind) {
        case "person", "organization": break
        case "household":
            fault(header, kind, "is neither a person nor an organization", "Remove the row, or name a person.")
        default: unknown(header, kind, "kind of entry", "Write person or organization, or leave the cell empty.")
        }
    }

    /// `Ana López / Beto Cruz` with two addresses are two people in one row.
    private mutating func checkIsOne(_ name: String, _ channels: [SafeChannel]) {
        guard channels.count(where: { $0.kind == .email }) > 1 else { return }
        let joined = name.replacing(#/\s(?:et|and|und|&)\s/#, with: " / ")
        let parts = joined.split { "/;".contains($0) }.map { $0.split(separator: " ").count }
        guard parts.count > 1, parts.allSatisfy({ $0 > 1 }) else { return }
        fault(
            cells[.name]?.first?.header, nil, "names several people, and it is not known whose each address is",
            "Give each person a row.")
    }

    /// The parts together, or the whole name where it holds more.
    private mutating func name() -> String? {
        let parts = [PersonField.givenName, .middleName, .familyName, .secondFamilyName].flatMap {
            (cells[$0] ?? []).map(\.text)
        }
        let joined = parts.joined(separator: " ")
        let hasBoth = cells[.familyName] != nil && (cells[.givenName] != nil || cells[.middleName] != nil)
        var name = text(.name) ?? joined
        if hasBoth, let whole = text(.name),
            !Set(ImportWords.key(joined).split(separator: " ")).isSubset(
                of: ImportWords.key(whole).split(separator: " "))
        {
            name = joined
        }
        if name.isEmpty { name = text(.pseudonym) ?? "" }
        guard !name.isEmpty else { return nil }
        var result: String?
        attempt(cells[.name]?.first?.header ?? cells[.familyName]?.first?.header) {
            result = try SafeText.title(name.split(whereSeparator: \.isWhitespace).joined(separator: " "), field: "")
        }
        return result
    }

    private mutating func organization(named name: String, _ country: CountryCode?) -> ImportedOrganization? {
        var title: String?
        attempt(cells[.organization]?.first?.header) { title = try SafeText.title(name, field: "") }
        guard let title else { return nil }
        var organization = ImportedOrganization(name: title)
        organization.sector = sector(of: title, country)
        organization.country = country
        organization.region = text(.region)
        organization.reach = choice(.reach, "reach", Reach.self)
        organization.size = size()
        organization.isHostFunded = truth(.hostFunded)
        organization.isMissionFunded = truth(.missionFunded)
        organization.themes = list(.theme).map { $0.0.lowercased() }
        organization.populations = list(.population).map { $0.0.lowercased() }
        organization.firstMet = value(.firstMet) { [self] in try day($0) }
        return organization
    }

    /// A government is an ally, or the one of the country where the officer is posted: that is decided by the country, never by default.
    private mutating func sector(of name: String, _ country: CountryCode?) -> Sector? {
        guard let (header, word) = cells[.sector]?.first else { return nil }
        let isHosts = facts.host != nil && (country ?? mapping.defaults.country) == facts.host
        let isEmbassy = words.holds(name, "embassy")
        if words.code("sector", word) == "government", !isEmbassy {
            guard isHosts else {
                unknown(
                    header, word, "sector: a government's country decides it",
                    "Write allied-government or host-government, or fill the country.")
                return nil
            }
            told.append(
                ("Taken as host-government: they belong to the country where you are posted", "\(word) (\(name))"))
            return .hostGovernment
        }
        let code =
            words.code("sector", word) == "government" ? Sector.alliedGovernment.rawValue : words.code("sector", word)
        guard let sector = Sector(rawValue: code ?? word) else {
            unknown(header, word, "sector", NearestChoice.remedy(for: word, among: Sector.allCases.map(\.rawValue)))
            return nil
        }
        if sector == .alliedGovernment, isHosts, !isEmbassy, words.holds(name, "authority") {
            fault(
                header, word, "would make an authority of the country where you are posted an ally",
                "Write host-government, or give the organization its own country.")
            return nil
        }
        return sector
    }
}

/// Ways to be reached, and what people agreed to.
extension PersonRow {
    private mutating func channels() -> [SafeChannel] {
        var found: [SafeChannel] = []
        for (field, kind) in [(PersonField.email, SafeChannel.Kind.email), (.phone, .phone), (.signal, .signal)] {
            for (header, cell) in cells[field] ?? [] {
                if kind == .email, cell.lowercased().hasPrefix("/o=") {
                    told.append(("Addresses within Exchange, to which nobody outside can write", cell))
                    continue
                }
                if CellReader.saysNothing(cell) {
                    told.append(("Cells for addresses and numbers that say that there is none", cell))
                    continue
                }
                do {
                    found += kind == .email ? try CellReader.mails(cell) : try CellReader.numbers(cell, kind)
                } catch {
                    fault(header, error.value, "'\(error.value)' \(error.kind)", error.remedy, kind: error.kind)
                }
            }
        }
        return found
    }

    private mutating func languages() -> [Language] {
        var found: [Language] = []
        for (header, cell) in cells[.language] ?? [] {
            let whole = words.language(cell)
            let pieces = whole == nil ? cell.split { ";,/|+".contains($0) }.flatMap { Self.joined(String($0)) } : [cell]
            for piece in pieces.map(\.trimmed) where !piece.isEmpty {
                let meaning = mapping.meaning(of: piece, in: .language)
                if meaning.isEmpty { continue }
                if let code = words.language(meaning), let language = Language(rawValue: code) {
                    if !found.contains(language) { found.append(language) }
                } else {
                    unknown(header, meaning, "language", "Write its code, such as es.")
                }
            }
        }
        return found
    }

    /// `español e inglés`
    private static func joined(_ text: String) -> [String] {
        text.split(separator: " ").split { ["y", "e", "et", "and", "und", "ou", "o", "&"].contains($0.lowercased()) }
            .map { $0.joined(separator: " ") }
    }
}

/// Reading single cells.
extension PersonRow {
    func text(_ field: PersonField) -> String? { cells[field]?.first?.text }

    func day(_ word: String) throws -> CalendarDay {
        try DayReader(order: mapping.days, words: words).day(word)
    }

    mutating func fault(
        _ header: String?, _ value: String?, _ reason: String, _ remedy: Remedy, kind: String? = nil
    ) {
        let column = header.map { "column '\($0)'" }
        faults.append(
            RowFault(row: place, column: column, value: value, Problem(.badData, reason, remedy: remedy), kind: kind))
    }

    mutating func unknown(_ header: String, _ value: String, _ what: String, _ remedy: Remedy) {
        fault(header, value, "'\(value.prefix(40))' is not a known \(what)", remedy, kind: "is not a known \(what)")
    }

    private mutating func attempt(_ header: String?, _ work: () throws -> Void) {
        do { try work() } catch let problem as Problem {
            fault(header, nil, problem.what, problem.remedy)
        } catch {
            fault(header, nil, "cannot be read", "Correct the cell, or empty it.")
        }
    }

    mutating func value<Value>(_ field: PersonField, _ read: (String) throws -> Value) -> Value? {
        guard let (header, text) = cells[field]?.first else { return nil }
        do { return try read(text) } catch {
            let problem = error as? Problem ?? Problem(.badData, "cannot be read", remedy: "Correct the cell.")
            // Grouped by what is wrong, whatever the value is.
            let kind = problem.what.replacing("'\(text.prefix(40))' ", with: "").replacing(
                "'\(text.prefix(20))' ", with: "")
            fault(header, text, problem.what, problem.remedy, kind: kind)
            return nil
        }
    }

    /// The entries of cells that hold several.
    func list(_ field: PersonField) -> [(String, String)] {
        (cells[field] ?? []).flatMap { header, cell in
            cell.replacing(":::", with: ";").split { ";,/|".contains($0) }
                .map { (mapping.meaning(of: String($0).trimmed, in: field), header) }.filter { !$0.0.isEmpty }
        }
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ field: PersonField, _ kind: String, _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        guard let (header, word) = cells[field]?.first else { return nil }
        if let choice = Choice(rawValue: words.code(kind, word) ?? word) { return choice }
        unknown(header, word, kind, NearestChoice.remedy(for: word, among: type.allCases.map(\.rawValue)))
        return nil
    }

    private mutating func country() -> CountryCode? {
        guard let (header, word) = cells[.country]?.first else { return nil }
        if let code = words.country(word), let country = CountryCode(rawValue: code) { return country }
        unknown(header, word, "country", "Write its two letters, such as HN, or its name.")
        return nil
    }

    /// `true` and `false` for each cell of a field that says one of them.
    private mutating func values(_ field: PersonField) -> [String] {
        (cells[field] ?? []).compactMap { header, word in
            if let code = words.code("truth", word) { return code }
            fault(
                header, word, "'\(word.prefix(40))' is neither yes nor no", "Write yes or no.",
                kind: "is neither yes nor no")
            return nil
        }
    }

    private mutating func truth(_ field: PersonField) -> Bool? { values(field).first.map { $0 == "true" } }

    /// A word, or the number of people who work there.
    private mutating func size() -> OrganizationSize? {
        guard let word = text(.size) else { return nil }
        if let number = Int(word) { return number <= 10 ? .small : number <= 100 ? .medium : .large }
        return choice(.size, "size", OrganizationSize.self)
    }

    /// `09:00-17:00`, and as people write it: `9 – 17`, `8:30 a 16:00`, `8h-16h`.
    private static func hours(_ word: String) throws -> WorkingHours {
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
}
