public import Coordination
internal import TextFiles

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

    /// Where answers are read from: a mailbox by IMAP, a Maildir, or both.
    public struct Replies: Hashable, Sendable {
        public var server: Account?
        public var folder: String
        public var maildir: String?
        /// The mail server whose word about a sender's address counts: the name that it puts first in Authentication-Results.
        public var trusted: [String]
        /// Whether the mail server delivers `name+anything@domain` to `name@domain` (RFC 5233).
        public var hasPlusAddresses: Bool
    }

    /// A server with a login.
    public struct Account: Hashable, Sendable {
        /// A host, or a whole address for a calendar server.
        public var host: String
        public var port: Int
        public var user: String
        public var passwordFile: String
        public var authorities: String?
    }

    public var officer: Officer
    /// The mailbox that invitations come from and calendar programs answer to; the officer's own where `nil`.
    public var mailbox: EmailAddress?
    /// Who writes in the officer's name.
    public var assistant: EmailAddress?
    public var replies: Replies?
    public var calendar: Account?
    /// The address of the pages on which people answer, `https://…`.
    public var web: String?
    public var mail: Mail?
    /// Where the store is, if not in the home.
    public var store: String?
    public var retention: RetentionRules
    public var reminders: ReminderRules

    public init(officer: Officer, mail: Mail? = nil, store: String? = nil, retention: RetentionRules = .none) {
        self.officer = officer
        mailbox = nil
        assistant = nil
        replies = nil
        calendar = nil
        web = nil
        self.mail = mail
        self.store = store
        self.retention = retention
        reminders = .usual
    }

    public static func read(_ path: String) throws -> Settings {
        let root = try YamlNode.parse(try FileReader.text(path), file: path)
        try root.allow(["officer", "mail", "store", "retention", "replies", "calendar", "web", "reminders"])
        let node = try root.required("officer")
        try node.allow(["name", "address", "post", "post-names", "country", "zone", "language", "mailbox", "assistant"])
        let officer = Officer(
            name: try node.required("name").text(),
            address: try node.required("address").value(EmailAddress.init(parsing:)),
            post: try node.required("post").text(), postNames: try node["post-names"]?.textsByLanguage() ?? [:],
            country: try node.required("country").value(CountryCode.init(parsing:)),
            zone: try node.required("zone").value(ZoneName.init(parsing:)),
            language: try node.required("language").value(Language.init(parsing:)))
        var settings = Settings(
            officer: officer, mail: try root["mail"].map(mail), store: try root["store"]?.text(),
            retention: try root["retention"].map(retention) ?? .none)
        settings.mailbox = try node["mailbox"]?.value(EmailAddress.init(parsing:))
        settings.assistant = try node["assistant"]?.value(EmailAddress.init(parsing:))
        settings.replies = try root["replies"].map(replies)
        settings.calendar = try root["calendar"].map(calendar)
        settings.web = try root["web"].map(web)
        settings.reminders = try root["reminders"].map(reminders) ?? .usual
        return settings
    }

    /// Days for each kind; what is not named is kept.
    private static func retention(_ node: YamlNode) throws -> RetentionRules {
        try node.allow(RetentionRules.Kind.allCases.map(\.rawValue))
        var days: [RetentionRules.Kind: Int] = [:]
        for kind in RetentionRules.Kind.allCases { days[kind] = try node[kind.rawValue]?.integer(1...36_500) }
        return RetentionRules(days: days)
    }

    private static func reminders(_ node: YamlNode) throws -> ReminderRules {
        try node.allow(["before", "escalation", "daily", "feedback", "chain"])
        let usual = ReminderRules.usual
        func days(_ name: String) throws -> [Int]? { try node[name]?.list().map { try $0.integer(1...365) } }
        let escalation = try days("escalation") ?? usual.escalation
        guard escalation.count <= 2 else {
            throw node.wrong("has too many steps of escalation", remedy: "Write two numbers of days at most.")
        }
        return ReminderRules(
            before: try days("before") ?? usual.before, escalation: escalation,
            daily: try node["daily"]?.integer(1...24) ?? usual.daily,
            feedback: try node["feedback"]?.integer(1...365) ?? usual.feedback,
            chain: try node["chain"]?.list().map { try $0.value(Contact.ID.init(parsing:)) } ?? [])
    }

    private static func mail(_ node: YamlNode) throws -> Mail {
        try node.allow(["host", "port", "tls", "user", "password-file", "authorities"])
        let security = try node["tls"]?.text() ?? "starttls"
        guard ["starttls", "immediate"].contains(security) else {
            throw node.wrong("unknown value '\(security)' for tls", remedy: "Write starttls or immediate.")
        }
        return Mail(
            host: try host(node), port: try node["port"]?.integer(1...65535) ?? (security == "immediate" ? 465 : 587),
            isTLSImmediate: security == "immediate", user: try node["user"]?.text(),
            passwordFile: try node["password-file"]?.text(), authorities: try node["authorities"]?.text())
    }

    private static func host(_ node: YamlNode) throws -> String {
        let host = try node.required("host").text()
        guard
            !host.isEmpty,
            host.utf8.allSatisfy({
                $0 != 47 && (45...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
            })
        else {
            throw node.wrong("the host is not a host name", remedy: "Write it as mail.example.org.")
        }
        return host
    }

    private static func replies(_ node: YamlNode) throws -> Replies {
        try node.allow([
            "host", "port", "user", "password-file", "authorities", "folder", "maildir", "trusted", "plus-addresses",
        ])
        let server = try node["host"].map { _ in
            Account(
                host: try host(node), port: try node["port"]?.integer(1...65535) ?? 993,
                user: try node.required("user").text(), passwordFile: try node.required("password-file").text(),
                authorities: try node["authorities"]?.text())
        }
        let folder = try node["folder"]?.text() ?? "INBOX"
        guard (1...200).contains(folder.utf8.count), SafeText.printable(folder) == folder,
            !folder.contains(where: { "\"\\%*".contains($0) })
        else {
            throw node.wrong(
                "the folder has letters that a mailbox cannot", remedy: "Write it as your mail program shows it.")
        }
        let plus = try node["plus-addresses"]?.text() ?? "no"
        guard ["yes", "no"].contains(plus) else {
            throw node.wrong("unknown value '\(plus)' for plus-addresses", remedy: "Write yes or no, in quotes.")
        }
        return Replies(
            server: server, folder: folder, maildir: try node["maildir"]?.text(),
            trusted: try servers(node["trusted"]), hasPlusAddresses: plus == "yes")
    }

    /// One name, or a list of them.
    private static func servers(_ node: YamlNode?) throws -> [String] {
        guard let node else { return [] }
        let names = node.isList ? try node.texts() : [try node.text()]
        for name in names
        where name.isEmpty || !name.utf8.allSatisfy({ (33...126).contains($0) && $0 != 44 && $0 != 59 && $0 != 61 }) {
            throw node.wrong(
                "'\(name.prefix(40))' is not the name of a mail server",
                remedy:
                    "Write it as your mails show it in Authentication-Results, or several as [a.example, b.example].")
        }
        return names
    }

    private static func calendar(_ node: YamlNode) throws -> Account {
        try node.allow(["url", "user", "password-file", "authorities"])
        return Account(
            host: try node.required("url").text(), port: 0, user: try node.required("user").text(),
            passwordFile: try node.required("password-file").text(), authorities: try node["authorities"]?.text())
    }

    private static func web(_ node: YamlNode) throws -> String {
        let text = try node.text()
        guard text.hasPrefix("https://"), text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 34 }) else {
            throw node.wrong("'\(text.prefix(40))' is not an address that begins with https://", remedy: "Correct it.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// What the post is called in other languages, or an example.
    private var postNames: String {
        guard !officer.postNames.isEmpty else {
            return "# post-names: {fr: \"l'Ambassade du Nord à Tegucigalpa\"}   # in mails and pages of that language"
        }
        return officer.postNames.sorted { $0.key < $1.key }.reduce("post-names:") {
            "\($0)\n    \($1.key): \(YamlText.quoted($1.value))"
        }
    }

    /// The text of a new settings file.
    public var text: String {
        """
        # Who convenes. Change it here; convoke reads it at every start.
        officer:
          name: \(YamlText.quoted(officer.name))
          address: "\(officer.address)"
          post: \(YamlText.quoted(officer.post))
          \(postNames)
          country: "\(officer.country)"
          zone: \(officer.zone)
          language: "\(officer.language)"
          # mailbox: calls@mission.example      # invitations come from it, and calendar programs answer to it
          # assistant: desk@mission.example     # writes in the officer's name

        # Mail stays in the folder 'mail' of this home until a server is named here.
        # mail:
        #   host: mail.example.org
        #   port: 587
        #   tls: starttls            # or 'immediate'
        #   user: officer
        #   password-file: /path/to/a/file/only/you/can/read
        #   authorities: /path/to/a/file.pem   # where the server's certificate is by an authority of your own

        # Where replies are fetched from: a mailbox by IMAP, a Maildir, or both.
        # replies:
        #   host: imap.example.org
        #   user: calls
        #   password-file: /path/to/a/file/only/you/can/read
        #   maildir: /var/mail/calls
        #   folder: INBOX                 # as your mail program shows it
        #   trusted: mx.mission.example   # the server whose Authentication-Results count, or several as [a, b];
        #                                 # 'unnamed' for one that does not say its name there (Microsoft 365)
        #   plus-addresses: "yes"         # if calls+anything@ reaches calls@

        # The calendar server that the mission's calendar is pushed to.
        # calendar:
        #   url: https://cal.example.org/officer/convenings/
        #   user: officer
        #   password-file: /path/to/a/file/only/you/can/read

        # A shared installation keeps its store in PostgreSQL; the password belongs into ~/.pgpass.
        \(store.map { "store: \(YamlText.quoted($0))" } ?? "# store: postgres://convoke@db.example.org/convoke")

        # When owners of actions are reminded, and who is notified after them. These are the default days.
        # reminders:
        #   before: [7, 1]           # days before it is due
        #   escalation: [7, 14]      # days after it, for the second and the third person
        #   chain: [ct-deputy, ct-head]

        # After how many days content may be destroyed. Nothing is destroyed before you have seen it and confirmed.
        # retention:
        #   replies: 365             # replies as received
        #   messages: 180            # messages that were sent, or that failed for good
        #   actions: 1825            # closed actions
        #   contacts: 1095           # people with whom nothing happened since

        """
    }
}
