internal import Calendars
internal import Channels
public import Coordination
internal import DirectoryFiles
internal import Foundation
internal import Pages
internal import Sealing
internal import Storage
internal import Zones

/// Everything a verb needs. The verbs are its extensions, one a file; the fronts hold one of these and call them.
public struct Secretariat: Sendable {
    public let home: Home
    let settings: Settings
    let shelf: Shelf
    let store: Store
    let zones: ZoneData
    let facts: CalendarFacts
    let pages: PageRoom
    let calendars: CalendarDesk
    let channels: ChannelRoom
    let world: World
    /// Where messages from outside are read.
    let room: ReadingRoom
    /// Who gives the order, for the audit.
    let who: String

    /// Opens an installation, and its vault where that needs nobody: by the session's key, the key file, or the passphrase in a
    /// file. A vault that stays locked lets nothing be read; every verb then says so.
    /// - Throws: `Problem.configuration` where there is none yet.
    public static func open(
        home: Home, storeURL: String? = nil, shelf: Shelf, world: World, who: String?, room: ReadingRoom = .here
    ) async throws -> Secretariat {
        guard home.exists else {
            throw Problem(
                .configuration, at: home.path, "is not set up",
                remedy: "Run \(.initialize) first; see \(.initialize, options: "--help").")
        }
        if let who {
            guard (1...64).contains(who.count) else {
                throw Problem(.usage, "the name after --as is empty or too long", remedy: "Give 1 to 64 characters.")
            }
            try SafeText.checked(who, field: "--as")
        }
        let settings = try Settings.read(home.settings)
        let store = try await Store.open(
            try Self.storeURL(storeURL, settings, home), founding: { try KeyFile.make(home.keyFile) },
            keeping: home.backups)
        try await Self.unlockQuietly(store, home)
        let zones = ZoneData()
        _ = try zones.zone(settings.officer.zone)
        return Secretariat(
            home: home, settings: settings, shelf: shelf, store: store,
            zones: zones, facts: try CalendarFacts(folder: shelf.directory),
            pages: PageRoom(folder: shelf.templates),
            calendars: CalendarDesk(zones: zones), channels: ChannelRoom(), world: world, room: room,
            who: who ?? "officer")
    }

    /// The one named on the command line, else in the environment, else in the settings, else the home's own.
    static func storeURL(_ named: String?, _ settings: Settings, _ home: Home) throws -> String {
        let environment = ProcessInfo.processInfo.environment["CONVOKE_STORE"]
        return named ?? environment ?? settings.store ?? home.storeURL
    }

    var officer: Officer { settings.officer }

    /// Today where the officer is.
    public func today() throws -> CalendarDay { try zones.zone(officer.zone).wall(at: world.now()).day }

    func gate() throws -> DisclosureGate { DisclosureGate(today: try today()) }

    /// The language of a text: one that texts are shipped in; the officer's where none is wanted.
    public func textLanguage(_ wanted: Language?) throws -> Language { try pageLanguage(wanted) }

    /// The language of a page: one that texts are shipped in.
    func pageLanguage(_ wanted: Language?) throws -> Language {
        guard let wanted else { return officer.language }
        guard Language.shipped.contains(wanted) else {
            throw Problem(
                .usage, "there are no texts in '\(wanted)'",
                remedy: NearestChoice.remedy(for: wanted.rawValue, among: Language.shipped.map(\.rawValue)))
        }
        return wanted
    }

    /// A fresh id such as `cv-3k9x7q2m`: 40 random bits, easy to read aloud and type.
    func newID<Entity>(_ prefix: String) -> Identifier<Entity> {
        Identifier(trusted: "\(prefix)-\(Self.letters(world.randomBytes(8)))")
    }

    /// 160 random bits, for ids that strangers must not guess.
    func newSecretID<Entity>(_ prefix: String) -> Identifier<Entity> {
        Identifier(trusted: "\(prefix)-\(Self.letters(world.randomBytes(32)))")
    }

    /// 128 random bits, by which an invitation is known to its recipient alone.
    func freshUID() -> String { Digest.hex(world.randomBytes(16)) }

    /// 100 random bits that prove an answer's way.
    func freshToken() -> String { Self.letters(world.randomBytes(20)) }

    /// One of 32 letters and digits for each byte, without those that look alike.
    static func letters(_ bytes: [UInt8]) -> String {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
        return String(bytes.map { alphabet[Int($0 % 32)] })
    }
}
