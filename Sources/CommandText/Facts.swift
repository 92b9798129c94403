internal import Coordination

/// Facts of an answer, each with its name.
enum Facts {
    /// A line for each that is known.
    static func lines(_ facts: [(name: String, text: String?)]) -> [String] {
        facts.compactMap { name, text in text.map { "\(name): \($0)" } }
    }

    /// A line for each file that belongs to the answer.
    static func files(_ attachments: [Attachment]) -> [String] {
        attachments.map { "file \($0.id): \($0.name), \($0.size) bytes" }
    }
}
