/// Proof that the disclosure gate let something out. Only the gate makes one, and no envelope is made without one.
public struct Pass: Hashable, Sendable {
    /// Why it was let out, for the record.
    public let ground: String

    init(ground: String) { self.ground = ground }
}
