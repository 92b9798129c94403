import Coordination
import Testing

@testable import Channels

@Suite struct WebhookTargetTests {
    @Test func httpsToAnyHostAndHTTPToThisMachineAreTaken() throws {
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
    func otherAddressesAreRefused(url: String) {
        #expect(throws: Problem.self) { try WebhookTarget(parsing: url) }
    }

    /// Every spelling of an address that is not public: curl resolves it, and the guard sees the true address.
    @Test(arguments: [
        "https://127.0.0.1:1/", "https://127.1:1/", "https://2130706433:1/", "https://0x7f000001:1/",
        "https://0177.0.0.1:1/",
        "https://0:1/", "https://10.0.0.1:1/", "https://172.16.0.1:1/", "https://192.168.1.1:1/",
        "https://169.254.169.254:1/",
        "https://100.64.0.1:1/", "https://198.18.0.1:1/", "https://224.0.0.1:1/", "https://255.255.255.255:1/",
        "https://[::ffff:127.0.0.1]:1/", "https://[64:ff9b::7f00:1]:1/", "https://[fd00::1]:1/", "https://[fe80::1]:1/",
        "https://[2002:7f00:1::]:1/", "https://[2001:db8::1]:1/", "https://[::]:1/", "https://[ff02::1]:1/",
    ])
    func noConnectionIsMadeToAnAddressThatIsNotPublic(url: String) async throws {
        let guarded = try WebhookTarget(parsing: url).isLoopback ? "https://127.0.0.2:1/" : url
        let loop = TransferLoop(slots: 1)
        let result = await loop.perform(
            Transfer(url: guarded, kind: .post(headers: [], allowsLoopback: false), payload: [], timeout: .seconds(5)))
        #expect(result.wasAddressRefused || result.code == 6 || result.code == 7, "\(result)")
        #expect(result.wasAddressRefused || guarded.contains("["), "\(result)")
    }

    @Test func aChannelOutlivesItsRoom() async throws {
        let channel = ChannelRoom(slots: 1).webhooks
        let partner = try Partner(
            id: Identifier(trusted: "p"), name: "p", url: "http://127.0.0.1:9/",
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let outcome = await channel.send([], id: "msg-1", to: partner, now: Instant(seconds: 0))
        #expect(outcome == .deferred("couldn't connect to server", after: nil))
    }

    @Test func answersAreClassed() {
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
