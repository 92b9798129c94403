/// One figure: ours against a reference that was measured in the same run.
struct Row {
    enum Goal {
        /// Ours may take at most so many times the reference.
        case ratio(Double)
        /// Ours may take at most so much, in the row's unit.
        case atMost(Double)
    }

    let name: String
    let unit: String
    /// Less is better.
    let ours: Double
    let reference: Double
    let goal: Goal

    var ratio: Double { ours / reference }

    var isMet: Bool {
        switch goal {
        case .ratio(let most): ratio <= most
        case .atMost(let most): ours <= most
        }
    }

    /// name, ours, reference, ratio, goal, verdict.
    var columns: [String] {
        let goal =
            switch goal {
            case .ratio(let most): "<= \(Self.text(most))x"
            case .atMost(let most): "<= \(Self.text(most)) \(unit)"
            }
        return [
            name, "\(Self.text(ours)) \(unit)", "\(Self.text(reference)) \(unit)", Self.text(ratio), goal,
            isMet ? "met" : "short",
        ]
    }

    /// Three significant places are more than a shared machine can tell apart.
    private static func text(_ number: Double) -> String {
        let scaled = (number * 100).rounded() / 100
        return "\(scaled)"
    }
}
