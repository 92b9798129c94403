import Coordination
import Foundation
import Sealing
import Storage

/// A store of 100,000 people: how long they take to import, to find by the beginning of a name, and their audit to verify.
enum StoreRows {
    private static let count = 100_000
    private static let day = CalendarDay(number: 20_517)
    private static let now = Instant(seconds: 1_772_712_000)

    static func measure(folder: String) async throws -> [Row] {
        let raw = try await RawProgram("insert", libraries: ["-lsqlite3"], folder: folder)
        let path = "\(folder)/people.sqlite", empty = "\(folder)/empty.sqlite"
        for file in [path, empty] {
            for ending in ["", "-wal", "-shm", "-head", "-readings"] {
                try? FileManager.default.removeItem(atPath: file + ending)
            }
        }
        let people = try people()
        let store = try await Store.open("sqlite:\(path)", create: true, founding: { .freshKeyFile() })
        let clock = ContinuousClock(), start = clock.now
        try await store.write(by: AuditStamp(BenchHome.actor, at: now)) { records in
            for person in people {
                _ = try records.contacts.save(person)
                try records.note(.directoryAdded, person.id.text)
            }
        }
        let ours = (clock.now - start) / .seconds(1)
        // A store that is closed again has its journal in its file.
        try await close(Store.open("sqlite:\(empty)", create: true, founding: { .freshKeyFile() }))
        try await store.compact()
        let floor = try await raw.seconds([path, empty])
        let search = try await median { number in
            let given = Self.given[number % Self.given.count], family = Self.family[number % Self.family.count]
            let found = try await store.read(by: AuditStamp(BenchHome.actor, at: now)) { records in
                let found = try records.directory.findContacts(
                    DirectoryQuery(text: "\(given.prefix(3)) \(family.prefix(4))"), limit: 50, on: day)
                for person in found { try records.note(.directorySearch, person.id.text) }
                return found.count
            }
            guard found > 0 else { throw BenchFailure(what: "nobody was found") }
        }
        let verify = clock.now
        let verdict = try await store.read { try $0.audit.verify(against: [], at: now) }
        guard verdict.broken == nil else { throw BenchFailure(what: "the audit is broken") }
        let perThousand = (clock.now - verify) / .milliseconds(1) / Double(verdict.entries) * 1000
        return [
            Row(
                name: "import \(count) people, sealed / bare SQLite insert", unit: "s", ours: ours, reference: floor,
                goal: .ratio(3)),
            Row(
                name: "find by beginnings of two names among \(count)", unit: "ms", ours: search, reference: 20,
                goal: .atMost(20)),
            Row(name: "verify 1000 audit entries", unit: "ms", ours: perThousand, reference: 10, goal: .atMost(10)),
        ]
    }

    private static func close(_ store: Store) async throws { try await store.compact() }

    static func median(_ rounds: Int = 101, _ work: (Int) async throws -> Void) async throws -> Double {
        var times: [Double] = []
        let clock = ContinuousClock()
        for number in 0..<rounds {
            let begin = clock.now
            try await work(number * 37)
            times.append((clock.now - begin) / .milliseconds(1))
        }
        return times.sorted()[times.count / 2]
    }

    private static func people() throws -> [Contact] {
        let country = try CountryCode(parsing: "HN"), zone = try ZoneName(parsing: "America/Tegucigalpa")
        return try (0..<count).map { number in
            let first = given[number % given.count], last = family[number / given.count % family.count]
            let third = family[(number * 7) % family.count], host = family[number % 40].lowercased()
            let day = CalendarDay(number: 20_000)
            return Contact(
                id: try Contact.ID(parsing: "ct-\(number)"), name: "\(first) \(last) \(third)",
                country: country, zone: zone, languages: [.spanish],
                channels: [SafeChannel(kind: .email, address: "p\(number)@\(host).example")],
                consents: [Consent(purpose: .invite, channel: .email, evidence: "in person", given: day)],
                riskNote: "Ask before calling; \(number).")
        }
    }

    /// Made of syllables, so that there are many of them and none is anybody's.
    static let given = names(
        "Ma Lu Ro Te Ca Be Si No Da Vi".split(separator: " "), "ria cio ndra lmo reta nita".split(separator: " "))
    static let family = names(
        "Qui Ba Fe Mon Za Per Or Tre Gal Ibar Ech Ol".split(separator: " "),
        "ntana negas rreira toya pata eira ellana vino lardo guren everri medo".split(separator: " "))

    private static func names(_ first: [Substring], _ last: [Substring]) -> [String] {
        first.flatMap { head in last.map { "\(head)\($0)" } }
    }
}
