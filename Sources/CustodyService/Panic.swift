public import Coordination
internal import Foundation
public import Installation
internal import Sealing
internal import Storage

extension Installation {
    /// Destroys the keys that unlock it, the key files and the session's key, at once. It needs nothing but the home: what lies on this disk goes
    /// first, whether or not the store can be reached.
    /// - Parameter everything: whether the printed recovery key is to open nothing either.
    /// - Throws: `Problem` where the slots in the store could not be destroyed; the key files are gone all the same.
    public static func panic(home: Home, storeURL: String?, everything: Bool, clock: Clock, actor: ActorName)
        async throws
    {
        let settings = try? Settings.read(home.settings)
        let url = storeURL ?? settings.flatMap { try? self.storeURL(nil, $0, home) } ?? home.storeURL
        let opened = try? await Store.open(url)
        if let opened { try? await unlockQuietly(opened, home) }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: home.path)) ?? []
        where name.hasPrefix("vault.key") {
            KeyFile.destroy("\(home.path)/\(name)")
        }
        try? home.setLocked(true)
        let store: Store
        if let opened { store = opened } else { store = try await Store.open(url) }
        if let status = try? await store.vaultStatus() { SessionKeys(vault: status.store).forget() }
        try await store.panic(sparingRecovery: !everything, by: AuditStamp(actor, at: clock.now()))
    }
}
