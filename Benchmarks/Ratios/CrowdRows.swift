import Coordination
import Fixtures
import FollowUpService
import Foundation
import Installation
import PeopleService
import Services
import Storage

/// Thirty-two people in one program that goes on running: how long 99 of 100 of their readings of names and of their small changes take at
/// most. They pause for two seconds on average. `CONVOKE_CROWD_SECONDS=600` lets them go on for ten minutes.
enum CrowdRows {
    private static let crowd = 32, people = 2_000
    private static let seconds =
        ProcessInfo.processInfo.environment["CONVOKE_CROWD_SECONDS"].flatMap { Int($0) } ?? 30

    /// Milliseconds of readings and of changes, and the titles that were acknowledged.
    private struct Course: Sendable {
        var reads: [Double] = []
        var changes: [Double] = []
        var titles: [String] = []
    }

    static func measure(folder: String) async throws -> [Row] {
        var rows = try await rows("SQLite", BenchHome("\(folder)/crowd"))
        if let database = try PostgresCluster.freshDatabase() {
            defer { PostgresCluster.drop(database) }
            rows += try await self.rows("PostgreSQL", BenchHome("\(folder)/crowd-postgres", storeURL: database))
        }
        return rows
    }

    private static func rows(_ engine: String, _ place: BenchHome) async throws -> [Row] {
        let operation = try await place.operation(.real)
        try await fill(try await place.store())
        let end = ContinuousClock.now + .seconds(seconds)
        let course = try await withThrowingTaskGroup(of: Course.self) { group in
            for person in 0..<crowd { group.addTask { try await live(person, operation, until: end) } }
            return try await group.reduce(into: Course()) { whole, part in
                whole.reads += part.reads
                whole.changes += part.changes
                whole.titles += part.titles
            }
        }
        let kept = try await operation.actions.all().map(\.title)
        guard kept.count == Set(kept).count, Set(kept) == Set(course.titles) else {
            throw BenchFailure(what: "\(course.titles.count) changes were acknowledged, and \(kept.count) are there")
        }
        return [("readings of names", course.reads, 150.0), ("small changes", course.changes, 250.0)].map {
            name, times, limit in
            let last = times.sorted()[min(times.count - 1, times.count * 99 / 100)]
            return Row(
                name: "32 people in one program, 99 of 100 \(name), \(engine)", unit: "ms", ours: last,
                reference: limit, goal: .atMost(limit))
        }
    }

    private static func live(
        _ person: Int, _ operation: Operation, until end: ContinuousClock.Instant
    ) async throws -> Course {
        var random = SeededGenerator(seed: UInt64(person) + 1), course = Course()
        let clock = ContinuousClock()
        while true {
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...4_000, using: &random)))
            guard clock.now < end else { return course }
            let number = Int.random(in: 0..<people, using: &random), begin = clock.now
            if Int.random(in: 0..<10, using: &random) < 6 {
                let text = name(number).split(separator: " ").prefix(2).joined(separator: " ")
                _ = try await operation.directory.search(DirectoryQuery(text: text), limit: 10)
                course.reads.append((clock.now - begin) / .milliseconds(1))
            } else {
                let title = "P\(person)x\(course.changes.count)"
                _ = try await operation.actions.add(
                    kind: .letter, title: title, owner: "mission", convening: nil, measure: nil, due: nil)
                course.changes.append((clock.now - begin) / .milliseconds(1))
                course.titles.append(title)
            }
        }
    }

    private static func name(_ number: Int) -> String {
        "\(StoreRows.given[number % StoreRows.given.count]) \(StoreRows.family[number * 7 % StoreRows.family.count]) \(number)"
    }

    private static func fill(_ store: Store) async throws {
        let country = try CountryCode(parsing: "HN"), now = Clock.real.now()
        try await store.write(by: AuditStamp(BenchHome.actor, at: now)) { records in
            for number in 0..<people {
                _ = try records.contacts.save(
                    Contact(
                        id: Contact.ID(trusted: "ct-\(number)"), name: name(number), country: country, zone: .utc,
                        languages: [.spanish], channels: []))
            }
        }
    }
}
