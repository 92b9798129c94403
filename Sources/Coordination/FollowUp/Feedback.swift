extension Action {
    /// Whether the defender or family heard back.
    public enum Feedback: Hashable, Sendable {
        case told(CalendarDay)
        case notTold(reason: String)

        var meaning: String {
            switch self {
            case .told(let day): "told \(day)"
            case .notTold(let reason): "not told: \(reason)"
            }
        }
    }
}

/// Written as `{"told": DAY}` or `{"notTold": REASON}`.
extension Action.Feedback: Codable {
    private enum Key: String, CodingKey { case told, notTold }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let day = try container.decodeIfPresent(CalendarDay.self, forKey: .told) {
            self = .told(day)
        } else {
            self = .notTold(reason: try container.decode(String.self, forKey: .notTold))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .told(let day): try container.encode(day, forKey: .told)
        case .notTold(let reason): try container.encode(reason, forKey: .notTold)
        }
    }
}
