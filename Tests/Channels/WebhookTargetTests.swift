import Coordination
import Fixtures
import Testing

@testable import Channels

@Suite struct WebhookTargetTests {
    @Test func `HTTPS to any host and HTTP to this machine are taken`() throws {
        #expect(try !WebhookTarget(parsing: "https://partner.example/hook?x=1").isLoopback)
        #expect(try WebhookTarget(parsing: "http://127.0.0.1:8080/x").isLoopback)
        #expect(try WebhookTarget(parsing: "http://[::1]:8080/x").isLoopback)
    }

    @Test(arguments: [
        "http://partner.example/", "ftp://partner.example/", "file:///etc/passwd", "gopher://x/", "partner.example", "",
        "https://", "https:///path", "https://user:pw@partner.example/", "https://partner.example\\@127.0.0.1/",
        "https://partner.example/\r\nHost: x", "https://pártner.example/", "http://127.0.0.1@evil.invalid/",
        "http://127.0.0.2/", "http://localhost.evil.invalid/",
    ])
    func `other addresses are refused`(url: String) {
        #expect(refusal { try WebhookTarget(parsing: url) } == Refusal(.badData))
    }

    @Test func `a channel outlives its room`() async throws {
        let channel = Transports(slots: 1).webhooks
        let partner = try Partner(
            id: Identifier(trusted: "p"), name: "p", url: "http://127.0.0.1:9/",
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let outcome = await channel.send([], id: "msg-1", to: partner, now: Instant(seconds: 0))
        #expect(outcome == .deferred("couldn't connect to server", after: nil))
    }

    @Test func `answers are classed`() {
        func outcome(_ code: Int, _ status: Int, after: Duration? = nil) -> Outcome {
            WebhookChannel.outcome(
                of: TransferResult(code: code, status: status, retryAfter: after, wasAddressRefused: false))
        }
        #expect(outcome(0, 204) == .delivered("HTTP 204"))
        #expect(outcome(0, 301) == .refused("HTTP 301"))
        #expect(outcome(0, 404) == .refused("HTTP 404"))
        #expect(outcome(23, 200) == .delivered("HTTP 200"))
        #expect(outcome(23, 500) != .delivered("HTTP 500"))
        #expect(outcome(0, 410) == .gone("HTTP 410"))
        #expect(outcome(0, 429, after: .seconds(120)) == .deferred("HTTP 429", after: .seconds(120)))
        #expect(outcome(0, 503) == .deferred("HTTP 503", after: nil))
        #expect(outcome(28, 0) == .deferred("timeout was reached", after: nil))
    }
}
