import Services
import Coordination
import Foundation
import Installation
import Sealing
import Storage

/// Foundation has a class of the same name.
typealias Operation = Installation.Operation

/// An empty installation to measure in; one of an earlier run is replaced.
struct BenchHome {
    static let actor = ActorName(trusted: "bench")

    let home: Home
    let resources: ResourceDirectory
    let officer: Officer

    private let storeURL: String?

    /// - Parameter storeURL: where its store is; in the home if nothing is said.
    init(_ path: String, storeURL: String? = nil) async throws {
        home = Home(path: path)
        self.storeURL = storeURL
        try? FileManager.default.removeItem(atPath: path)
        let root = FileManager.default.currentDirectoryPath
        resources = ResourceDirectory(directory: "\(root)/Directory", templates: "\(root)/Templates")
        officer = Officer(
            name: "Officer", address: try EmailAddress(parsing: "officer@mission.example"), post: "Mission",
            country: try CountryCode(parsing: "HN"), zone: try ZoneName(parsing: "America/Tegucigalpa"),
            language: .english)
        try await Installation.initialize(home: home, storeURL: storeURL, resources: resources, officer: officer)
    }

    func operation(_ clock: Clock) async throws -> Operation {
        try await Installation.open(
            home: home, storeURL: storeURL, resources: resources, clock: clock, random: .real,
            guards: DeliveryGuards.all,
            carriers: RoundCarriers.all
        ).operation(as: Self.actor)
    }

    /// The store itself, open.
    func store() async throws -> Store {
        let store = try await Store.open(storeURL ?? home.storeURL)
        try await store.unlock(.keyFile(Array(Data(contentsOf: URL(filePath: home.keyFile)))))
        return store
    }
}
