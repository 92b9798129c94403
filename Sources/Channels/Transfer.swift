/// One exchange with a server, as the loop performs it.
struct Transfer: Sendable {
    enum Kind: Sendable {
        /// A POST of the payload with these header lines.
        case post(headers: [String], allowsLoopback: Bool)
        /// A mail from one address to one other, over verified TLS or not at all.
        case mail(from: String, to: String, user: String?, password: String?, authorities: String?)
        /// One command to a mailbox, or the text of the message that the address names; over verified TLS.
        case mailbox(command: String?, login: Login)
        /// PUT of the payload, or DELETE, at a calendar server.
        case calendar(method: String, headers: [String], login: Login)
    }

    struct Login: Sendable {
        let user: String
        let password: String
        let authorities: String?
    }

    let url: String
    let kind: Kind
    let payload: [UInt8]
    let timeout: Duration
    /// How much of the answer is kept; 0 keeps nothing.
    var keeping = 0
}

/// How an exchange ended.
struct TransferResult: Sendable {
    /// libcurl's code; 0 where the exchange was complete.
    let code: Int
    /// The server's status; 0 where there was none.
    let status: Int
    let retryAfter: Duration?
    let wasAddressRefused: Bool
    /// The answer, as far as it was to be kept.
    var body: [UInt8] = []
    var etag: String?
    var openedConnection = false
    /// Whether the server has had the last byte of what was to be sent.
    var wasAllSent = false

    /// The exchange did not begin: libcurl's `CURLE_FAILED_INIT`.
    static let failed = TransferResult(code: 2, status: 0, retryAfter: nil, wasAddressRefused: false)
}
