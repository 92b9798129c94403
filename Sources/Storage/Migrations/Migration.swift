/// One step of the schema's history. Steps are only ever added.
struct Migration: Sendable {
    let version: Int
    let statements: [String]
    /// The tables after this step, those that others refer to first.
    let tables: [String]
    /// What statements alone cannot do, between them and `ending`.
    var work: @Sendable (Records) throws -> Void = { _ in }
    var ending: [String] = []

    static let all = [first, second, third, fourth, fifth]
    static var current: Int { all.map(\.version).max() ?? 0 }

    static func tables(of version: Int) -> [String] { all.first { $0.version == version }?.tables ?? [] }
}
