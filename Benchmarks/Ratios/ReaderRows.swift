import Coordination
import Fixtures
import Foundation
import Sealing
import Storage
import Synchronization

/// 32 readers beside one writer on one open store: how much longer the slowest read takes than beside the same writer on another store of
/// the same disk or server. Each read opens a person and is noted, so both include the reader's own wait for the disk and for a core; what
/// is left is the wait for the write. Each is the middle one of three rounds, which alternate.
enum ReaderRows {
    private static let readers = 32, people = 2000
    private static let now = Instant(seconds: 1_772_712_000)

    static func measure(folder: String) async throws -> [Row] {
        let paths = ["readers", "elsewhere"].map { "\(folder)/\($0).sqlite" }
        for path in paths {
            for ending in ["", "-wal", "-shm", "-head", "-readings"] {
                try? FileManager.default.removeItem(atPath: path + ending)
            }
        }
        var rows = [try await row("SQLite", paths.map { "sqlite:\($0)" })]
        if let database = try PostgresCluster.freshDatabase(), let other = try PostgresCluster.freshDatabase() {
            rows.append(try await row("PostgreSQL", [database, other]))
            PostgresCluster.drop(database)
            PostgresCluster.drop(other)
        }
        return rows
    }

    private static func row(_ engine: String, _ urls: [String]) async throws -> Row {
        let store = try await Store.open(urls[0], create: true, founding: { .freshKeyFile() })
        let elsewhere = try await Store.open(urls[1], create: true, founding: { .freshKeyFile() })
        try await fill(store, "ct")
        _ = try await slowest(store, seconds: 1)
        var own: [Double] = [], other: [Double] = [], shortest = Double.infinity
        for round in 0..<3 {
            let (there, _) = try await slowest(store, besideWriterOn: elsewhere, "a\(round)")
            let (here, writes) = try await slowest(store, besideWriterOn: store, "b\(round)")
            other.append(there)
            own.append(here)
            shortest = min(shortest, writes)
        }
        guard shortest > 20 else {
            throw BenchFailure(what: "the writes of \(engine) are too short to wait for: \(shortest) ms")
        }
        return Row(
            name: "slowest of 32 readers beside a writer, above a writer elsewhere, \(engine)", unit: "ms",
            ours: max(0, own.sorted()[1] - other.sorted()[1]), reference: shortest, goal: .atMost(20))
    }

    /// - Returns: the slowest read and the shortest write, in milliseconds.
    private static func slowest(_ store: Store, besideWriterOn written: Store, _ prefix: String) async throws
        -> (Double, Double)
    {
        let isDone = Atomic(false)
        async let writing: [Double] = write(written, prefix) { !isDone.load(ordering: .relaxed) }
        let read = try await slowest(store, seconds: 4)
        isDone.store(true, ordering: .relaxed)
        return (read, try await writing.min() ?? 0)
    }

    /// The slowest read of all, in milliseconds. The readers pause, as people do, so that they wait for the store and not for a core.
    private static func slowest(_ store: Store, seconds: Int) async throws -> Double {
        let end = ContinuousClock.now + .seconds(seconds)
        return try await withThrowingTaskGroup(of: Double.self) { group in
            for reader in 0..<readers {
                group.addTask {
                    let clock = ContinuousClock(), actor = ActorName(trusted: "reader-\(reader)")
                    var worst = 0.0, number = reader
                    while clock.now < end {
                        let id = Contact.ID(trusted: "ct-\(number % people)"), begin = clock.now
                        _ = try await store.read(by: AuditStamp(actor, at: now)) { records in
                            try records.note(.directoryRead, id.text)
                            return try records.contacts.one(id).name
                        }
                        worst = max(worst, (clock.now - begin) / .milliseconds(1))
                        number += readers
                        try await Task.sleep(for: .milliseconds(150))
                    }
                    return worst
                }
            }
            return try await group.reduce(0) { max($0, $1) }
        }
    }

    /// Imports again and again. Returns how long each took, in milliseconds.
    private static func write(_ store: Store, _ prefix: String, while goesOn: @Sendable () -> Bool) async throws
        -> [Double]
    {
        var times: [Double] = []
        while goesOn() {
            let begin = ContinuousClock.now
            try await fill(store, "\(prefix)\(times.count)")
            times.append((ContinuousClock.now - begin) / .milliseconds(1))
        }
        return times
    }

    private static func fill(_ store: Store, _ prefix: String) async throws {
        let country = try CountryCode(parsing: "HN"), zone = try ZoneName(parsing: "America/Tegucigalpa")
        try await store.write(by: AuditStamp(BenchHome.actor, at: now)) { records in
            for number in 0..<people {
                let person = Contact(
                    id: try Contact.ID(parsing: "\(prefix)-\(number)"), name: "Maria Reader \(number)",
                    country: country,
                    zone: zone, languages: [.spanish], channels: [], consents: [])
                _ = try records.contacts.save(person)
                try records.note(.directoryAdded, person.id.text)
            }
        }
    }
}
