import Fixtures
import Foundation
import Testing

/// What scripts read: the answer of every command to `--json`, and every file that the demonstration makes.
///
/// `CONVOKE_RECORD=1 swift test --filter SnapshotTests` writes the snapshots anew.
@Suite(.serialized) struct SnapshotTests {
    private static let folder = Repository.root.appending(path: "Tests/EndToEnd/Snapshots").path
    private static let isRecording = ProcessInfo.processInfo.environment["CONVOKE_RECORD"] == "1"

    @Test func `every command answers to --json as its snapshot says`() async throws {
        let path = "\(Self.folder)/commands.txt"
        var transcript = try CommandTranscript(text: String(contentsOfFile: path, encoding: .utf8))
        let stage = try Stage(input: "\(Self.folder)/input")
        for index in transcript.steps.indices {
            let answer = try await stage.answer(to: transcript.steps[index], seed: index + 1)
            if Self.isRecording {
                transcript.steps[index].answer = answer
            } else {
                #expect(answer == transcript.steps[index].answer, "\(transcript.steps[index].command)")
            }
            let unnoted = try await stage.namesWithoutNote(in: answer, seed: index + 1)
            #expect(unnoted.isEmpty, "shown, but not in the audit: \(transcript.steps[index].command)")
        }
        if Self.isRecording { try transcript.text.write(toFile: path, atomically: true, encoding: .utf8) }
    }

    @Test func `every command has a snapshot`() async throws {
        let transcript = try CommandTranscript(
            text: String(contentsOfFile: "\(Self.folder)/commands.txt", encoding: .utf8))
        let commands = transcript.steps.map(\.command)
        // One serves until it is stopped; the demonstration has a snapshot of its own.
        for leaf in try await Program.leaves() where !["receive", "demo"].contains(leaf) {
            #expect(commands.contains { $0 == leaf || $0.hasPrefix("\(leaf) ") }, "\(leaf)")
        }
    }

    @Test func `every file of the demonstration is as its snapshot says`() async throws {
        let folder = try TemporaryFolder(), home = "\(folder.path)/demo"
        let result = try await Program.run(
            ["demo", "--home", home], environment: ["CONVOKE_NOW": "2026-03-02T15:00:00Z", "CONVOKE_SEED": "1"])
        let names = try FileManager.default.subpathsOfDirectory(atPath: home).sorted()
        var text = "== standard error\n" + result.errors + "== standard output\n" + result.output
        for name in names where !["sqlite", "key", "convoke", "anchors"].contains(where: name.contains) {
            guard let content = try? String(contentsOfFile: "\(home)/\(name)", encoding: .utf8) else { continue }
            text += "== \(name)\n\(content)\n"
        }
        text = Stage.plain(text, hiding: [(home, "{home}")])
        let path = "\(Self.folder)/demonstration.txt"
        if Self.isRecording { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        let known = try String(contentsOfFile: path, encoding: .utf8)
        let difference = zip(
            text.split(separator: "\n", omittingEmptySubsequences: false),
            known.split(separator: "\n", omittingEmptySubsequences: false)
        ).first { $0 != $1 }
        #expect(difference == nil)
        #expect(text.count == known.count)
    }
}

/// Commands in their order, each with what it answers.
struct CommandTranscript {
    struct Step {
        /// A time that holds from here on, what the answer is kept as, and the command.
        var now: String?
        var notes: [String] = []
        let capture: String?
        let command: String
        var answer = ""
    }

    var steps: [Step] = []

    init(text: String) throws {
        var now: String?, notes: [String] = [], answer: [String] = []
        func flush(_ steps: inout [Step]) {
            guard !steps.isEmpty else { return }
            steps[steps.count - 1].answer = answer.joined(separator: "\n")
            answer = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("#") {
                notes.append(line)
            } else if line.hasPrefix("@ ") {
                now = String(line.dropFirst(2))
            } else if line.hasPrefix("| ") {
                answer.append(String(line.dropFirst(2)))
            } else if let mark = line.firstRange(of: " = "), line[..<mark.lowerBound].allSatisfy({ $0 != " " }) {
                flush(&steps)
                steps.append(
                    Step(
                        now: now, notes: notes, capture: String(line[..<mark.lowerBound]),
                        command: String(line[mark.upperBound...])))
                (now, notes) = (nil, [])
            } else if line.hasPrefix("$ ") {
                flush(&steps)
                steps.append(Step(now: now, notes: notes, capture: nil, command: String(line.dropFirst(2))))
                (now, notes) = (nil, [])
            }
        }
        flush(&steps)
    }

    var text: String {
        steps.map { step in
            let head = step.notes + (step.now.map { ["@ \($0)"] } ?? [])
            let answer = step.answer.split(separator: "\n", omittingEmptySubsequences: false).map { "| \($0)" }
            return (head + [(step.capture.map { "\($0) = " } ?? "$ ") + step.command] + answer).joined(separator: "\n")
        }.joined(separator: "\n") + "\n"
    }
}

/// Where a transcript is played: a home, a folder for what is written, the clock, and what was kept of answers.
private final class Stage {
    private let folder: TemporaryFolder
    private let input: String
    private var now = ""
    private var kept: [String: String] = [:]

    init(input: String) throws {
        folder = try TemporaryFolder()
        self.input = input
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/out", withIntermediateDirectories: true)
    }

    /// The status, the document and the messages of one command, without what differs from run to run.
    func answer(to step: CommandTranscript.Step, seed: Int) async throws -> String {
        now = step.now ?? now
        let places = [("{home}", "\(folder.path)/home"), ("{out}", "\(folder.path)/out"), ("{input}", input)]
        var arguments = Self.words(step.command)
        for (name, value) in places + kept.map({ ("{\($0.key)}", $0.value) }) {
            arguments = arguments.map { $0.replacing(name, with: value) }
        }
        let result = try await Program.run(
            arguments + ["--json", "--yes", "--home", "\(folder.path)/home", "--as", Self.actor(seed)],
            environment: ["CONVOKE_NOW": now, "CONVOKE_SEED": "\(seed)"])
        if let capture = step.capture { keep(capture, of: result.output) }
        let text = [result.status == 0 ? nil : "status \(result.status)", result.output, result.errors]
            .compactMap { $0 }.filter { !$0.isEmpty }
            .map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }
            .joined(separator: "\n")
        return Self.plain(text, hiding: places.map { ($0.1, $0.0) })
    }

    /// Each step has an actor of its own, by which its notes are known.
    private static func actor(_ seed: Int) -> String { "officer-\(seed)" }

    /// People of the demonstration whose names stand in a step's answer, but whose reading that step did not note.
    ///
    /// The audit is read in a copy, for looking into it is noted, too.
    func namesWithoutNote(in answer: String, seed: Int) async throws -> [String] {
        let shown = try Self.people.get().filter { answer.contains($0.value) }
        guard !shown.isEmpty else { return [] }
        let copy = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(folder.path)/home", toPath: "\(copy.path)/home")
        let result = try await Program.run(
            ["audit", "show", "--last", "5000", "--json", "--home", "\(copy.path)/home"],
            environment: ["CONVOKE_NOW": now])
        struct Entry: Decodable {
            let who, subject: String
        }
        let noted = try JSONDecoder().decode([Entry].self, from: Data(result.output.utf8))
            .filter { $0.who == Self.actor(seed) }.map(\.subject)
        return shown.keys.filter { !noted.contains($0) }.sorted()
    }

    /// Names by id, as the shipped file has them.
    private static let people = Result {
        let text = try String(contentsOfFile: "\(Repository.directory)/demonstration/contacts.yaml", encoding: .utf8)
        let pairs = text.matches(of: #/id: (demo-[a-z-]+)\s+name: "?([^"\n]+?)"?\n/#).map {
            (String($0.1), String($0.2))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func keep(_ capture: String, of output: String) {
        let parts = capture.split(separator: ":").map(String.init)
        var value = try? JSONSerialization.jsonObject(with: Data(output.utf8))
        for key in (parts.count > 1 ? parts[1] : "id").split(separator: ".") {
            if let index = Int(key), let list = value as? [Any] {
                value = list.indices.contains(index) ? list[index] : nil
            } else {
                value = (value as? [String: Any])?[String(key)]
            }
        }
        if let text = value as? String { kept[parts[0]] = text }
    }

    /// Words parted by spaces; quotation marks hold some together.
    private static func words(_ command: String) -> [String] {
        command.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }

    /// Random values that no seed decides, and folders of this run.
    static func plain(_ text: String, hiding places: [(String, String)]) -> String {
        let text = places.reduce(text) { $0.replacing($1.0, with: $1.1) }
        let random = [
            (#/boundary="[^"]*"/#, "boundary"), (#/--=-[A-Za-z0-9+/=]+/#, "--boundary"),
            (#/"(?:mac|store|key)" : "[0-9a-fA-Z-]+"/#, "(random)"), (#/"bytes" : [0-9]+/#, "(size)"),
            (#/127\.0\.0\.1:[0-9]{4,5}/#, "127.0.0.1:(port)"), (#/officer-[0-9]+/#, "officer"),
        ]
        return random.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
