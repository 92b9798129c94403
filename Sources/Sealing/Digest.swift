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
        hex(SHA256.hash(data: bytes))
    }

    /// Bytes in lowercase hexadecimal.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
