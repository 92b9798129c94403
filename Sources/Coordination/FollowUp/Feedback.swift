extension Action {
    /// Whether the defender or family heard back.
    public enum Feedback: Hashable, Sendable {
        case given(CalendarDay)
        case notGiven(reason: String)

        var meaning: String {
            switch self {
            case .given(let day): "feedback given on \(day)"
            case .notGiven(let reason): "no feedback: \(reason)"
            }
        }
    }
}

/// Written as `{"given": DAY}` or `{"notGiven": REASON}`.
extension Action.Feedback: Codable {
    private enum Key: String, CodingKey { case given, notGiven }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let day = try container.decodeIfPresent(CalendarDay.self, forKey: .given) {
            self = .given(day)
        } else {
            self = .notGiven(reason: try container.decode(String.self, forKey: .notGiven))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .given(let day): try container.encode(day, forKey: .given)
        case .notGiven(let reason): try container.encode(reason, forKey: .notGiven)
        }
    }
}
