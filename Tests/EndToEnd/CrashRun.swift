import Services
import ConveningService
import Coordination
import CustodyService
import Delivery
import DirectoryFiles
import Fixtures
import FollowUpService
import Foundation
import Installation
import PeopleService
import StatementService
import Storage
import Subprocess
import SystemPackage

/// Foundation has a class of the same name.
typealias Operation = Installation.Operation

/// Kills the program at random moments and keeps the books: what was acknowledged must be there, what was sent must have
/// arrived, and nothing may arrive twice under another id.
final class CrashRun {
    /// What is done until it is killed.
    enum Deed: String, CaseIterable {
        case importing, inviting, delivering, signing, publishing, resolving, reminding, reading
    }

    /// What was found wrong, in words.
    private(set) var faults: [String] = []
    private(set) var kills = 0
    private(set) var killsByDeed: [Deed: Int] = [:]
    private(set) var acknowledged = 0
    private(set) var repeated = 0

    private let folder: TemporaryFolder
    private let place: StorePlace?
    private let installation: Installation
    private var operation: Operation { installation.operation(as: ActorName(trusted: "harness")) }
    private let plant: String?
    private var random: SeededGenerator
    private var number = 0
    /// How long each deed takes when it is left alone, in milliseconds.
    private var spans: [Deed: Int] = [:]
    private var contacts: Set<String> = [], invited: Set<String> = [], signed: Set<String> = [],
        published: Set<String> = [], readers: Set<String> = []
    /// Pairs of measures that one resolution is about, and whether it was acknowledged.
    private var resolved: [(first: String, second: String, isAcknowledged: Bool)] = []
    /// Readers who were to be reminded once, and whether it was acknowledged.
    private var reminded: [(contact: String, isAcknowledged: Bool)] = []
    private var receiver: SpawnedProgram?

    private var home: String { "\(folder.path)/home" }

    init(_ kind: EngineKind, seed: UInt64, plant: String? = nil) async throws {
        folder = try TemporaryFolder()
        random = SeededGenerator(seed: seed)
        self.plant = plant
        place = kind == .postgres ? try StorePlace(kind) : nil
        let home = Home(path: "\(folder.path)/home")
        let resources = ResourceDirectory(directory: Repository.directory, templates: Repository.templates)
        let officer = Officer(
            name: "Officer", address: try EmailAddress(parsing: "officer@mission.example"), post: "Mission",
            country: try CountryCode(parsing: "HN"), zone: try ZoneName(parsing: "America/Tegucigalpa"),
            language: .english)
        try await Installation.initialize(home: home, storeURL: place?.url, resources: resources, officer: officer)
        installation = try await Installation.open(
            home: home, resources: resources, clock: .real, random: .real, guards: DeliveryGuards.all,
            carriers: RoundCarriers.all)
        _ = try await operation.directory.importDirectory(operation.directory.shippedPaths(withDemonstration: true))
        try await startReceiver()
    }

    deinit {
        // Foundation blocks SIGTERM in its children.
        receiver?.kill()
    }

    /// Goes on until so many processes were killed, then lets everything end and looks at it once more.
    func run(kills target: Int, deeds: [Deed] = Deed.allCases) async throws {
        var rounds = 0
        while kills < target, rounds < target * 6, faults.count < 5 {
            rounds += 1
            let deed = deeds[Int.random(in: 0..<deeds.count, using: &random)]
            let before = arrivals().repeated
            let wasKilled = try await attempt(deed)
            guard wasKilled else { continue }
            kills += 1
            killsByDeed[deed, default: 0] += 1
            try await endLeases()
            try await operation.outbox.deliver()
            let more = arrivals().repeated - before
            repeated += more
            if more > 1 { faults.append("kill \(kills) (\(deed)): \(more) messages were repeated") }
            if kills % 20 == 0 { try await look() }
        }
        try await look()
        if kills < target { faults.append("only \(kills) of \(target) processes were killed in time") }
    }

    /// One deed, killed at a random moment of it. An exit status of 0 is an acknowledgement.
    private func attempt(_ deed: Deed) async throws -> Bool {
        number += 1
        let arguments: [String]
        var accept: () -> Void = {}
        switch deed {
        case .importing:
            let id = "ct-\(number)"
            let file = try folder.write(
                "contacts:\n  - {id: \(id), name: \"Given Family\", country: \"HN\", zone: UTC, languages: [es]}\n",
                to: "\(id).yaml")
            arguments = ["directory", "import", file]
            accept = { self.contacts.insert(id) }
        case .inviting:
            let id = try await bookedConvening()
            arguments = ["convening", "invite", id]
            accept = { self.invited.insert(id) }
        case .delivering:
            _ = try await operation.invitations.invite(Identifier(trusted: try await bookedConvening()))
            _ = try await operation.statements.publish(Identifier(trusted: try await signedStatement()))
            arguments = ["outbox", "deliver"]
        case .signing:
            let id = try await openStatement()
            arguments = ["statement", "sign", id, "--organization", "demo-rio-vivo", "--by", "demo-ana"]
            accept = { self.signed.insert(id) }
        case .publishing:
            let id = try await signedStatement()
            arguments = ["statement", "publish", id, "--yes"]
            accept = { self.published.insert(id) }
        case .resolving:
            let pair = try await twoMeasures(), place = resolved.count
            resolved.append((pair.0, pair.1, false))
            arguments = [
                "measure", "resolve", "Resolution \(number)/25", "--on", "2025-03-03", "--grant", pair.0, "--grant",
                pair.1,
            ]
            accept = { self.resolved[place].isAcknowledged = true }
        case .reminding:
            reminded.append((try await reader(), false))
            let place = reminded.count - 1
            arguments = ["reminder", "run"]
            accept = { self.reminded[place].isAcknowledged = true }
        case .reading:
            let reader = "reader-\(number)"
            arguments = ["directory", "show", "demo-ana", "--as", reader]
            accept = { self.readers.insert(reader) }
        }
        let longest = spans[deed] ?? 0
        let delay = longest == 0 ? nil : Int.random(in: 0...(longest + longest / 4), using: &random)
        let began = ContinuousClock.now
        let status = try await start(arguments, killAfter: delay)
        if status != nil {
            // The machine is now busy, now idle; the moments follow it.
            let took = Int((ContinuousClock.now - began) / .milliseconds(1))
            spans[deed] = delay == nil ? took : min(took, (longest + took) / 2)
        }
        if status == 0 {
            acknowledged += 1
            accept()
        } else if let status, deed != .delivering {
            faults.append("\(deed) ended with \(status)")
        }
        return status == nil
    }

    /// The exit status, or `nil` where the process was killed.
    private func start(_ arguments: [String], killAfter delay: Int?) async throws -> Int32? {
        // Monday at noon, when reminders may be written.
        let isReminding = arguments.first == "reminder"
        var environment: Environment =
            isReminding ? .inherit.updating(["CONVOKE_NOW": "2026-11-23T12:00:00-06:00"]) : .inherit
        if let plant { environment = environment.updating(["CONVOKE_PLANT": plant]) }
        let result = try await Subprocess.run(
            .path(FilePath(Program.path)), arguments: Arguments(arguments + ["--home", home]), environment: environment,
            input: .none, output: .discarded, error: .discarded
        ) { execution in
            guard let delay else { return }
            try await Task.sleep(for: .milliseconds(delay))
            try? execution.send(signal: .kill)
        }
        if case .exited(let code) = result.terminationStatus { return Int32(code) }
        return nil
    }

    /// Everything that was ever acknowledged, and everything that the store says was delivered.
    private func look() async throws {
        let verdict = try await operation.audit.verify(against: [])
        if let broken = verdict.broken { faults.append("audit entry \(broken.position) \(broken.why)") }
        for id in contacts where (try? await operation.directory.show(id)) == nil {
            faults.append("contact \(id) is lost")
        }
        for id in invited where try await operation.convenings.show(Identifier(trusted: id)).convening.state != .invited
        {
            faults.append("invitation of \(id) is lost")
        }
        for id in signed where try await operation.statements.show(Identifier(trusted: id)).signatures.isEmpty {
            faults.append("signature of \(id) is lost")
        }
        for id in published where try await operation.statements.show(Identifier(trusted: id)).state != .published {
            faults.append("publication of \(id) is lost")
        }
        for pair in resolved {
            let stages = try await [pair.first, pair.second].asyncMap {
                try await operation.measures.show($0).measure.steps.last?.stage
            }
            if stages[0] != stages[1] { faults.append("a resolution was applied to \(pair.first) alone") }
            if pair.isAcknowledged, stages[0] != "granted" { faults.append("the resolution of \(pair.first) is lost") }
        }
        let read = try await operation.audit.entries(about: "demo-ana", limit: 100_000).filter {
            $0.verb == AuditEvent.directoryRead.rawValue
        }
        for reader in readers.subtracting(read.map(\.who)) { faults.append("what \(reader) read is not in the audit") }
        let lines = try await operation.outbox.lines()
        let notices = Dictionary(grouping: lines.filter { $0.kind == .followUp }, by: \.recipient).mapValues(\.count)
        for reader in reminded {
            let count = notices[reader.contact] ?? 0
            if count > 1 { faults.append("\(reader.contact) was reminded \(count) times") }
            if reader.isAcknowledged, count == 0 { faults.append("the notice to \(reader.contact) is lost") }
        }
        let arrived = arrivals()
        for line in lines {
            let isThere = arrived.ids.contains(line.envelope.text)
            if ["delivered", "saved"].contains(line.state), !isThere {
                faults.append("\(line.envelope) is marked as sent but never arrived")
            }
            if line.state == "failed" { faults.append("\(line.envelope) was given up: \(line.detail ?? "")") }
        }
    }

    /// The ids of mails in the Maildir and of messages at the receiver, and how often one came again.
    private func arrivals() -> (ids: Set<String>, repeated: Int) {
        let mails = (try? FileManager.default.contentsOfDirectory(atPath: "\(home)/mail/new")) ?? []
        let log = (try? String(contentsOfFile: "\(folder.path)/receiver.log", encoding: .utf8)) ?? ""
        var ids = Set(mails.map { String($0.dropLast(4)) }), repeated = 0
        for line in log.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 1 else { continue }
            ids.insert(String(words[1]))
            if words[0] == "repeated" { repeated += 1 }
        }
        return (ids, repeated)
    }

    /// As if the time of every lease had passed.
    private func endLeases() async throws {
        let url = place?.url ?? "sqlite:\(home)/convoke.sqlite"
        try await Leases.end(url)
    }

    private func twoMeasures() async throws -> (String, String) {
        let day = try CalendarDay(parsing: "2025-02-03"), country = try CountryCode(parsing: "HN")
        let ids = try await [1, 2].asyncMap { part in
            var draft = MeasureInput(reference: "MC-\(number * 10 + part)-24", state: country, title: "t", day: day)
            draft.stage = "requested"
            return try await operation.measures.add(draft).measure.id.text
        }
        return (ids[0], ids[1])
    }

    /// Somebody with one act that is due, who was not reminded yet.
    private func reader() async throws -> String {
        let id = "ct-r\(number)"
        let file = try folder.write(
            """
            contacts:
              - id: \(id)
                name: "Given Reader"
                country: "HN"
                zone: America/Tegucigalpa
                languages: [es]
                channels: [{email: \(id)@example.org}]
                consents: [{purpose: follow-up, evidence: "in person", given: 2026-01-15}]
            """, to: "\(id).yaml")
        _ = try await operation.directory.importDirectory([file])
        var terms = ActionInput()
        terms.due = try CalendarDay(parsing: "2026-11-23")
        terms.chain = [Identifier(trusted: id)]
        _ = try await operation.actions.add(kind: .letter, title: "t", owner: "o", from: ActionOrigin(), terms)
        return id
    }

    private func bookedConvening() async throws -> String {
        let convening = try await operation.convenings.create(
            blueprint: "training", title: "T", zone: nil, first: nil, last: nil, venue: nil, link: nil, visibility: nil)
        _ = try await operation.invitees.add(
            to: convening.id, named: ["demo-ana", "demo-tomas", "demo-marisol"].map { Identifier(trusted: $0) },
            sectors: [],
            countries: [], theme: nil)
        _ = try await operation.convenings.book(convening.id, at: Clock.real.now().adding(.seconds(90 * 86_400)))
        return convening.id.text
    }

    private func openStatement() async throws -> String {
        let statement = try await operation.statements.draft(
            title: "S\(number)", texts: [.english: "We stand together."], embargo: nil, tlp: .clear)
        _ = try await operation.statements.open(statement.id, asking: [])
        return statement.id.text
    }

    private func signedStatement() async throws -> String {
        let id = try await openStatement()
        _ = try await operation.statements.sign(
            Identifier(trusted: id), organization: Identifier(trusted: "demo-rio-vivo"),
            signatory: Identifier(trusted: "demo-ana"))
        return id
    }

    private func startReceiver() async throws {
        let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
        let file = try folder.write(secret, to: "secret"), log = try folder.write("", to: "receiver.log")
        receiver = try SpawnedProgram(
            [Program.path, "receive", "--secret-file", file, "--out", "\(folder.path)/received"], output: log)
        for _ in 0..<100 {
            let text = try String(contentsOfFile: log, encoding: .utf8)
            if let line = text.split(separator: "\n").first {
                _ = try await operation.partners.add(
                    id: Identifier(trusted: "receiver"), name: "Receiver", url: String(line), secret: secret)
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw CocoaError(.executableLoad)
    }
}

extension Array where Element: Sendable {
    /// One after the other.
    fileprivate func asyncMap<Result>(_ work: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await work(element)) }
        return results
    }
}
