/// A record that keeps which of its words, that may name people, somebody confirmed.
public protocol ConfirmedWords {
    /// Digests, each of some words with one thing that was found in them; `nil` where there are none.
    var confirmed: [String]? { get set }
}

extension ConfirmedWords {
    /// Whether someone has confirmed that words which may name people may leave.
    public func isConfirmed(_ mark: String) -> Bool { confirmed?.contains(mark) ?? false }

    /// Notes that someone has confirmed such words.
    public mutating func confirm(_ marks: [String]) {
        let new = marks.filter { !isConfirmed($0) }
        if !new.isEmpty { confirmed = (confirmed ?? []) + new }
    }
}
