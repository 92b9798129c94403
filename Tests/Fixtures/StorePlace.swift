import Foundation

/// The engines that a store can be tested on here.
public enum EngineKind: String, CaseIterable, Sendable {
    case sqlite, postgres

    public static let here: [EngineKind] = PostgresCluster.socket == nil ? [.sqlite] : allCases
}

/// A place for one store, empty at first and gone with the test.
public final class StorePlace: Sendable {
    public let url: String
    public let folder: TemporaryFolder
    private let isDatabase: Bool

    public init(_ kind: EngineKind) throws {
        folder = try TemporaryFolder()
        if kind == .postgres, let database = try PostgresCluster.freshDatabase() {
            url = database
            isDatabase = true
        } else {
            url = "sqlite:\(folder.path)/store.sqlite"
            isDatabase = false
        }
    }

    deinit { if isDatabase { PostgresCluster.drop(url) } }
}
