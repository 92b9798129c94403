public import Coordination
internal import Foundation

/// A mailbox that answers are read from.
public struct MailboxServer: Hashable, Sendable {
    public var host: String
    public var port: Int
    public var user: String
    public var password: String
    public var authorities: String?
    public var folder: String

    public init(host: String, port: Int, user: String, password: String, authorities: String?, folder: String) {
        self.host = host
        self.port = port
        self.user = user
        self.password = password
        self.authorities = authorities
        self.folder = folder
    }
}

/// Reads a mailbox by IMAP over verified TLS, and changes nothing in it: not even whether a mail was seen.
public struct MailboxChannel: Sendable {
    private let loop: TransferLoop
    private let server: MailboxServer

    init(loop: TransferLoop, server: MailboxServer) {
        self.loop = loop
        self.server = server
    }

    /// The mailbox's own count of its lives (RFC 9051 section 2.3.1.1), and the messages above a number.
    /// - Parameters:
    ///   - last: the highest that was read in the life `validity`.
    ///   - since: of a mailbox that is new to us, or in a new life, only what came from this day on.
    /// - Throws: `Problem.unavailable` or `Problem.configuration`.
    public func messages(
        after last: Int, of validity: Int?, since: CalendarDay
    ) async throws -> (validity: Int, uids: [Int]) {
        let status = try await text(command: "STATUS \(name) (UIDVALIDITY UIDNEXT)", path: "")
        guard let current = Self.number(after: "UIDVALIDITY", in: status),
            let next = Self.number(after: "UIDNEXT", in: status)
        else {
            throw Problem(
                .unavailable, at: server.host, "does not tell the state of '\(server.folder)'",
                remedy: "Check the folder's name in settings.yaml.")
        }
        let isKnown = current == validity
        var start = isKnown ? last + 1 : max(1, next - Self.newest), uids: [Int] = []
        // libcurl cuts an answer of more than 64 KiB, so no more is asked for at once than fits.
        while start < next {
            let end = min(start + Self.step, next) - 1
            let condition = isKnown ? "" : " SINCE \(Self.day(since))"
            let found = try await text(command: "UID SEARCH UID \(start):\(end)\(condition)", path: folder)
            uids += found.split(whereSeparator: \.isNewline).filter { $0.uppercased().hasPrefix("* SEARCH") }
                .flatMap { $0.split(separator: " ").dropFirst(2).compactMap { Int($0) } }
                .filter { (start...end).contains($0) }
            start = end + 1
        }
        return (current, uids.sorted())
    }

    private static let step = 5000
    /// So many of the numbers of a mailbox that is new to us are looked at.
    private static let newest = 100_000

    /// `1-Feb-2026` (RFC 9051 section 9, date).
    private static func day(_ day: CalendarDay) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(day.day)-\(months[day.month - 1])-\(day.year)"
    }

    /// Opens the folder so that reading marks nothing; to be called before `message`.
    public func examine() async throws { _ = try await text(command: "EXAMINE \(name)", path: folder) }

    /// The bytes of one message.
    /// - Returns: `nil` for one that is gone or larger than `limit`.
    public func message(_ uid: Int, limit: Int) async throws -> [UInt8]? {
        let result = await perform(command: nil, path: "\(folder)/;UID=\(uid)", keeping: limit)
        switch result.code {
        case 0:
            // On a connection of its own the folder is opened for reading and writing.
            if result.openedConnection { try await examine() }
            return result.body
        case 23, 78:
            // What was cut off ends the connection; the next one opens the folder anew.
            try await examine()
            return nil
        default: throw failure(result)
        }
    }

    private var name: String { "\"\(ModifiedUTF7.encoded(server.folder))\"" }

    private var folder: String {
        let name = ModifiedUTF7.encoded(server.folder), plain = CharacterSet.alphanumerics.union(["/", ".", "-", "_"])
        return "/" + (name.addingPercentEncoding(withAllowedCharacters: plain) ?? name)
    }

    private func text(command: String, path: String) async throws -> String {
        let result = await perform(command: command, path: path, keeping: 4 << 20)
        guard result.code == 0 else { throw failure(result) }
        return String(decoding: result.body, as: UTF8.self)
    }

    private func perform(command: String?, path: String, keeping: Int) async -> TransferResult {
        await loop.perform(
            Transfer(
                url: "imaps://\(server.host):\(server.port)\(path)",
                kind: .mailbox(
                    command: command,
                    login: .init(user: server.user, password: server.password, authorities: server.authorities)),
                payload: [], timeout: .seconds(60), keeping: keeping))
    }

    private func failure(_ result: TransferResult) -> Problem {
        let meaning = CurlCode.meaning(of: result.code)
        switch result.code {
        case 60, 77:
            return Problem(
                .configuration, at: server.host, "shows a certificate that is not trusted (\(meaning))",
                remedy: "Nothing was read. Name its authority under 'authorities' in settings.yaml, or check the host.")
        case 67:
            return Problem(
                .configuration, at: server.host, "refuses the login, or has no folder '\(server.folder)'",
                remedy: "Check user, password file and folder in settings.yaml.")
        default:
            return Problem(
                .unavailable, at: server.host, "cannot be read: \(meaning)", remedy: "Try again later.")
        }
    }

    private static func number(after word: String, in text: String) -> Int? {
        guard let range = text.range(of: "\(word) ") else { return nil }
        return Int(text[range.upperBound...].prefix(while: \.isNumber))
    }
}
