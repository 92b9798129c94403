internal import Coordination
internal import Synchronization

/// Why a value of the command line was refused, in the words of its type: the parser of arguments only knows that it
/// was.
public enum RefusedValue {
    private static let problems = Mutex<[String: Problem]>([:])

    /// Reads a value, and keeps the reason where it is refused.
    static func read<Value>(_ text: String, _ reader: (String) throws -> Value) -> Value? {
        do {
            return try reader(text)
        } catch {
            if let problem = error as? Problem { problems.withLock { $0[text] = problem } }
            return nil
        }
    }

    /// The parser's message; its first line also says how such a value is written.
    public static func explained(_ message: String) -> String {
        let mark = "The value '"
        guard let first = message.split(separator: "\n", maxSplits: 1).first, let start = first.firstRange(of: mark),
            let end = first.firstRange(of: "' is invalid for '"), first.hasSuffix("'")
        else { return message }
        let problem = problems.withLock { $0[String(first[start.upperBound..<end.lowerBound])] }
        // The types that the parser brings itself are numbers.
        let form = problem?.remedy.inCommands ?? "Give a whole number."
        return "\(first). \(form)" + message.dropFirst(first.count)
    }
}
