public import Coordination

/// What codes are called in one language.
public struct Words: Sendable {
    let language: Language
    private let words: [String: String]

    init(language: Language, text: String) {
        self.language = language
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        words = Dictionary(
            lines.compactMap { line in
                let columns = line.split(separator: "\t", maxSplits: 1)
                return columns.count == 2 ? (String(columns[0]), String(columns[1])) : nil
            }, uniquingKeysWith: { first, _ in first })
        missionArticles = Set(words.filter { $0.key.hasPrefix(Self.mission) }.values.map(Self.spaced))
    }

    /// The word, or the code itself where there is none.
    public subscript(code: String) -> String { words[code] ?? code }

    /// The word with a value in place of its `%`.
    public func filled(_ code: String, _ value: String) -> String { self[code].replacing("%", with: value) }

    /// How one person answered; the words of the states themselves are for numbers of people.
    public func name(of state: Invitation.State) -> String { self["reply-\(state.rawValue)"] }

    public func name(of state: Action.State) -> String { self[state == .declined ? "not-taken-on" : state.name] }

    /// The articles that stand before what missions are called, as at the beginning of a sentence, with the space behind them.
    let missionArticles: Set<String>

    /// - Parameter noun: `embassy`, `consulate` or another.
    func article(ofMission noun: String) -> String? { words[Self.mission + noun].map(Self.spaced) }

    private static let mission = "mission-article-"

    /// `L'` has no space behind it.
    private static func spaced(_ article: String) -> String {
        article.hasSuffix("'") ? article : "\(article) "
    }

    /// What has to have a word in every language.
    static let wanted: [String] =
        ActionKind.allCases.map { "act-\($0.rawValue)" } + TimelineEntry.Kind.allCases.map { "entry-\($0.rawValue)" }
        + Measure.Event.Kind.allCases.map { "event-\($0.rawValue)" }
        + Measure.Point.State.allCases.map { "point-\($0.rawValue)" }
        + Invitation.State.allCases.map { "reply-\($0.rawValue)" }
        + MessageKind.allCases.map { "mail-\($0.rawValue)" }
        + Consent.Purpose.allCases.map { "purpose-\($0.rawValue)" }
        + SafeChannel.Kind.allCases.map { "channel-\($0.rawValue)" }
        + BalanceWarning.allCases.map { "warning-\($0)" }

    /// Without the articles, which differ by language.
    var codes: Set<String> { Set(words.keys.filter { !$0.hasPrefix(Self.mission) }) }
}
