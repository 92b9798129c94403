import Services
import Coordination
import Fixtures
import Foundation
import Storage
import Synchronization

@testable import ConveningService
@testable import Delivery
@testable import DirectoryFiles
@testable import Installation
@testable import PeopleService

/// Foundation has a class of the same name.
typealias Operation = Installation.Operation

/// A fresh installation with the demonstration's people, its own clock and repeatable chance.
final class TestInstallation: Sendable {
    let folder: TemporaryFolder
    let opened: Installation
    let clock: TestClock

    final class TestClock: Sendable {
        private let time: Mutex<Instant>

        init(_ start: Instant) { time = Mutex(start) }
        var now: Instant { time.withLock { $0 } }
        func advance(_ seconds: Int) { time.withLock { $0 = $0.adding(.seconds(seconds)) } }
    }

    let place: StorePlace?

    /// A piece of work that begins now, by the test's clock.
    var operation: Operation { opened.operation(as: .test) }

    /// - Parameters:
    ///   - kind: the engine of its store.
    ///   - settings: what to add to the settings.
    ///   - post: what the mission is called, and by language.
    init(
        _ kind: EngineKind = .sqlite, settings: String = "", post: String = "Mission of Westland",
        names: [String: String] = [:]
    ) async throws {
        folder = try TemporaryFolder()
        place = kind == .postgres ? try StorePlace(kind) : nil
        // No clock stands at a whole second.
        let clock = TestClock(People.now.adding(.milliseconds(417))), generator = Mutex(SeededGenerator(seed: 1))
        self.clock = clock
        let random = RandomSource { count in
            generator.withLock { generator in
                (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            }
        }
        let officer = Officer(
            name: "Officer", address: try EmailAddress(parsing: "officer@mission.example"), post: post,
            postNames: names,
            country: try CountryCode(parsing: "HN"), zone: try ZoneName(parsing: "America/Tegucigalpa"),
            language: .english)
        let home = Home(path: "\(folder.path)/home")
        let resources = ResourceDirectory(directory: Repository.directory, templates: Repository.templates)
        try await Installation.initialize(home: home, storeURL: place?.url, resources: resources, officer: officer)
        if !settings.isEmpty {
            let text = try String(contentsOfFile: home.settings, encoding: .utf8)
            try Data((text + settings).utf8).write(to: URL(filePath: home.settings))
        }
        opened = try await Installation.open(
            home: home, resources: resources, clock: Clock { clock.now }, random: random, guards: DeliveryGuards.all,
            carriers: RoundCarriers.all
        )
        let operation = operation
        _ = try await operation.directory.importDirectory(operation.directory.shippedPaths(withDemonstration: true))
    }

    /// The same installation as another program opens it.
    func reopened() async throws -> Operation {
        try await Installation.open(
            home: opened.home, resources: opened.resources, clock: opened.clock, random: opened.random,
            guards: DeliveryGuards.all, carriers: RoundCarriers.all
        )
        .operation(as: ActorName(trusted: "other"))
    }

    var mailFolder: String { "\(folder.path)/home/mail/new" }

    /// The delivered mails by the id of their envelope.
    func mails() throws -> [String: [UInt8]] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: mailFolder)) ?? []
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, Array(try Data(contentsOf: URL(filePath: "\(mailFolder)/\($0)")))) })
    }

    /// A roundtable whose invitations are delivered.
    func invitedRoundtable(visibility: Visibility? = nil) async throws -> Convening.ID {
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "River defenders", zone: nil, first: nil, last: nil,
            venue: "Residence, library", link: nil, visibility: visibility)
        let people = try await operation.read { try $0.contacts.all().map(\.id) }
        _ = try await operation.invitees.add(to: convening.id, named: people, sectors: [], countries: [], theme: nil)
        let times = try await operation.convenings.findTimes(for: convening.id, count: 2)
        _ = try await operation.convenings.book(convening.id, at: times.proposals[0].start)
        _ = try await operation.invitations.invite(convening.id)
        _ = try await operation.outbox.deliver()
        return convening.id
    }
}
