/// Why something could not be done, in words a person can act on: where, what, and what to do next.
///
/// The text names files, lines and opaque ids only; it never carries a contact's name or address.
public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The class of the problem; it decides the exit status and, in the outbox, whether to try again.
    public enum Kind: String, Sendable, Codable {
        case usage, badData, missingInput, unavailable, cannotCreate, tryAgain, notAllowed, configuration

        /// The `sysexits` status of the command line.
        public var exitStatus: Int32 {
            switch self {
            case .usage: 64
            case .badData: 65
            case .missingInput: 66
            case .unavailable: 69
            case .cannotCreate: 73
            case .tryAgain: 75
            case .notAllowed: 77
            case .configuration: 78
            }
        }
    }

    public let kind: Kind
    /// A file with its line, a field, or an id; `nil` where the command itself is the place.
    public let place: String?
    public let what: String
    /// What to do next.
    public let remedy: Remedy

    public init(_ kind: Kind, at place: String? = nil, _ what: String, remedy: Remedy) {
        self.kind = kind
        self.place = place
        self.what = what
        self.remedy = remedy
    }

    /// One line: `place: what. remedy`.
    public var description: String { line(remedy.description) }

    /// The same with the verbs of the remedy as a front says them.
    public func worded(_ verb: (Verb, [String], String) -> String) -> String { line(remedy.worded(verb)) }

    private func line(_ remedy: String) -> String {
        let text = "\(what). \(remedy)"
        return SafeText.printable(place.map { "\($0): \(text)" } ?? text)
    }

    /// The same problem, told of the place where it was found.
    public func at(_ place: String) -> Problem {
        Problem(kind, at: self.place.map { "\(place): \($0)" } ?? place, what, remedy: remedy)
    }
}
