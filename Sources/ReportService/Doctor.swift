internal import Channels
public import Coordination
internal import Foundation
public import Installation
internal import Rendering
internal import Sealing
internal import Storage
internal import Zones

/// One thing that was looked at.
public struct Finding: View {
    public enum Verdict: String, Sendable, Codable { case good, notice, bad }

    public let subject: String
    public let verdict: Verdict
    public let detail: String
    public let remedy: Remedy?

    init(_ subject: String, _ verdict: Verdict, _ detail: String, remedy: Remedy? = nil) {
        self.subject = subject
        self.verdict = verdict
        self.detail = detail
        self.remedy = remedy
    }
}

extension Installation {
    /// Looks at everything an installation needs; works where it is broken, too.
    public static func examine(
        home: Home, storeURL: String? = nil, resources: ResourceDirectory?, now: Instant
    ) async -> [Finding] {
        let facts = FactsDoctor(now: now)
        var findings: [Finding] = [facts.zones(ZoneData())]
        if let resources {
            findings.append(
                check("facts") { "\(try CalendarFacts(folder: resources.directory).countryNames.count) countries" })
            findings.append(
                check("templates") {
                    try TemplateRenderer(folder: resources.templates).check()
                    let texts = TemplateRenderer.contents.filter { $0.file.isByLanguage }
                    return "\(texts.count) texts in \(Language.shipped.count) languages"
                })
        } else {
            findings.append(
                Finding("facts and templates", .bad, "not found", remedy: "Run 'make install' or set CONVOKE_SHARE."))
        }
        guard home.exists else {
            findings.append(Finding("home", .bad, "\(home.path) is not set up", remedy: "Run \(.initialize)."))
            return findings
        }
        findings.append(rights(of: home))
        do {
            let settings = try Settings.read(home.settings)
            findings.append(Finding("settings", .good, "officer's zone \(settings.officer.zone)"))
            if let resources, let known = try? CalendarFacts(folder: resources.directory) {
                findings.append(facts.holidays(known, of: settings.officer.country))
            }
            findings.append(mail(settings, home: home))
            findings += answers(settings, home: home)
            let url = try self.storeURL(storeURL, settings, home)
            findings += ServerDoctor.findings(of: NamedServer.all(of: url))
            let store = try await Store.open(url, keeping: home.backups, marks: home.path)
            let engine = try await store.check()
            findings.append(Finding("store", .good, engine.version))
            if let state = engine.server { findings += ServerDoctor(state: state).findings }
            try await unlockQuietly(store, home)
            findings += try await vault(of: store, home)
            if !store.isLocked {
                findings += try await contents(of: store, now) + readers(settings.reminders, store)
                findings += [facts.sessions(try await store.read { try $0.mechanisms.all() })].compactMap { $0 }
                findings += try await senders(settings, store, home)
            }
        } catch let problem as Problem where problem.place?.hasPrefix(home.settings) ?? false {
            findings.append(Finding("settings", .bad, "\(problem)"))
        } catch {
            findings.append(Finding("store", .bad, "\(error)"))
        }
        return findings
    }

    private static func check(_ subject: String, _ look: () throws -> String) -> Finding {
        do { return Finding(subject, .good, try look()) } catch { return Finding(subject, .bad, "\(error)") }
    }

    private static func rights(of home: Home) -> Finding {
        for path in [home.path, home.settings, home.keyFile, "\(home.path)/convoke.sqlite"] {
            let rights = (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int ?? 0
            if rights & 0o077 != 0 {
                return Finding("home", .bad, "\(path) is open to others", remedy: "Run 'chmod go= \(path)'.")
            }
        }
        guard FileManager.default.isWritableFile(atPath: home.path) else {
            return Finding(
                "home", .bad, "\(home.path) cannot be written",
                remedy: "Correct its permissions, or choose another --home.")
        }
        return Finding("home", .good, home.path)
    }

    /// Where answers are read from, and what proves who sent them.
    private static func answers(_ settings: Settings, home: Home) -> [Finding] {
        guard let place = settings.replies else { return [] }
        var findings: [Finding] = []
        if let server = place.server {
            findings.append(
                FileManager.default.isReadableFile(atPath: server.passwordFile)
                    ? Finding("replies", .good, "\(server.host):\(server.port), verified TLS only")
                    : Finding(
                        "replies", .bad, "\(server.passwordFile) cannot be read",
                        remedy: "Write the password on its first line."))
        }
        if place.trusted.isEmpty {
            findings.append(
                Finding(
                    "senders of replies", .notice, "no mail server is trusted to say whether a sender is forged",
                    remedy: "Name it as 'trusted' under 'replies' in \(home.settings)."))
        }
        return findings
    }

    private static func mail(_ settings: Settings, home: Home) -> Finding {
        guard let mail = settings.mail else {
            return Finding(
                "mail", .notice, "kept in \(home.mail), nothing leaves this machine",
                remedy: "Name a mail server in \(home.settings) when you are ready to send.")
        }
        if let path = mail.passwordFile, !FileManager.default.isReadableFile(atPath: path) {
            return Finding("mail", .bad, "\(path) cannot be read", remedy: "Write the password on its first line.")
        }
        if let path = mail.authorities, !FileManager.default.isReadableFile(atPath: path) {
            return Finding(
                "mail", .bad, "\(path) cannot be read",
                remedy: "Correct 'authorities' under 'mail' in \(home.settings).")
        }
        return Finding("mail", .good, "\(mail.host):\(mail.port), verified TLS only")
    }

    private static func vault(of store: Store, _ home: Home) async throws -> [Finding] {
        let status = try await store.vaultStatus()
        let kinds = status.slots.map(\.kind).joined(separator: ", ")
        var findings: [Finding] = []
        do { _ = try KeyFile.read(home.keyFile) } catch { findings.append(Finding("key file", .bad, "\(error)")) }
        if status.outdated > 0 {
            findings.append(
                Finding(
                    "vault", .notice, "a change of keys is not finished", remedy: "Run \(.vaultRekey) again."))
        }
        if status.slots.isEmpty {
            findings.append(
                Finding("vault", .bad, "every key that unlocks it was destroyed", remedy: "Restore a backup."))
        } else if status.isLocked {
            findings.append(
                Finding("vault", .notice, "locked; unlocked by \(kinds)", remedy: "Run \(.vaultUnlock)."))
        } else if (try? KeyFile.read(home.keyFile)) != nil {
            findings.append(
                Finding(
                    "vault", .notice,
                    "unlocked; its key file is in the home folder, so anyone with the folder can read it",
                    remedy:
                        "Run \(.vaultAddSlot, options: "passphrase"), then \(.vaultRemoveSlot) for the key file."))
        } else {
            findings.append(Finding("vault", .good, "unlocked; unlocked by \(kinds)"))
        }
        if !SessionKeys.areKept, !status.slots.contains(where: { $0.kind == VaultSecret.Kind.keyFile.rawValue }) {
            findings.append(
                Finding(
                    "session", .notice, "this kernel keeps no keys, so a passphrase does not stay",
                    remedy: "Set CONVOKE_PASSPHRASE_FILE to a file of yours (mode 0600)."))
        }
        if !status.slots.contains(where: { $0.kind == VaultSecret.Kind.recovery.rawValue }) {
            findings.append(
                Finding(
                    "recovery key", .notice, "none; without its key or passphrase the store is lost",
                    remedy: "Run \(.vaultAddSlot, options: "recovery") and lock the paper away."))
        }
        guard !status.isLocked else { return findings }
        let now = Clock.real.now()
        let verdict = try await store.read { try $0.audit.verify(against: [], at: now) }
        findings.append(
            verdict.broken.map {
                Finding(
                    "audit", .bad, "entry \($0.position) \($0.why)", remedy: "Find out who could write to the store.")
            } ?? Finding("audit", .good, "\(verdict.entries) entries, unbroken"))
        return findings
    }

    /// Whoever the settings name for what stays undone must be there.
    private static func readers(_ rules: ReminderRules, _ store: Store) async throws -> [Finding] {
        let missing = try await store.read { records in
            try rules.chain.filter { try records.contacts.one(ifThere: $0.text) == nil }
        }
        return missing.map {
            Finding(
                "reminders", .bad, "\($0) is not a contact in the directory",
                remedy: "Correct 'chain' under 'reminders' in settings.yaml.")
        }
    }

    /// Whether the trusted server speaks in the mails that come.
    private static func senders(_ settings: Settings, _ store: Store, _ home: Home) async throws -> [Finding] {
        guard let servers = settings.replies?.trusted, !servers.isEmpty else { return [] }
        let last = try await store.read { try $0.replies.checked(ofLast: 10) }
        guard last.mails > 0 else { return [] }
        let names = servers.joined(separator: ", ")
        guard last.checked == 0 else {
            return [Finding("senders of replies", .good, "\(names) checked \(last.checked) of the last \(last.mails)")]
        }
        return [
            Finding(
                "senders of replies", .notice, "none of the last \(last.mails) mails holds a word of \(names)",
                remedy:
                    "Look at Authentication-Results in a mail that came, and write the name that stands first there as 'trusted' under 'replies' in \(home.settings), or 'unnamed' where none does."
            )
        ]
    }

    private static func contents(of store: Store, _ now: Instant) async throws -> [Finding] {
        try await store.read { records in
            let mechanisms = try records.mechanisms.all().count, contacts = try records.contacts.count()
            let counts = try records.outbox.counts(), late = try records.outbox.heldEnvelopes()
            let failed = counts[.failed] ?? 0, waiting = counts[.waiting] ?? 0
            let disabled = try records.statements.partners().filter { $0.state == .disabled }.map(\.id.text)
            let held = try records.replies.heldSize().count
            let lease = try records.outbox.firstLeaseEnd(now: now).map {
                Envelope.leaseTime / .seconds(1) - Double($0.milliseconds - now.milliseconds) / 1000
            }
            return [
                mechanisms == 0
                    ? Finding(
                        "directory", .notice, contacts == 0 ? "empty" : "\(contacts) contacts, no mechanisms",
                        remedy: "Run \(.directoryImport)\(contacts == 0 ? "" : " with the folder Directory").")
                    : Finding("directory", .good, "\(mechanisms) mechanisms, \(contacts) contacts"),
                failed > 0
                    ? Finding(
                        "outbox", .notice, "\(failed) failed, \(waiting) waiting",
                        remedy: "See \(.outboxList, options: "--state failed").")
                    : Finding("outbox", .good, "\(waiting) waiting"),
                lease.map { Finding("messages under way", .good, "the first was taken \(Int($0)) s ago") },
                late > 0
                    ? Finding(
                        "held messages", .notice, "\(late) held, because they may have been sent already",
                        remedy: "Look at them with \(.outboxList), then \(.outboxRelease) or 'drop'.")
                    : nil,
                held > 0
                    ? Finding(
                        "replies", .notice, "\(held) in quarantine", remedy: "Read them and ask the people concerned.")
                    : Finding("replies", .good, "none in quarantine"),
                disabled.isEmpty
                    ? Finding("partners", .good, "none disabled")
                    : Finding(
                        "partners", .notice, "disabled: \(disabled.joined(separator: ", "))",
                        remedy: "Ask them for a new address."),
            ].compactMap { $0 }
        }
    }
}
