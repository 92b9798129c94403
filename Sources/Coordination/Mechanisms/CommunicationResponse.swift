/// Whether the State or company responded to a communication.
public enum CommunicationResponse: String, CaseIterable, Sendable, Codable {
    case none
    case published
    /// It came, and stays confidential.
    case withheld
}
