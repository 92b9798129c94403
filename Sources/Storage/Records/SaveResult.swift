/// What saving did.
public enum SaveResult: String, Sendable, Codable { case added, changed, unchanged }
