/// What a message from outside comes down to, once it was read.
public struct ParsedMessage: Hashable, Sendable, Codable {
    public var origin: ReplyOrigin
    /// The mail's own id, by which the same mail is known again.
    public var messageID: String?
    /// What it says of each event; one in most messages.
    public var replies: [Reply]
    /// Why it is no answer.
    public var trouble: HoldReason?
    /// The same in words, where there is more to say.
    public var detail: String?
    /// Messages of ours that it answers or that came back, by their ids.
    public var mentions: [String]
    /// Whom a delivery report says was not reached.
    public var failed: [EmailAddress]
    /// Whether a trusted server said anything about the sender; `nil` for a bare file.
    public var isChecked: Bool?

    public init(
        origin: ReplyOrigin, messageID: String? = nil, replies: [Reply] = [], trouble: HoldReason? = nil,
        detail: String? = nil, mentions: [String] = [], failed: [EmailAddress] = [], isChecked: Bool? = nil
    ) {
        self.origin = origin
        self.messageID = messageID
        self.replies = replies
        self.trouble = trouble
        self.detail = detail
        self.mentions = mentions
        self.failed = failed
        self.isChecked = isChecked
    }

    /// The first of what it says.
    public var reply: Reply? { replies.first }

    /// What the person wrote along with it.
    public var note: String? {
        var said: [String] = []
        for text in replies.compactMap(\.comment) where !said.contains(text) { said.append(text) }
        return said.isEmpty ? nil : said.joined(separator: " / ")
    }

    /// The reason for which it is held, where more can be said of it than that.
    public func detail(of reason: HoldReason) -> String? {
        guard reason == .odd, detail == nil else { return detail }
        let oddity = replies.lazy.compactMap(\.oddity).first
        let isStrange = replies.contains { !$0.strangeZones.isEmpty }
        return (oddity ?? (isStrange ? .zone : replies.contains(where: \.isRepeating) ? .rule : nil))?.meaning
    }

    /// A message for each event that it answers, or itself.
    public var parts: [ParsedMessage] {
        guard replies.count > 1 else { return [self] }
        return replies.map { reply in
            var part = self
            part.replies = [reply]
            return part
        }
    }

    /// Nothing could be made of it.
    public static func unreadable(_ detail: String) -> ParsedMessage {
        ParsedMessage(origin: .file, trouble: .unreadable, detail: detail)
    }
}
