/// The meetings of a series.
public struct SeriesPart: TemplateContent {
    public var isSeries = false
    public var count: String?
    /// The first of them.
    public var meetings: [String] = []
    public var hasMore = false

    public init() {}
}
