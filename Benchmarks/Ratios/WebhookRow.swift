import Channels
import Coordination
import Foundation
import Subprocess

/// Posting signed 4 KB statements to nginx on loopback, 64 at a time, against a libcurl multi loop in C.
enum WebhookRow {
    private static let count = 20_000
    private static let slots = 64

    static func measure(folder: String) async throws -> Row {
        let raw = try await RawProgram("webhook", libraries: ["-lcurl", "-lcrypto"], folder: folder)
        return try await Nginx(folder: folder).serving { url in
            let partner = try Partner(
                id: Identifier(trusted: "bench"), name: "bench", url: url,
                secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZQ==")
            let channel = Transports(slots: slots).webhooks
            let payload = [UInt8](repeating: 120, count: 4096)
            var best = Double.infinity, floor = Double.infinity
            for _ in 0..<5 {
                best = min(best, try await post(payload, to: partner, through: channel))
                floor = min(floor, try await raw.seconds([url, "\(count)"]))
            }
            let scale = 1_000_000 / Double(count)
            return Row(
                name: "post a signed 4 KB statement / raw libcurl", unit: "us", ours: best * scale,
                reference: floor * scale, goal: .ratio(2))
        }
    }

    private static func post(_ payload: [UInt8], to partner: Partner, through channel: WebhookChannel) async throws
        -> Double
    {
        let clock = ContinuousClock(), begin = clock.now
        let failed = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<slots {
                group.addTask {
                    var failed = 0
                    for number in stride(from: worker, to: count, by: slots) {
                        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
                        let outcome = await channel.send(payload, id: "msg-\(number)", to: partner, now: now)
                        if outcome != .delivered("HTTP 204") { failed += 1 }
                    }
                    return failed
                }
            }
            return await group.reduce(0, +)
        }
        guard failed == 0 else { throw BenchFailure(what: "\(failed) posts were not taken") }
        return (clock.now - begin) / .seconds(1)
    }
}
