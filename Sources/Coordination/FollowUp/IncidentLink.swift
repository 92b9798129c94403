/// What an incident is linked with: measures, convenings and actions, by id.
public struct IncidentLink: Hashable, Sendable, Codable {
    public enum Kind: String, CaseIterable, Sendable, Codable { case measure, convening, action }

    public let kind: Kind
    public let subject: String

    public init(kind: Kind, subject: String) {
        self.kind = kind
        self.subject = subject
    }
}
