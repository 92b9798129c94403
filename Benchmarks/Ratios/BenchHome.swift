import Coordination
import Foundation
import Sealing
import Storage
import Workflows

/// An empty installation to measure in; one of an earlier run is replaced.
struct BenchHome {
    let home: Home
    let shelf: Shelf
    let officer: Officer

    init(_ path: String) async throws {
        home = Home(path: path)
        try? FileManager.default.removeItem(atPath: path)
        let root = FileManager.default.currentDirectoryPath
        shelf = Shelf(directory: "\(root)/Directory", templates: "\(root)/Templates")
        officer = Officer(
            name: "Officer", address: try EmailAddress(parsing: "officer@mission.example"), post: "Mission",
            country: try CountryCode(parsing: "HN"), zone: try ZoneName(parsing: "America/Tegucigalpa"),
            language: .english)
        try await Secretariat.initialize(home: home, shelf: shelf, officer: officer)
    }

    func secretariat(_ world: World) async throws -> Secretariat {
        try await Secretariat.open(home: home, shelf: shelf, world: world, who: "bench")
    }

    /// The store itself, open.
    func store() async throws -> Store {
        let store = try await Store.open(home.storeURL)
        try await store.unlock(.keyFile(Array(Data(contentsOf: URL(filePath: home.keyFile)))))
        return store
    }
}
