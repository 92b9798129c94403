/// How long content is kept, in days, by kind. What has no rule is kept until a person erases it.
public struct RetentionRules: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Answers as they came, from the day they came.
        case replies
        /// What was sent or given up, from the day it was stored.
        case messages
        /// What is done, from the day it was done.
        case actions
        /// People, from the day anything last happened with them.
        case contacts

        /// What the audit records when one of them is removed.
        public var event: AuditEvent {
            switch self {
            case .replies: .retentionReplies
            case .messages: .retentionMessages
            case .actions: .retentionActions
            case .contacts: .retentionContacts
            }
        }
    }

    public let days: [Kind: Int]

    public init(days: [Kind: Int]) { self.days = days }

    public static let none = RetentionRules(days: [:])

    /// What is older than this may go; `nil` where the kind is kept.
    public func limit(_ kind: Kind, now: Instant) -> Instant? {
        days[kind].map { now.adding(.seconds(-$0 * 86_400)) }
    }
}
