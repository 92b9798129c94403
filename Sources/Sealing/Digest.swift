internal import Crypto

/// Digests that bind signatures and deliveries to exact bytes.
public enum Digest {
    /// SHA-256 in lowercase hexadecimal.
    public static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
