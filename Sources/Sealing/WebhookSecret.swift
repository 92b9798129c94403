internal import Crypto
internal import FoundationEssentials

/// A symmetric secret of Standard Webhooks 1.0.0: `whsec_` and base64 of 24 to 64 bytes.
public struct WebhookSecret: Sendable {
    private let key: [UInt8]

    /// `nil` unless the text is of that form.
    public init?(_ text: String) {
        guard text.hasPrefix("whsec_"), let data = Data(base64Encoded: String(text.dropFirst(6))),
            (24...64).contains(data.count)
        else { return nil }
        key = Array(data)
    }

    /// The text form of fresh random bytes.
    public static func text(of bytes: [UInt8]) -> String { "whsec_" + Data(bytes).base64EncodedString() }

    /// The `webhook-signature` token `v1,…` for one attempt.
    /// - Parameter timestamp: integer seconds of the attempt.
    public func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
        "v1," + Data(code(id: id, timestamp: timestamp, body: body)).base64EncodedString()
    }

    /// Whether one of the space-separated tokens is ours for these bytes; compared in constant time.
    public func verifies(_ header: String, id: String, timestamp: Int64, body: [UInt8]) -> Bool {
        header.split(separator: " ").contains { token in
            guard token.hasPrefix("v1,"), let code = Data(base64Encoded: String(token.dropFirst(3))) else {
                return false
            }
            return HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Self.signed(id: id, timestamp: timestamp, body: body),
                using: SymmetricKey(data: key))
        }
    }

    private func code(id: String, timestamp: Int64, body: [UInt8]) -> [UInt8] {
        var mac = HMAC<SHA256>(key: SymmetricKey(data: key))
        mac.update(data: Array("\(id).\(timestamp).".utf8))
        mac.update(data: body)
        return Array(mac.finalize())
    }

    /// `id.timestamp.body` over the raw bytes.
    private static func signed(id: String, timestamp: Int64, body: [UInt8]) -> [UInt8] {
        Array("\(id).\(timestamp).".utf8) + body
    }
}
