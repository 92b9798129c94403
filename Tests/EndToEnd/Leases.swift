import Fixtures

@testable import Storage

/// The leases of envelopes in a store.
enum Leases {
    /// As if their time had passed.
    static func end(_ url: String) async throws {
        let engine = try await Store.connect(url, create: false)
        try await engine.write { _ = try $0.run("UPDATE envelopes SET leased_until = 0 WHERE state = 'waiting'") }
    }
}
