internal import Crypto

/// Digests that bind signatures and deliveries to exact bytes.
public enum Digest {
    /// SHA-256 as four numbers, the first bytes first; sums of them tell sets of rows apart whatever their order.
    public static func words(_ bytes: [UInt8]) -> [UInt64] {
        SHA256.hash(data: bytes).withUnsafeBytes { raw in
            (0..<4).map { UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)) }
        }
    }

    /// SHA-256 in lowercase hexadecimal.
    public static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
