internal import Coordination

/// A partner's address, checked: https to any public host, or http to this machine itself.
public struct WebhookTarget: Hashable, Sendable {
    public let url: String
    public let isLoopback: Bool

    /// - Throws: `Problem.badData` that says what is wrong.
    public init(parsing url: String) throws {
        func wrong(_ why: String) -> Problem {
            Problem(
                .badData, "the webhook address \(why)",
                remedy: "Give https://host/path, or http://127.0.0.1:port/path for a receiver on this machine.")
        }
        let isASCII = url.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 92 }
        guard isASCII, url.utf8.count <= 2000 else {
            throw wrong("holds spaces, backslashes or other letters than ASCII")
        }
        let parts = url.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { throw wrong("has no scheme") }
        let authority = parts[1].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else { throw wrong("carries a user name") }
        let host = Self.host(of: authority).lowercased()
        guard !host.isEmpty else { throw wrong("has no host") }
        isLoopback = ["localhost", "127.0.0.1", "[::1]"].contains(host)
        switch parts[0].lowercased() {
        case "https": break
        case "http" where isLoopback: break
        case "http": throw wrong("is not encrypted")
        default: throw wrong("is neither https nor http")
        }
        self.url = url
    }

    private static func host(of authority: Substring) -> String {
        if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") { return String(authority[...close]) }
        return String(authority.prefix { $0 != ":" })
    }
}
