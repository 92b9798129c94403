internal import Coordination

/// A collection of a calendar server.
public struct CalendarServer: Hashable, Sendable {
    /// The collection's address.
    public var url: String
    public var user: String
    public var password: String
    public var authorities: String?

    public init(url: String, user: String, password: String, authorities: String?) {
        self.url = url
        self.user = user
        self.password = password
        self.authorities = authorities
    }
}

/// How a resource stands at the server after an exchange.
public enum CalendarOutcome: Hashable, Sendable {
    /// It is as we want it, under this ETag; `nil` where the server named none.
    case done(etag: String?)
    /// Someone else changed it there (RFC 9110 section 13.1.1).
    case conflict
    /// Someone else took it away there.
    case missing
    case failed(String)
}

/// Puts events into a calendar by CalDAV (RFC 4791), never over someone else's change.
public struct CalendarChannel: Sendable {
    private let loop: TransferLoop
    private let server: CalendarServer
    private let base: String

    /// - Throws: `Problem.badData` for an address that is neither https nor of this machine itself.
    init(loop: TransferLoop, server: CalendarServer) throws {
        self.loop = loop
        self.server = server
        let url = try WebhookTarget(parsing: server.url).url
        base = url.hasSuffix("/") ? url : url + "/"
    }

    /// What may be there for a resource to be put.
    public enum Condition: Hashable, Sendable {
        case nothing
        /// What we put there last.
        case match(etag: String)
        case anything
    }

    public func put(_ resource: String, _ bytes: [UInt8], if condition: Condition) async -> CalendarOutcome {
        var headers = ["Content-Type: text/calendar; charset=utf-8"]
        switch condition {
        case .nothing: headers.append("If-None-Match: *")
        case .match(let etag): headers.append("If-Match: \(etag)")
        case .anything: break
        }
        let outcome = Self.outcome(await perform("PUT", resource, bytes, headers), isDeletion: false)
        guard outcome == .done(etag: nil) else { return outcome }
        // A server that changes what it is given names the new version only when asked (RFC 4791 section 5.3.4).
        let found = Self.outcome(await perform("GET", resource, [], []), isDeletion: false)
        if case .done = found { return found }
        return outcome
    }

    /// How a resource stands that was put before.
    /// - Parameter etag: the version that was ours; `nil` where the server named none.
    public func look(_ resource: String, etag: String?) async -> CalendarOutcome {
        let result = await perform("GET", resource, [], [])
        if result.code == 0, [404, 410].contains(result.status) { return .missing }
        let found = Self.outcome(result, isDeletion: false)
        guard case .done(let now?) = found, let etag else { return found }
        // A weak mark says nothing else of a version than a strong one (RFC 9110 section 8.8.1).
        return Self.bare(now) == Self.bare(etag) ? found : .conflict
    }

    private static func bare(_ etag: String) -> String { etag.hasPrefix("W/") ? String(etag.dropFirst(2)) : etag }

    public func delete(_ resource: String, etag: String?) async -> CalendarOutcome {
        Self.outcome(
            await perform("DELETE", resource, [], etag.map { ["If-Match: \($0)"] } ?? []), isDeletion: true)
    }

    private func perform(_ method: String, _ resource: String, _ bytes: [UInt8], _ headers: [String]) async
        -> TransferResult
    {
        await loop.perform(
            Transfer(
                url: base + resource,
                kind: .calendar(
                    method: method, headers: headers + ["User-Agent: Convoke"],
                    login: .init(user: server.user, password: server.password, authorities: server.authorities)),
                payload: bytes, timeout: .seconds(30)))
    }

    static func outcome(_ result: TransferResult, isDeletion: Bool) -> CalendarOutcome {
        guard result.code == 0 else { return .failed(CurlCode.meaning(of: result.code)) }
        switch result.status {
        case 200..<300: return .done(etag: isDeletion ? nil : result.etag)
        case 404 where isDeletion, 410 where isDeletion: return .done(etag: nil)
        case 412: return .conflict
        case 401, 403: return .failed("the server refuses the login or the right to write (HTTP \(result.status))")
        default: return .failed("HTTP \(result.status)")
        }
    }
}
