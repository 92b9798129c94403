internal import Crypto
internal import FoundationEssentials

/// The key of one person or record: AES-256-GCM (NIST SP 800-38D) with a random nonce for each value.
public struct RecordKey: Sendable {
    let key: SymmetricKey

    /// A fresh key from the system's generator.
    public init() { key = SymmetricKey(size: .bits256) }

    init(_ key: SymmetricKey) { self.key = key }

    /// The value as it may be stored: nonce, ciphertext and tag, behind one byte for this form.
    public func seal(_ value: [UInt8], at place: SealedPlace) throws -> [UInt8] {
        try Box.seal(value, key, place.bytes)
    }

    /// - Throws: `SealingError` where the value was altered or was sealed at another place or with another key.
    public func open(_ sealed: [UInt8], at place: SealedPlace) throws -> [UInt8] {
        try Box.open(sealed, key, place.bytes)
    }
}

/// The form of sealed bytes.
enum Box {
    private static let form: UInt8 = 1
    private static let nonceLength = 12, tagLength = 16

    static func seal(_ value: [UInt8], _ key: SymmetricKey, _ context: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(value, using: key, authenticating: context)
        var bytes: [UInt8] = [form]
        bytes.reserveCapacity(1 + nonceLength + value.count + tagLength)
        bytes += box.nonce
        bytes += box.ciphertext
        bytes += box.tag
        return bytes
    }

    static func open(_ sealed: [UInt8], _ key: SymmetricKey, _ context: [UInt8]) throws -> [UInt8] {
        guard sealed.count >= 1 + nonceLength + tagLength, sealed[0] == form else { throw SealingError.malformed }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: sealed[1..<(1 + nonceLength)]),
                ciphertext: sealed[(1 + nonceLength)..<(sealed.count - tagLength)],
                tag: sealed[(sealed.count - tagLength)...])
            return Array(try AES.GCM.open(box, using: key, authenticating: context))
        } catch {
            throw SealingError.altered
        }
    }
}
