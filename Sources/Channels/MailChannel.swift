public import Coordination

/// Sends mails through the mission's server: one recipient a transaction, and never without verified TLS.
public struct MailChannel: Sendable {
    private let loop: TransferLoop
    private let server: MailServer

    init(loop: TransferLoop, server: MailServer) {
        self.loop = loop
        self.server = server
    }

    public func send(_ payload: [UInt8], from: EmailAddress, to: EmailAddress) async -> Outcome {
        let scheme = server.isTLSImmediate ? "smtps" : "smtp"
        let result = await loop.perform(
            Transfer(
                url: "\(scheme)://\(server.host):\(server.port)/\(from.domain)",
                kind: .mail(
                    from: from.rawValue, to: to.rawValue, user: server.user, password: server.password,
                    authorities: server.authorities),
                payload: payload, timeout: .seconds(60)))
        return Self.outcome(of: result)
    }

    /// RFC 5321 section 4.2.1: 4yz passes, 5yz stays.
    static func outcome(of result: TransferResult) -> Outcome {
        let text = "\(CurlCode.meaning(of: result.code)), SMTP \(result.status)"
        // The last dot was sent, and no word came back: the server may have the mail. It is tried again under the same Message-ID.
        if result.wasAllSent, [28, 52, 55, 56].contains(result.code), result.status < 400 {
            return .inDoubt("in doubt: the server had the whole mail but said nothing (\(text))")
        }
        switch (result.code, result.status) {
        case (0, _): return .delivered("SMTP \(result.status)")
        // No TLS, a wrong certificate, no login: our own side has to be set up first.
        case (2, _), (60, _), (64, _), (67, _), (77, _), (_, 530), (_, 535), (_, 538), (8, 554): return .held(text)
        case (_, 500..<600): return .refused(text)
        default: return .deferred(text, after: nil)
        }
    }
}
