/// Where the chain ended at a time, written down outside the store. It says nothing of what the entries say.
public struct AuditAnchor: Hashable, Sendable, Codable {
    public let store: String
    public let position: Int
    /// The code of that entry, in hexadecimal.
    public let mac: String
    public let at: Instant

    public init(store: String, position: Int, mac: String, at: Instant) {
        self.store = store
        self.position = position
        self.mac = mac
        self.at = at
    }

    /// One line: `convoke-anchor 1 STORE POSITION CODE TIME`.
    public var line: String { "convoke-anchor 1 \(store) \(position) \(mac) \(at)" }

    /// The anchors among the lines of a text; other lines, such as those of a mail around it, are passed over.
    /// - Throws: `Problem.badData` with the line of an anchor that cannot be read.
    public static func anchors(in text: String) throws -> [AuditAnchor] {
        try text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap {
            number, line in
            let words = line.split(separator: " ")
            guard words.first == "convoke-anchor" else { return nil }
            guard words.count == 6, words[1] == "1", let position = Int(words[3]), words[4].count == 64,
                let at = try? Instant(parsing: String(words[5]))
            else {
                throw Problem(
                    .badData, at: "line \(number + 1)", "is not a whole anchor",
                    remedy: "Copy the line again as it was written.")
            }
            return AuditAnchor(store: String(words[2]), position: position, mac: String(words[4]), at: at)
        }
    }
}
