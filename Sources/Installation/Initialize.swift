public import Coordination
internal import Sealing
internal import Storage
internal import Zones

extension Installation {
    /// Sets up a home: its folder, the settings and an empty store whose vault one key unlocks.
    /// - Parameter passphrase: opens the vault instead of a key file.
    ///
    /// Where the address leads to a store that is there, the home joins it, and its vault is opened as on the other machines.
    /// - Returns: whether the store is new.
    /// - Throws: `Problem.cannotCreate` where the home is there already.
    @discardableResult
    public static func initialize(
        home: Home, storeURL: String? = nil, resources: ResourceDirectory, officer: Officer, passphrase: String? = nil
    ) async throws -> Bool {
        try CalendarFacts(folder: resources.directory).check(officer.country)
        try SafeText.checked(officer.name, field: "name")
        try checkShipped(officer.language)
        for post in officer.posts { try SafeText.checked(post, field: "post") }
        _ = try ZoneData().zone(officer.zone)
        guard !home.exists else {
            throw Problem(
                .cannotCreate, at: home.settings, "is there already",
                remedy: "Change it with an editor, or choose another place with --home.")
        }
        if let storeURL { try Self.refusePassword(in: storeURL) }
        try home.create()
        if let passphrase, passphrase.count < VaultSecret.shortestPassphrase {
            throw Problem(
                .usage, "the passphrase has fewer than \(VaultSecret.shortestPassphrase) characters",
                remedy: "Take several words that you do not use elsewhere.")
        }
        let store = try await Store.open(storeURL ?? home.storeURL, create: true) {
            try passphrase.map { .passphrase($0) } ?? KeyFile.make(home.keyFile)
        }
        try Home.write(Settings(officer: officer, store: storeURL).text.utf8, to: home.settings)
        if let problem = store.unconfirmed { throw problem }
        // Only the vault that was just made is open.
        return !store.isLocked
    }

    /// - Throws: `Problem.usage` for a language that no texts are written in.
    static func checkShipped(_ language: Language) throws {
        guard !Language.shipped.contains(language) else { return }
        throw Problem(
            .usage, "there are no texts in '\(language)'",
            remedy: NearestChoice.remedy(for: language.rawValue, among: Language.shipped.map(\.rawValue)))
    }

    /// The address is written into the settings and seen by other users of the machine while a command runs.
    private static func refusePassword(in url: String) throws {
        let login = url.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" && $0 != "?" }
        let hasLogin = login.contains("@") && login.prefix { $0 != "@" }.contains(":")
        guard hasLogin || url.contains("password=") else { return }
        throw Problem(
            .usage, "the store's address holds a password",
            remedy: "Put it into ~/.pgpass (mode 0600) and leave it out here.")
    }
}
