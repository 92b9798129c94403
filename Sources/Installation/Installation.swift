internal import Calendars
internal import Channels
public import Coordination
internal import Foundation
internal import Rendering
internal import Sealing
package import Storage
internal import Zones

/// A set-up installation, opened once: its store, settings, reference data and ways out. Each piece of work on it is an `Operation`.
public struct Installation: Sendable {
    public let home: Home
    let settings: Settings
    let resources: ResourceDirectory
    package let store: Store
    let zones: ZoneData
    let facts: CalendarFacts
    let pages: TemplateRenderer
    let calendars: CalendarCoder
    let channels: Transports
    let clock: Clock
    let random: RandomSource
    /// Where messages from outside are read.
    let parser: MessageParser
    /// One for each service that writes messages.
    package let guards: [any DeliveryGuard]
    /// One for each kind of long work.
    let carriers: [any RoundCarrier]

    /// Opens an installation, and its vault where that needs nobody: by the session's key, the key file, or the passphrase in a
    /// file. A vault that stays locked lets nothing be read; every verb then says so.
    /// - Throws: `Problem.configuration` where there is none yet.
    public static func open(
        home: Home, storeURL: String? = nil, resources: ResourceDirectory, clock: Clock, random: RandomSource,
        parser: MessageParser = .here,
        guards: [any DeliveryGuard], carriers: [any RoundCarrier]
    ) async throws -> Installation {
        guard home.exists else {
            throw Problem(
                .configuration, at: home.path, "is not set up",
                remedy: "Run \(.initialize) first; see \(.initialize, options: "--help").")
        }
        let settings = try Settings.read(home.settings)
        let store = try await Store.open(
            try Self.storeURL(storeURL, settings, home), founding: { try KeyFile.make(home.keyFile) },
            keeping: home.backups, marks: home.path)
        try await Self.unlockQuietly(store, home)
        let zones = ZoneData()
        _ = try zones.zone(settings.officer.zone)
        return Installation(
            home: home, settings: settings, resources: resources, store: store,
            zones: zones, facts: try CalendarFacts(folder: resources.directory),
            pages: TemplateRenderer(folder: resources.templates),
            calendars: CalendarCoder(zones: zones), channels: Transports(), clock: clock, random: random,
            parser: parser,
            guards: guards, carriers: carriers)
    }

    /// Says what is to be said at the end of a piece of work that was done whole, but on a server that has lost its standby; `nil` where all
    /// is well. It may be asked once the installation is closed.
    public var unconfirmed: @Sendable () -> Problem? { store.asking }

    /// One person's piece of work, beginning now.
    public func operation(as actor: ActorName, allowed permissions: Permissions = .all) -> Operation {
        Operation(
            installation: self, actor: actor, permissions: permissions, began: clock.now())
    }

    /// The one named on the command line, else in the environment, else in the settings, else the home's own.
    package static func storeURL(_ named: String?, _ settings: Settings, _ home: Home) throws -> String {
        let environment = ProcessInfo.processInfo.environment["CONVOKE_STORE"]
        return named ?? environment ?? settings.store ?? home.storeURL
    }
}
