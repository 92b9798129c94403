/// One way in which a mechanism numbers its documents, as its file describes it.
public struct ReferenceForm: Hashable, Sendable, Codable {
    public enum Shape: String, CaseIterable, Sendable, Codable {
        /// A word, a number and a year: `MC-204-17`, `Resolution 38/2022`, `Application no. 29750/09`.
        case numberAndYear = "number-and-year"
        /// A word and a number with dots for thousands: `Case 12.345`.
        case dottedNumber = "dotted-number"
        /// A kind, an ISO 3166-1 alpha-3 country, a number and a four-digit year: `AL CAN 3/2026`.
        case letter
        /// A word, a number, a session in Roman numerals and a year: `ACHPR/Res.570 (LXXVII) 2023`.
        case sessionResolution = "session-resolution"
        /// A document symbol kept as it is: `A/HRC/27/72`.
        case symbol
    }

    public let shape: Shape
    /// The words that announce it, in every language; for letters the kinds, for symbols their beginnings.
    public let words: [String]
    /// What a word means where several kinds share a form, by uppercase word.
    public let kinds: [String: String]
    /// The normal form with `{kind}`, `{country}`, `{number}`, `{year}`, `{session}`, `{symbol}`.
    public let normal: String
    /// The printed form; also knows `{yy}`, `{roman}` and `{nnn}`, the number with three digits at least, and `{thousands}`,
    /// `12.345`.
    public let printed: String
    /// The printed form by language, where it is not the same in all.
    public let printedIn: [String: String]?
    /// How many digits its year and its number have, where that tells it from another mechanism's form; `nil` where it does not.
    public let yearDigits: Int?
    public let fewestDigits: Int?
    public let mostDigits: Int?

    public init(
        shape: Shape, words: [String], kinds: [String: String] = [:], normal: String, printed: String,
        printedIn: [String: String]? = nil, yearDigits: Int? = nil,
        fewestDigits: Int? = nil, mostDigits: Int? = nil
    ) {
        self.shape = shape
        self.words = words
        self.kinds = kinds
        self.normal = normal
        self.printed = printed
        self.printedIn = printedIn
        self.yearDigits = yearDigits
        self.fewestDigits = fewestDigits
        self.mostDigits = mostDigits
    }
}
