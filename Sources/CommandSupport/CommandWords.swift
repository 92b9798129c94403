public import Coordination

/// How the command line says what to do next: as the command to type.
public enum CommandWords {
    /// `'convoke convening show cv-1'`.
    public static func command(_ verb: Verb, _ subjects: [String], _ options: String) -> String {
        let words = ["convoke", verb.rawValue] + subjects + (options.isEmpty ? [] : [options])
        return "'\(words.joined(separator: " "))'"
    }

    /// One line: `place: what. remedy`.
    public static func line(_ problem: Problem) -> String { problem.worded(command) }
}

extension Remedy {
    /// As the command line says it.
    package var inCommands: String { worded(CommandWords.command) }
}
