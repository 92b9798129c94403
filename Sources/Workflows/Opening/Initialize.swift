public import Coordination
internal import DirectoryFiles
internal import Storage
internal import Zones

extension Secretariat {
    /// Sets up a home: its folder, the settings and an empty store.
    /// - Throws: `Problem.cannotCreate` where one is there already.
    public static func initialize(home: Home, storeURL: String? = nil, shelf: Shelf, officer: Officer) async throws {
        try CalendarFacts(folder: shelf.directory).check(officer.country)
        try SafeText.checked(officer.name, field: "name")
        try SafeText.checked(officer.post, field: "post")
        _ = try ZoneData().zone(officer.zone)
        guard !home.exists else {
            throw Problem(
                .cannotCreate, at: home.settings, "is there already",
                remedy: "Change it with an editor, or choose another place with --home.")
        }
        try home.create()
        _ = try await Store.open(storeURL ?? home.storeURL, create: true)
        try Home.write(Settings(officer: officer).text.utf8, to: home.settings)
    }
}
