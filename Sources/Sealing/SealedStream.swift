internal import Crypto
internal import FoundationEssentials

/// Seals a long file piece by piece. Pieces cannot be changed, left out, moved or cut off at the end unnoticed.
///
/// The nonce of a piece is its number; the last piece says that it is the last (STREAM, Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
/// A key serves one stream only.
public struct SealedStream {
    private let key: RecordKey
    private var number: UInt64 = 0

    public init(_ key: RecordKey) { self.key = key }

    public mutating func seal(_ piece: [UInt8], isLast: Bool) throws -> [UInt8] {
        let box = try AES.GCM.seal(piece, using: key.key, nonce: try nonce(), authenticating: context(isLast))
        number += 1
        return Array(box.ciphertext) + Array(box.tag)
    }

    /// - Throws: `SealingError.altered`.
    public mutating func open(_ sealed: [UInt8], isLast: Bool) throws -> [UInt8] {
        guard sealed.count >= 16 else { throw SealingError.malformed }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: try nonce(), ciphertext: sealed[..<(sealed.count - 16)], tag: sealed[(sealed.count - 16)...])
            number += 1
            return Array(try AES.GCM.open(box, using: key.key, authenticating: context(isLast)))
        } catch {
            throw SealingError.altered
        }
    }

    private func nonce() throws -> AES.GCM.Nonce {
        var bytes: [UInt8] = [0, 0, 0, 0]
        LengthPrefixed.append(number, to: &bytes)
        return try AES.GCM.Nonce(data: bytes)
    }

    private func context(_ isLast: Bool) -> [UInt8] { Array((isLast ? "last" : "more").utf8) }
}
