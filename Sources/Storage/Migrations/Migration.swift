/// One step of the schema's history. Steps are only ever added.
struct Migration: Sendable {
    let version: Int
    let statements: [String]

    static let all = [first]
    static var current: Int { all.map(\.version).max() ?? 0 }
}
