public import Coordination
internal import Storage

/// What a service knows of its own messages that delivery does not: what has to be written before a round, and why one may not leave.
///
/// An installation is opened with all of them. A message of a kind that none answers for is held.
public protocol DeliveryGuard: Sendable {
    /// The kinds of message it answers for.
    var kinds: Set<MessageKind> { get }

    /// Writes what is due, and takes back what may not go out as it is, before a round takes anything.
    /// - Returns: what could not be done, each with its reason.
    func prepare(_ operation: Operation) async throws -> [String]

    /// The things about which nothing may leave in this round, each with the reason.
    func barred(_ operation: Operation) async throws -> [String: String]

    /// Why a mail may not leave, or not now, although its recipient agreed to mails of its kind.
    func obstacle(to envelope: Envelope.ID, for contact: Contact, _ operation: Operation) async throws -> Outcome?

    /// Hears of a mail that was refused because of its recipient.
    func wasRefused(_ envelope: Envelope.ID, _ operation: Operation) async throws
}

extension DeliveryGuard {
    public func prepare(_ operation: Operation) async throws -> [String] { [] }
    public func barred(_ operation: Operation) async throws -> [String: String] { [:] }
    public func obstacle(to envelope: Envelope.ID, for contact: Contact, _ operation: Operation) async throws
        -> Outcome?
    { nil }
    public func wasRefused(_ envelope: Envelope.ID, _ operation: Operation) async throws {}
}
