internal import Coordination
internal import DirectoryFiles
internal import Installation
internal import Storage
internal import Zones

/// How a file of people is to be read.
public struct ImportInput: Sendable {
    public var defaults = Defaults()
    /// `utf-8`, `utf-16` or `latin-1`; by its byte order mark, else UTF-8, where `nil`.
    public var encoding: String?
    /// A file that says which column is what.
    public var mapping: String?
    /// `day-first` or `month-first`, for days that do not begin with the year.
    public var dates: String?
    /// `as-written` or `tidied`: without titles, given names first, not in capitals.
    public var names: String?
    /// Whether nothing is kept.
    public var isDryRun = false
    /// Where the rows are written that cannot be taken, while the others are; nothing is taken of such a file where `nil`.
    public var refusedFile: String?
    /// Whether a value on record may give way to the file's.
    public var mayReplace = false

    /// What holds where a row says nothing.
    public struct Defaults: Sendable {
        public var country: String?
        public var zone: String?
        public var language: String?
        public var sector: String?
        public var source: String?
        public init() {}
    }

    public init() {}
}

extension Directory {
    /// Takes a table or vCards into the directory: all of the file or nothing. Taking the same again changes nothing.
    /// - Parameters:
    ///   - approve: is shown which column is read as what, where that was guessed, and may throw.
    ///   - progress: told how many rows are through, of how many.
    public func importPeople(
        _ path: String, _ options: ImportInput, approve: (String) throws -> Void,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> PeopleReport {
        let reader = try reader(options)
        let reading = try await notingRefusal { try reader.read(path) }
        let keepsGood = options.refusedFile != nil
        if let mapping = reading.mapping, mapping.isGuessed, !options.isDryRun, reading.refused.isEmpty || keepsGood {
            try approve(mapping.text())
        }
        let start = PeopleReport(file: path, reading: reading, isDryRun: options.isDryRun, keepsGood: keepsGood)
        let defaults = reading.mapping?.defaults ?? Self.defaults(options)
        let day = try operation.today()
        let intake = intake(
            defaults, list: defaults.source ?? Self.listName(path), source: defaults.source ?? "Imported on \(day)",
            on: day)
        // Nothing of a file is kept unless all of it can be, or the rest is written out; what the store refuses is left out, too.
        var bad = Set(reading.refused.map(\.row)), refused = start.refused
        while true {
            let rows = reading, left = bad, before = refused
            let (report, plan) = try await operation.read { records in
                var report = start
                report.refused = before
                let plan = try intake.plan(rows, but: left, records, &report, progress)
                report.isToBeAgreed = !options.mayReplace && report.changed.contains(where: \.takesSomething)
                return (report, plan)
            }
            if keepsGood, report.refused.count > refused.count {
                refused = report.refused
                bad.formUnion(refused.map(\.row))
                continue
            }
            var done = report
            if report.isKept {
                if !report.refused.isEmpty, let file = options.refusedFile {
                    try write(report.refused, of: path, reader, to: file)
                    done.refusedFile = file
                }
                try await take(plan, progress)
            }
            try await noteTrial(done)
            return done
        }
    }

    /// Writes what was decided: a little in one transaction, much in batches that are released together.
    /// - Throws: `Problem.tryAgain` where a record was changed by somebody else since it was read.
    func take(
        _ plan: ImportPlan, _ progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws {
        let parts = plan.parts
        guard parts.count > Rounds.batch else {
            return try await operation.change { records in
                for part in parts {
                    if let id = try part.save(records) { throw Self.changedMeanwhile(id) }
                }
            }
        }
        // The ids of new people are drawn once, so a file that was broken off is staged anew.
        try await operation.rounds.run(
            .people, about: "directory", total: parts.count, plan: operation.freshToken(), progress
        ) { id in
            let batch = Rounds.batch * 4
            for start in stride(from: 0, to: parts.count, by: batch) {
                let some = parts[start..<min(start + batch, parts.count)]
                try await operation.rounds.stage(in: id) { records in
                    try records.rounds.stage(some.map(\.stage), from: start + 1, in: id)
                }
            }
        }
    }

    private static func changedMeanwhile(_ id: String) -> Problem {
        Problem(
            .tryAgain, at: id, "was changed by someone else while the file was read", remedy: "Take the file again.")
    }

    /// - Parameters:
    ///   - list: what the program or list is called that numbers are of.
    ///   - source: where an organization that is new is known from.
    func intake(_ defaults: PersonDefaults, list: String, source: String, on today: CalendarDay) -> PeopleIntake {
        PeopleIntake(
            defaults: defaults, source: source, list: list, today: today, now: operation.now,
            zoneOf: { [self] in try zone(of: $0) },
            newID: { [self] in
                let id: Contact.ID = operation.newID($0)
                return id.text
            })
    }

    private func write(_ refused: [PeopleReport.Refusal], of path: String, _ reader: PeopleReader, to file: String)
        throws
    {
        let rows = Dictionary(grouping: refused, by: \.row).mapValues { faults in
            faults.map { fault in "\(fault.column.map { "\($0): " } ?? "")\(fault.reason)." }
        }
        try Home.write(Array(try reader.refused(path, rows).utf8), to: file)
    }

    /// What a list is called by its file, whose name may say which download it is: `members (2).csv`.
    private static func listName(_ path: String) -> String {
        var name = path.split(separator: "/").last.map(String.init) ?? path
        if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = String(name[..<dot]) }
        let bare = name.replacing(/[ _-]*\(\d+\)$/, with: "")
        return SafeText.printable(String((bare.isEmpty ? name : bare).prefix(100)))
    }

    /// Notes that a file was refused; of the file nothing else is kept.
    func notingRefusal<Result>(_ work: () throws -> Result) async throws -> Result {
        do { return try work() } catch let problem as Problem {
            try await noteRefusal()
            throw problem
        }
    }

    /// A trial, too, tells who is in the directory.
    private func noteTrial(_ report: PeopleReport) async throws {
        try await operation.change { records in
            if report.isDryRun {
                try records.note(.directoryImportTrial, "import")
            } else if !report.isKept {
                try records.note(.directoryRefused, "import")
            }
            for id in report.toldOf.sorted() { try records.note(.directoryRead, id) }
        }
    }

    private func noteRefusal() async throws {
        try await operation.change { try $0.note(.directoryRefused, "import") }
    }

    /// Which column of a table is read as what, as a file for `--mapping`.
    public func mapping(of path: String, _ options: ImportInput) throws -> String {
        let reading = try reader(options).read(path)
        guard let mapping = reading.mapping else {
            throw Problem(.usage, at: path, "is not a table", remedy: "vCards need no mapping.")
        }
        return mapping.text(unknown: reading.unknownValues)
    }

    /// Whether a path is a table or vCards, rather than YAML.
    public func isPeopleFile(_ path: String) -> Bool { PeopleReader.reads(path) }

    private func reader(_ options: ImportInput) throws -> PeopleReader {
        func known<Choice: RawRepresentable & CaseIterable>(_ word: String?, _ name: String, _: Choice.Type) throws
            -> Choice? where Choice.RawValue == String
        {
            try word.map { word in
                guard let choice = Choice(rawValue: word.lowercased()) else {
                    throw Problem(
                        .usage, "'\(word.prefix(20))' is not a valid \(name)",
                        remedy: NearestChoice.remedy(for: word, among: Choice.allCases.map(\.rawValue)))
                }
                return choice
            }
        }
        let defaults = Self.defaults(options)
        if let country = options.defaults.country { try operation.facts.check(CountryCode(parsing: country)) }
        if let zone = options.defaults.zone { _ = try operation.zones.zone(ZoneName(parsing: zone)) }
        let words = try ImportWords(
            folder: operation.resources.directory, countries: operation.facts.countryNames,
            shortCodes: operation.facts.shortCodes)
        let zones = operation.zones
        return PeopleReader(
            facts: ImportFacts(
                words: words, host: operation.officer.country, knowsZone: { (try? zones.zone($0)) != nil }),
            defaults: defaults,
            encoding: try known(options.encoding, "encoding", TextEncoding.self), mapping: options.mapping,
            days: try known(options.dates, "order of day and month", ColumnMapping.DayOrder.self),
            names: try known(options.names, "way to take names", ColumnMapping.NameOrder.self))
    }

    private static func defaults(_ options: ImportInput) -> PersonDefaults {
        PersonDefaults(
            country: options.defaults.country.flatMap(CountryCode.init(rawValue:)),
            zone: options.defaults.zone.flatMap(ZoneName.init(rawValue:)),
            language: options.defaults.language.flatMap(Language.init(rawValue:)),
            sector: options.defaults.sector.flatMap(Sector.init(rawValue:)), source: options.defaults.source)
    }

    /// The officer's own zone at home; elsewhere the country's only one, or that of its capital.
    private func zone(of country: CountryCode) throws -> ZoneName {
        if country == operation.officer.country { return operation.officer.zone }
        let names = operation.zones.zones(of: country)
        if let zone = names.count == 1 ? names.first : try operation.facts.capitalZone(of: country) {
            _ = try operation.zones.zone(zone)
            return zone
        }
        throw Problem(
            .badData, "has no time zone, and \(country) has none that is known",
            remedy: "Add a column 'time zone', or say --zone.")
    }
}
