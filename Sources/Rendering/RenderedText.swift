/// A text ready to be sent.
public struct RenderedText: Hashable, Sendable {
    public let subject: String
    public let body: String
    /// The body as a small page without links or pictures.
    public let html: String
}
