/// The mission's way to the mail system.
public struct MailServer: Hashable, Sendable {
    public var host: String
    public var port: Int
    /// TLS from the first byte (`smtps`, usually port 465) instead of STARTTLS.
    public var isTLSImmediate: Bool
    public var user: String?
    public var password: String?
    /// A file of certificate authorities; the system's where `nil`.
    public var authorities: String?

    public init(
        host: String, port: Int, isTLSImmediate: Bool, user: String? = nil, password: String? = nil,
        authorities: String? = nil
    ) {
        self.host = host
        self.port = port
        self.isTLSImmediate = isTLSImmediate
        self.user = user
        self.password = password
        self.authorities = authorities
    }
}
