/// One exchange with a server, as the loop performs it.
struct Transfer: Sendable {
    enum Kind: Sendable {
        /// A POST of the payload with these header lines.
        case post(headers: [String], allowsLoopback: Bool)
        /// A mail from one address to one other, over verified TLS or not at all.
        case mail(from: String, to: String, user: String?, password: String?, authorities: String?)
    }

    let url: String
    let kind: Kind
    let payload: [UInt8]
    let timeout: Duration
}

/// How an exchange ended.
struct TransferResult: Sendable {
    /// libcurl's code; 0 where the exchange was complete.
    let code: Int
    /// The server's status; 0 where there was none.
    let status: Int
    let retryAfter: Duration?
    let wasAddressRefused: Bool

    /// The exchange did not begin: libcurl's `CURLE_FAILED_INIT`.
    static let failed = TransferResult(code: 2, status: 0, retryAfter: nil, wasAddressRefused: false)
}
