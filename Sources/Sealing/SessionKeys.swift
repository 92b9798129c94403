internal import CKeyutils

/// The vault key of an open session, kept by the kernel for this user: never on disk, and forgotten after a time.
public struct SessionKeys: Sendable {
    /// Why the kernel would not keep a key: its error number.
    public struct Unavailable: Error, Sendable { public let code: Int32 }

    private let name: String

    /// - Parameter vault: which vault, by its opaque id.
    public init(vault: String) { name = "convoke:\(vault)" }

    /// Whether this kernel keeps keys for this user.
    public static var areKept: Bool {
        let probe = SessionKeys(vault: "probe")
        defer { probe.forget() }
        return (try? probe.keep(VaultKey(), seconds: 60)) != nil
    }

    /// Keeps a key for a number of seconds.
    public func keep(_ key: VaultKey, seconds: UInt32) throws {
        let serial = key.bytes.withUnsafeBytes { convoke_keep_key(name, $0.baseAddress, $0.count, seconds) }
        guard serial >= 0 else { throw Unavailable(code: -serial) }
    }

    /// The key, if one is kept.
    public func key() -> VaultKey? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = bytes.withUnsafeMutableBytes { convoke_read_key(name, $0.baseAddress, $0.count) }
        return count == 32 ? try? VaultKey(bytes: bytes) : nil
    }

    /// Forgets it at once.
    public func forget() { convoke_forget_key(name) }
}
