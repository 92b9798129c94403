public import Coordination

/// What an installation is told once, in `settings.yaml` of its home.
public struct Settings: Hashable, Sendable {
    /// How to reach the mission's mail server; mail stays in the local Maildir while there is none.
    public struct Mail: Hashable, Sendable {
        public var host: String
        public var port: Int
        public var isTLSImmediate: Bool
        public var user: String?
        /// A file whose first line is the password.
        public var passwordFile: String?
        /// A file of certificate authorities, where the system's are not enough.
        public var authorities: String?
    }

    public var officer: Officer
    public var mail: Mail?
    /// Where the store is, if not in the home.
    public var store: String?
    public var retention: RetentionRules

    public init(officer: Officer, mail: Mail? = nil, store: String? = nil, retention: RetentionRules = .none) {
        self.officer = officer
        self.mail = mail
        self.store = store
        self.retention = retention
    }

    public static func read(_ path: String) throws -> Settings {
        let root = try YamlNode.parse(try FileReader.text(path), file: path)
        try root.allow(["officer", "mail", "store", "retention"])
        let node = try root.required("officer")
        try node.allow(["name", "address", "post", "country", "zone", "language"])
        let officer = Officer(
            name: try node.required("name").text(),
            address: try node.required("address").value(EmailAddress.init(parsing:)),
            post: try node.required("post").text(),
            country: try node.required("country").value(CountryCode.init(parsing:)),
            zone: try node.required("zone").value(ZoneName.init(parsing:)),
            language: try node.required("language").value(Language.init(parsing:)))
        return Settings(
            officer: officer, mail: try root["mail"].map(mail), store: try root["store"]?.text(),
            retention: try root["retention"].map(retention) ?? .none)
    }

    /// Days for each kind; what is not named is kept.
    private static func retention(_ node: YamlNode) throws -> RetentionRules {
        try node.allow(RetentionRules.Kind.allCases.map(\.rawValue))
        var days: [RetentionRules.Kind: Int] = [:]
        for kind in RetentionRules.Kind.allCases { days[kind] = try node[kind.rawValue]?.integer(1...36_500) }
        return RetentionRules(days: days)
    }

    private static func mail(_ node: YamlNode) throws -> Mail {
        try node.allow(["host", "port", "tls", "user", "password-file", "authorities"])
        let security = try node["tls"]?.text() ?? "starttls"
        guard ["starttls", "immediate"].contains(security) else {
            throw node.wrong("unknown value '\(security)' for tls", remedy: "Write starttls or immediate.")
        }
        let host = try node.required("host").text()
        guard
            host.utf8.allSatisfy({
                $0 != 47 && (45...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
            })
        else {
            throw node.wrong("the host is no host name", remedy: "Write it as mail.example.org.")
        }
        return Mail(
            host: host, port: try node["port"]?.integer(1...65535) ?? (security == "immediate" ? 465 : 587),
            isTLSImmediate: security == "immediate", user: try node["user"]?.text(),
            passwordFile: try node["password-file"]?.text(), authorities: try node["authorities"]?.text())
    }

    /// The text of a new settings file.
    public var text: String {
        """
        # Who convenes. Change it here; convoke reads it at every start.
        officer:
          name: \(Self.quoted(officer.name))
          address: "\(officer.address)"
          post: \(Self.quoted(officer.post))
          country: "\(officer.country)"
          zone: \(officer.zone)
          language: "\(officer.language)"

        # Mail stays in the folder 'mail' of this home until a server is named here.
        # mail:
        #   host: mail.example.org
        #   port: 587
        #   tls: starttls            # or 'immediate'
        #   user: officer
        #   password-file: /path/to/a/file/only/you/can/read

        # A shared installation keeps its store in PostgreSQL; the password belongs into ~/.pgpass.
        \(store.map { "store: \(Self.quoted($0))" } ?? "# store: postgres://convoke@db.example.org/convoke")

        # After how many days content is destroyed; 'convoke subject retention' shows what would go.
        # retention:
        #   replies: 365             # answers as they came
        #   messages: 180            # what was sent, or given up
        #   actions: 1825            # what is done
        #   contacts: 1095           # people with whom nothing happened since

        """
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
    }
}
