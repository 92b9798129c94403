internal import CPostgres
internal import Coordination
internal import Foundation

/// Where a PostgreSQL store is: `postgres://[user@]host[:port]/database[?parameter=value&…]`, or `postgres:///database?host=/folder`.
struct PostgresAddress: Sendable {
    /// What libpq takes.
    let conninfo: String
    /// Host and database, for people; never the user or the password.
    let place: String

    /// TLS with verification of the server's name is added unless the address goes to a local socket or says otherwise.
    /// - Throws: `Problem.usage`.
    init(parsing url: String) throws {
        let wrong = Problem(
            .usage, "the store's address is not one", remedy: "Give --store postgres://user@host/database.")
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            PQfreemem(message)
            throw wrong
        }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        guard let database = values["dbname"], !database.isEmpty else { throw wrong }
        let environment = ProcessInfo.processInfo.environment
        let host = values["host"] ?? environment["PGHOST"] ?? ""
        // Only what certainly goes to a socket of this machine needs no TLS.
        let mayGoElsewhere =
            values["hostaddr"] != nil || values["service"] != nil || environment["PGHOSTADDR"] != nil
            || environment["PGSERVICE"] != nil
        let isLocal = !mayGoElsewhere && host.split(separator: ",").allSatisfy { $0.hasPrefix("/") }
        if !isLocal {
            values["sslmode"] = values["sslmode"] ?? environment["PGSSLMODE"] ?? "verify-full"
            let system = "/etc/ssl/certs/ca-certificates.crt"
            if values["sslrootcert"] == nil, environment["PGSSLROOTCERT"] == nil,
                FileManager.default.fileExists(atPath: system)
            {
                values["sslrootcert"] = system
            }
            values["ssl_min_protocol_version"] = values["ssl_min_protocol_version"] ?? "TLSv1.2"
        }
        values["connect_timeout"] = values["connect_timeout"] ?? "10"
        values["application_name"] = "convoke"
        // Others are waited for as long as with SQLite; a client that was cut off does not hold them up for good.
        values["options"] =
            (values["options"].map { "\($0) " } ?? "")
            + "-c lock_timeout=10s -c idle_in_transaction_session_timeout=120s -c tcp_keepalives_idle=30"
        values["client_encoding"] = "UTF8"
        values["target_session_attrs"] = "read-write"
        values["keepalives_idle"] = values["keepalives_idle"] ?? "30"
        values["tcp_user_timeout"] = values["tcp_user_timeout"] ?? "30000"
        conninfo = values.sorted { $0.key < $1.key }.map { "\($0.key)='\(Self.escaped($0.value))'" }
            .joined(separator: " ")
        place = "\(isLocal ? "local socket" : host)/\(database)"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    }
}
