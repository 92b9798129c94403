internal import Calendars
internal import Channels
internal import Coordination
public import Installation
internal import Sealing
internal import Storage

/// What became of one event at the calendar server.
public struct PushReport: View {
    public let resource: String
    /// `created`, `updated`, `restored`, `deleted`, `unchanged`, `conflict` or `failed`.
    public let verdict: String
    public let detail: String?
}

extension Feeds {
    /// Brings the calendar server to the present state: each convening is one event there, put, replaced or taken away.
    ///
    /// Every event is looked at there, one request each. What someone changed or took away at the server is left alone and named, unless
    /// `overwriting`.
    public func push(overwriting: Bool = false) async throws -> [PushReport] {
        guard let account = operation.settings.calendar else {
            throw Problem(
                .configuration, at: operation.home.settings, "names no calendar server",
                remedy: "Write one under 'calendar' in that file, or use \(.calendarExport).")
        }
        let channel = try operation.channels.calendar(
            at: CalendarServer(
                url: account.host, user: account.user, password: try operation.password(account),
                authorities: account.authorities))
        let known = try await operation.read { try $0.calendars.pushes() }
        var wanted: [String: Cleared<Export>] = [:], refused: [String: String] = [:]
        let gate = try await operation.gate()
        for entry in try await entries(of: .all) {
            guard let event = published(entry.convening) else { continue }
            let resource = "\(entry.convening.id).ics"
            do {
                let words = "\(event.summary)\n\(event.details)\n\(event.location ?? "")"
                let bytes = try await operation.calendars.resource(
                    uid: entry.uid, event, organizer: operation.organizer)
                wanted[resource] = try gate.clear(
                    Export(words: words, bytes: bytes), hiding: try await operation.people(namedIn: [words]))
            } catch let problem as Problem {
                refused[resource] = problem.description
            }
        }
        var reports = refused.sorted { $0.key < $1.key }.map {
            PushReport(resource: $0.key, verdict: "failed", detail: $0.value)
        }
        for (resource, file) in wanted.sorted(by: { $0.key < $1.key }) {
            let bytes = file.content.bytes, digest = Digest.sha256(bytes), old = known[resource]
            var outcome: CalendarOutcome, done = old == nil ? "created" : "updated"
            if let old, old.digest == digest {
                // Ours did not change; what others did there is looked for all the same.
                outcome = await channel.look(resource, etag: old.etag == Self.noVersion ? nil : old.etag)
                if case .done = outcome { done = "unchanged" } else { done = "restored" }
            } else {
                outcome = await channel.put(resource, bytes, if: old.map { .match(etag: $0.etag) } ?? .nothing)
                if outcome == .conflict, let old, await channel.look(resource, etag: old.etag) == .missing {
                    outcome = .missing
                }
            }
            if outcome == .conflict || outcome == .missing, overwriting {
                outcome = await channel.put(resource, bytes, if: .anything)
            }
            if case .done(let etag) = outcome, done != "unchanged" {
                // Without a version nothing can match: the next change is a conflict, and overwrites nobody.
                try await operation.change {
                    try $0.calendars.savePush(resource, etag: etag ?? Self.noVersion, digest: digest)
                }
            }
            reports.append(Self.report(resource, outcome, done))
        }
        for (resource, old) in known.sorted(by: { $0.key < $1.key })
        where wanted[resource] == nil && refused[resource] == nil {
            var outcome = await channel.delete(resource, etag: old.etag)
            // Someone took it away already.
            if outcome == .conflict, await channel.look(resource, etag: nil) == .missing { outcome = .done(etag: nil) }
            if outcome == .conflict, overwriting { outcome = await channel.delete(resource, etag: nil) }
            if case .done = outcome { try await operation.change { try $0.calendars.deletePush(resource) } }
            reports.append(Self.report(resource, outcome, "deleted"))
        }
        try await operation.change { try $0.note(.calendarPush, "all") }
        return reports
    }

    /// Stands for the version where a server names none.
    private static let noVersion = "\"unknown\""

    private static func report(_ resource: String, _ outcome: CalendarOutcome, _ done: String) -> PushReport {
        switch outcome {
        case .done: PushReport(resource: resource, verdict: done, detail: nil)
        case .conflict:
            PushReport(
                resource: resource, verdict: "conflict",
                detail: "someone changed it at the server; --overwrite puts ours in its place")
        case .missing:
            PushReport(
                resource: resource, verdict: "conflict",
                detail: "someone took it away at the server; --overwrite puts it back")
        case .failed(let why): PushReport(resource: resource, verdict: "failed", detail: why)
        }
    }
}
