/// A mechanism that protects defenders, as its file in `Directory/mechanisms/` describes it.
public struct Mechanism: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Mechanism>

    /// A session with its dates and where they were announced.
    public struct Session: Hashable, Sendable, Codable {
        public let name: String
        public let start: CalendarDay
        public let end: CalendarDay
        public let source: String
        /// The last days to hand something in, by what it is, such as `hearing-requests`; `nil` where none are known.
        public let cutoffs: [String: CalendarDay]?

        public init(
            name: String, start: CalendarDay, end: CalendarDay, source: String, cutoffs: [String: CalendarDay]? = nil
        ) {
            self.name = name
            self.start = start
            self.end = end
            self.source = source
            self.cutoffs = cutoffs
        }
    }

    public let id: ID
    /// Names by language tag; English is always there.
    public let names: [String: String]
    public let sector: Sector
    public let zone: ZoneName?
    /// The country whose weekends and holidays it keeps.
    public let country: CountryCode?
    /// After how many days without anything recorded a live measure of it is a warning; `nil` for the usual.
    public let silenceDays: Int?
    public let website: String?
    public let stages: [Stage]
    public let references: [ReferenceForm]
    public let deadlines: [DeadlineRule]
    public let sessions: [Session]
    public let sources: [String]
    /// Whether some of its letters have no number, so that they are kept under a title.
    public let hasUnnumberedLetters: Bool?

    public init(
        id: ID, names: [String: String], sector: Sector, zone: ZoneName? = nil, country: CountryCode? = nil,
        silenceDays: Int? = nil, website: String? = nil,
        stages: [Stage] = [], references: [ReferenceForm] = [], deadlines: [DeadlineRule] = [],
        sessions: [Session] = [], sources: [String], hasUnnumberedLetters: Bool? = nil
    ) {
        self.id = id
        self.names = names
        self.sector = sector
        self.zone = zone
        self.country = country
        self.silenceDays = silenceDays
        self.website = website
        self.stages = stages
        self.references = references
        self.deadlines = deadlines
        self.sessions = sessions
        self.sources = sources
        self.hasUnnumberedLetters = hasUnnumberedLetters
    }

    /// The same with more sessions; one of the same name takes the place of that which is there.
    public func adding(_ more: [Session]) -> Mechanism {
        let names = Set(more.map(\.name))
        let all = sessions.filter { !names.contains($0.name) } + more
        return Mechanism(
            id: id, names: self.names, sector: sector, zone: zone, country: country, silenceDays: silenceDays,
            website: website,
            stages: stages, references: references, deadlines: deadlines,
            sessions: all.sorted { ($0.start, $0.name) < ($1.start, $1.name) },
            sources: sources, hasUnnumberedLetters: hasUnnumberedLetters)
    }

    public func name(in language: Language) -> String {
        names[language.rawValue] ?? names[Language.english.rawValue] ?? id.text
    }

    /// One of its references as it prints it in a language; as it stands where the file has no form for that.
    public func reference(_ reference: Reference, in language: Language) -> Reference {
        guard references.contains(where: { $0.printedIn?[language.rawValue] != nil }) else { return reference }
        let reader = ReferenceReader(mechanisms: [self], countries: [], printingIn: language)
        guard let read = try? reader.read(reference.printed), read.normal == reference.normal else { return reference }
        return Reference(
            mechanism: reference.mechanism, normal: reference.normal, printed: read.printed,
            original: reference.original)
    }

    /// A document that is cited: one of its own references as it prints it in a language, any other text as it stands.
    public func printed(_ document: String, in language: Language) -> String {
        guard references.contains(where: { $0.printedIn?[language.rawValue] != nil }) else { return document }
        func read(_ language: Language) -> String? {
            try? ReferenceReader(mechanisms: [self], countries: [], printingIn: language).read(document).printed
        }
        // Only what is such a reference and nothing else: a resolution of another court has words that this one's form passes over.
        let isOwn = Language.shipped.contains { read($0).map(ReferenceReader.fold) == ReferenceReader.fold(document) }
        return isOwn ? read(language) ?? document : document
    }

    /// What its file calls a stage in a language; the stage's code where it knows none.
    public func name(ofStage id: String, in language: Language) -> String {
        Self.name(stages.first { $0.id == id }?.names, in: language) ?? id
    }

    /// What its file calls the rule by which a deadline is counted; `nil` where a document set it.
    public func name(ofRule id: String?, in language: Language) -> String? {
        Self.name(deadlines.first { $0.id == id }?.names, in: language)
    }

    private static func name(_ names: [String: String]?, in language: Language) -> String? {
        names.flatMap { $0[language.rawValue] ?? $0[Language.english.rawValue] }
    }

    /// The stage that a measure is in; `nil` where the mechanism's file does not know it any more.
    public func stage(of measure: Measure) -> Stage? { stages.first { $0.id == measure.stage } }

    /// After how many days without anything recorded a measure is a warning.
    public func silenceLimit(of measure: Measure) -> Int {
        measure.silenceDays ?? silenceDays ?? Measure.usualSilenceDays
    }

    /// - Throws: `Problem.badData` with the nearest stage where there is none of that name.
    public func stage(_ id: String) throws -> Stage {
        if let stage = stages.first(where: { $0.id == id }) { return stage }
        throw Problem(
            .badData, at: self.id.text, "has no stage '\(id)'",
            remedy: NearestChoice.remedy(for: id, among: stages.map(\.id)))
    }
}
