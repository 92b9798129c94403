internal import CPostgres
internal import Coordination
internal import Foundation

/// Where a PostgreSQL store is: `postgres://[user@]host[:port][,host[:port]…]/database[?parameter=value&…]`, or
/// `postgres:///database?host=/folder[,/folder…]`.
struct PostgresAddress: Sendable {
    /// One server of the address, as libpq takes it.
    struct Host: Sendable, Equatable {
        let conninfo: String
        /// The same for a server that may be a standby.
        let anyConninfo: String
        /// For people: the host or folder, and the port.
        let name: String
    }

    /// The servers in the order in which they are tried.
    let hosts: [Host]
    /// Hosts and database, for people; never the user or the password.
    let place: String
    /// How long one server is waited for.
    let connectTimeout: Duration
    /// What was seen of the servers' succession by whoever uses this address.
    let lineage = ServerLineage()

    /// TLS with verification of the server's name is added unless the address goes to a local socket or says otherwise.
    /// - Throws: `Problem.usage`.
    init(parsing url: String) throws {
        var values = try Self.parameters(of: url)
        guard let database = values["dbname"], !database.isEmpty else { throw Self.wrong }
        let environment = ProcessInfo.processInfo.environment
        let host = values["host"] ?? environment["PGHOST"] ?? ""
        // Only what certainly goes to a socket of this machine needs no TLS.
        let mayGoElsewhere =
            values["hostaddr"] != nil || values["service"] != nil || environment["PGHOSTADDR"] != nil
            || environment["PGSERVICE"] != nil
        let isLocal = !mayGoElsewhere && host.split(separator: ",").allSatisfy { $0.hasPrefix("/") }
        if !isLocal {
            values["sslmode"] = values["sslmode"] ?? environment["PGSSLMODE"] ?? "verify-full"
            // Within this machine a pooler or a tunnel may listen without TLS.
            let isLoopback = ["localhost", "127.0.0.1", "::1"]
            guard
                values["sslmode"] == "verify-full"
                    || (!mayGoElsewhere && host.split(separator: ",").allSatisfy { isLoopback.contains(String($0)) })
            else {
                throw Problem(
                    .usage, "the store's address switches the verification of its server off (sslmode)",
                    remedy: "Leave sslmode out; sslrootcert=FILE names an authority of your own.")
            }
            if let file = values["sslrootcert"], file != "system", !FileManager.default.isReadableFile(atPath: file) {
                throw Problem(
                    .configuration, at: file, "cannot be read, and is to prove who the store's server is",
                    remedy: "Correct sslrootcert in the address, or the file's permissions.")
            }
            let system = "/etc/ssl/certs/ca-certificates.crt"
            if values["sslrootcert"] == nil, environment["PGSSLROOTCERT"] == nil,
                FileManager.default.fileExists(atPath: system)
            {
                values["sslrootcert"] = system
            }
            values["ssl_min_protocol_version"] = values["ssl_min_protocol_version"] ?? "TLSv1.2"
        }
        let seconds = values.removeValue(forKey: "connect_timeout").flatMap { Int($0) } ?? 10
        connectTimeout = .seconds(max(2, seconds))
        values["application_name"] = "convoke"
        values["client_encoding"] = "UTF8"
        guard ["read-write", "primary"].contains(values["target_session_attrs"] ?? "read-write") else {
            throw Problem(
                .usage, "the store's address asks for a server that may be read-only",
                remedy: "Leave target_session_attrs out, or give read-write or primary.")
        }
        values["target_session_attrs"] = values["target_session_attrs"] ?? "read-write"
        values["keepalives_idle"] = values["keepalives_idle"] ?? "30"
        values["tcp_user_timeout"] = values["tcp_user_timeout"] ?? "30000"
        hosts = try Self.hosts(values, isLocal: isLocal)
        place = "\(isLocal ? "local socket" : hosts.map(\.name).joined(separator: ","))/\(database)"
    }

    private static let wrong = Problem(
        .usage, "the store's address is not one", remedy: "Give --store postgres://user@host/database.")

    private static func parameters(of url: String) throws -> [String: String] {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            defer { PQfreemem(message) }
            // It names the parameter of the address in quotation marks, and nothing else of it.
            let words = message.map { String(cString: $0).split(separator: "\"") } ?? []
            guard words.count > 1, words[0].contains("query parameter") else { throw wrong }
            throw Problem(
                .usage, "the store's address has a parameter that is unknown: \(SafeText.printable(String(words[1])))",
                remedy: "Correct it, or leave it out.")
        }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return values
    }

    /// Splits the lists of hosts, their addresses and ports, so that each server is tried, and told of, by itself.
    private static func hosts(_ values: [String: String], isLocal: Bool) throws -> [Host] {
        func list(_ name: String) -> [String] {
            values[name].map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } ?? []
        }
        let names = list("host"), addresses = list("hostaddr"), ports = list("port")
        let count = max(names.count, addresses.count, 1)
        let isWhole = [names, addresses].allSatisfy { $0.isEmpty || $0.count == count }
        guard isWhole, [0, 1, count].contains(ports.count) else { throw wrong }
        return (0..<count).map { number in
            var own = values
            if !names.isEmpty { own["host"] = names[number] }
            if !addresses.isEmpty { own["hostaddr"] = addresses[number] }
            if !ports.isEmpty { own["port"] = ports[ports.count == 1 ? 0 : number] }
            let name = names.isEmpty ? addresses.first ?? "" : names[number]
            let port = own["port"].flatMap { $0.isEmpty ? nil : ":\($0)" } ?? ""
            var other = own
            other["target_session_attrs"] = "any"
            return Host(
                conninfo: conninfo(own), anyConninfo: conninfo(other),
                name: isLocal && name.isEmpty ? "local socket" : name + port)
        }
    }

    private static func conninfo(_ values: [String: String]) -> String {
        values.sorted { $0.key < $1.key }.map { "\($0.key)='\(escaped($0.value))'" }.joined(separator: " ")
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    }
}
