/// What is searched together.
enum SearchKind: String, Sendable, CaseIterable {
    case contact, organization, mechanism

    var table: String { "\(rawValue)s" }
}
