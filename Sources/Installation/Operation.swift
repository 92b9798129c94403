package import Calendars
package import Channels
public import Coordination
internal import Foundation
package import Rendering
internal import Sealing
package import Storage
package import Zones

extension Installation {
    /// One person's piece of work on an installation: who acts, what they may do, and when. It costs nothing to make, so each command,
    /// page request and round of a long-running worker has its own. The verbs are reached through it by subject, as in `operation.convenings.book`.
    public struct Operation: Sendable {
        public let installation: Installation
        public let actor: ActorName
        public let permissions: Permissions
        /// When it began, to the millisecond: what is created within one second keeps its order by it.
        package let began: Instant
        /// When it began, to the second, as moments are written down: what is stored equals what is read again. Work that takes long, such
        /// as delivery, asks the installation's clock again.
        public var now: Instant { Instant(seconds: began.seconds) }
        /// The code by which the actor confirms words that may name people.
        public private(set) var confirmation: String?

        /// The same work, with a confirmation.
        public func confirming(_ code: String?) -> Operation {
            var copy = self
            copy.confirmation = code?.uppercased()
            return copy
        }

        public var home: Home { installation.home }
        package var settings: Settings { installation.settings }
        package var resources: ResourceDirectory { installation.resources }
        package var store: Store { installation.store }
        package var zones: ZoneData { installation.zones }
        package var facts: CalendarFacts { installation.facts }
        package var pages: TemplateRenderer { installation.pages }
        package var calendars: CalendarCoder { installation.calendars }
        package var channels: Transports { installation.channels }
        package var clock: Clock { installation.clock }
        package var random: RandomSource { installation.random }
        package var parser: MessageParser { installation.parser }

        /// What each audit entry of this work records.
        package var stamp: AuditStamp { AuditStamp(actor, at: now) }

        /// Changes the store in one transaction, which is kept whole or not at all. What is noted carries this work's actor and time.
        /// - Throws: `Problem.notAllowed` where the actor may not change anything; what the work throws.
        package func change<Result: Sendable>(
            _ work: @escaping @Sendable (Records) throws -> Result
        ) async throws -> Result {
            try permissions.require(.change, of: actor)
            return try await store.write(by: stamp, work)
        }

        /// Takes rows beside other writers, so that no other worker takes them.
        /// - Throws: `Problem.notAllowed` where the actor may not change anything; what the work throws.
        package func share<Result: Sendable>(
            _ work: @escaping @Sendable (Records) throws -> Result
        ) async throws -> Result {
            try permissions.require(.change, of: actor)
            return try await store.share(by: stamp, work)
        }

        /// Reads one consistent state of the store without waiting for writers. What is noted as read is on the disk before this returns.
        /// - Throws: `Problem.notAllowed` where the actor may see nothing; what the work throws.
        package func read<Result: Sendable>(
            _ work: @escaping @Sendable (Records) throws -> Result
        ) async throws -> Result {
            try permissions.require(.read, of: actor)
            return try await store.read(by: stamp, work)
        }

        /// Takes what was read, however much, into the audit. Nothing where the actor may change nothing.
        package func takeAllReadings() async throws {
            guard (try? permissions.require(.change, of: actor)) != nil else { return }
            try await store.takeAllReadings(by: stamp)
        }

        package var officer: Officer { settings.officer }

        /// What the officer's post is called in a language.
        package func mission(in language: Language) throws -> MissionName {
            try pages.mission(officer.post(in: language), in: language)
        }

        /// Today where the officer is.
        public func today() throws -> CalendarDay { try zones.zone(officer.zone).wall(at: now).day }

        package func gate() async throws -> DisclosureGate {
            DisclosureGate(today: try today(), refusals: try await read { try $0.refusals.all() })
        }

        /// The same, for a few people, at a cost that does not grow with the directory.
        package func gate(for contacts: [Contact]) async throws -> DisclosureGate {
            DisclosureGate(today: try today(), refusals: try await read { try $0.refusals.concerning(contacts) })
        }

        /// The language of a text or a page: one that texts are shipped in; the officer's where none is wanted.
        public func textLanguage(_ wanted: Language?) throws -> Language {
            guard let wanted else { return officer.language }
            try Installation.checkShipped(wanted)
            return wanted
        }

        /// A fresh id such as `cv-3k9x7q2m`: 40 random bits, easy to read aloud and type.
        package func newID<Entity>(_ prefix: String) -> Identifier<Entity> {
            Identifier(trusted: "\(prefix)-\(Self.letters(random.bytes(8)))")
        }

        /// 160 random bits, for ids that strangers must not guess.
        package func newSecretID<Entity>(_ prefix: String) -> Identifier<Entity> {
            Identifier(trusted: "\(prefix)-\(Self.letters(random.bytes(32)))")
        }

        /// 128 random bits, by which an invitation is known to its recipient alone.
        package func freshUID() -> String { Digest.hex(random.bytes(16)) }

        /// 100 random bits that prove an answer's way.
        package func freshToken() -> String { Self.letters(random.bytes(20)) }

        /// One of 32 letters and digits for each byte, without those that look alike.
        package static func letters(_ bytes: [UInt8]) -> String {
            let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
            return String(bytes.map { alphabet[Int($0 % 32)] })
        }
    }
}

/// Foundation has an `Operation`, too; a module that uses both says the same once more.
public typealias Operation = Installation.Operation
