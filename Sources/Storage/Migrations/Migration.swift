/// One step of the schema's history. Steps are only ever added, and never change once a release has them.
///
/// A step is its SQL and private forms beside it. It calls nothing that knows today's tables or records; what today's code derives
/// from records, such as the search index, is made anew afterwards where a step says so.
struct Migration: Sendable {
    /// What today's code fills in once all steps are taken.
    enum Derived: Sendable { case directory, measures, actions }

    let version: Int
    let statements: [String]
    /// The tables after this step, those that others refer to first.
    let tables: [String]
    /// What statements alone cannot do, between them and `ending`.
    var work: @Sendable (MigrationContext) throws -> Void = { _ in }
    var ending: [String] = []
    /// What a store that had records has to have made anew.
    var outdates: Set<Derived> = []

    static let all = [first, second, third, fourth, fifth, sixth]
    static var current: Int { all.map(\.version).max() ?? 0 }

    static func tables(of version: Int) -> [String] { all.first { $0.version == version }?.tables ?? [] }
}
