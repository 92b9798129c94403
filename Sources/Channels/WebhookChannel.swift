public import Coordination
internal import Sealing

/// Posts statements to partners, signed by the Standard Webhooks scheme 1.0.0.
public struct WebhookChannel: Sendable {
    private let loop: TransferLoop

    init(loop: TransferLoop) { self.loop = loop }

    /// One try. The id is the envelope's and never changes; the timestamp is that of the try.
    public func send(_ payload: [UInt8], id: String, to partner: Partner, now: Instant) async -> Outcome {
        guard partner.state == .active else { return .refused("the partner is disabled") }
        guard let secret = WebhookSecret(partner.secret) else { return .held("the partner's secret is malformed") }
        let target: WebhookTarget
        do { target = try WebhookTarget(parsing: partner.url) } catch { return .refused("\(error)") }
        let headers = [
            "Content-Type: application/json", "User-Agent: Convoke", "webhook-id: \(id)",
            "webhook-timestamp: \(now.seconds)",
            "webhook-signature: \(secret.signature(id: id, timestamp: now.seconds, body: payload))",
        ]
        let result = await loop.perform(
            Transfer(
                url: target.url, kind: .post(headers: headers, allowsLoopback: target.isLoopback), payload: payload,
                timeout: .seconds(20)))
        return Self.outcome(of: result)
    }

    /// Only 2xx is success; 410 disables; what may pass is tried again.
    static func outcome(of result: TransferResult) -> Outcome {
        if result.code != 0, result.wasAddressRefused {
            return .refused("the address is not public, so nothing was sent")
        }
        switch (result.code, result.status) {
        // A receiver that talks too much was cut off after it had taken the message.
        case (23, 200..<300): return .delivered("HTTP \(result.status)")
        case (0, 200..<300): return .delivered("HTTP \(result.status)")
        case (0, 410): return .gone("HTTP 410")
        case (0, 408), (0, 425), (0, 429), (0, 500...):
            return .deferred("HTTP \(result.status)", after: result.retryAfter)
        case (0, _): return .refused("HTTP \(result.status)")
        default: return .deferred(CurlCode.meaning(of: result.code), after: nil)
        }
    }
}
