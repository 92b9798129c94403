import Sealing
import Testing

@Suite struct WebhookSecretTests {
    let body = Array(#"{"test": 2432232314}"#.utf8)

    @Test func `the standards own example is reproduced`() throws {
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signature = secret.signature(id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: body)
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func `any change breaks the signature`() throws {
        let secret = try #require(WebhookSecret(WebhookSecret.text(of: Array(0..<32))))
        let other = try #require(WebhookSecret(WebhookSecret.text(of: Array(1..<33))))
        let good = secret.signature(id: "msg-1", timestamp: 1000, body: body)
        #expect(secret.verifies("v1,AAAA v2,x \(good)", id: "msg-1", timestamp: 1000, body: body))
        #expect(!secret.verifies(good, id: "msg-2", timestamp: 1000, body: body))
        #expect(!secret.verifies(good, id: "msg-1", timestamp: 1001, body: body))
        #expect(!secret.verifies(good, id: "msg-1", timestamp: 1000, body: body + [32]))
        #expect(!other.verifies(good, id: "msg-1", timestamp: 1000, body: body))
        #expect(!secret.verifies("", id: "msg-1", timestamp: 1000, body: body))
    }

    @Test(arguments: ["", "whsec_", "whsec_short", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!!!", "whsec_AAAA"])
    func `malformed secrets are refused`(text: String) {
        #expect(WebhookSecret(text) == nil)
    }

    @Test func `sha 256 is that of the standard`() {
        #expect(Digest.sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
