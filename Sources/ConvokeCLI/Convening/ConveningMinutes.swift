internal import ArgumentParser
internal import CommandSupport
internal import ConveningService
internal import Coordination
internal import Foundation
internal import Installation

extension ConveningCommand {
    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close",
            abstract: "Close a convening with its minutes and attendance; every commitment becomes an action.",
            discussion: """
                Minutes are Markdown. A commitment is a line of its own; the part in round brackets is optional:
                  - [ ] Owner: what was promised (due 2026-04-01; demarche; measure MC-1-20; point 2)
                Under the Chatham House Rule, and off the record, the text must name no person and no organization of the directory, no list of \
                people is kept, and who made a commitment is kept only in the actions.
                """)

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Option(help: "The file with the minutes; without it they are asked for at the terminal.") var minutes: String?
        @OptionGroup var came: AttendanceOptions

        func run() async throws {
            let operation = try await options.operation()
            let draft = "\(operation.home.path)/minutes-\(convening).md", text: String
            if let minutes {
                text = try InputFile.text(minutes)
            } else {
                text = try MinutesDialogue.ask(try await operation.convenings.show(convening).convening)
            }
            let attendance = Attendance(
                people: came.attended, counts: try came.counts(), level: came.level,
                outsideCapital: came.outsideCapital)
            do {
                let report = try await operation.convenings.close(
                    convening, CloseInput(minutes: text, attendance: attendance, spokenOf: came.about))
                InputFile.forget(draft)
                try options.show(
                    report,
                    ["Closed \(convening); \(report.actions.count) commitments are now actions."]
                        + report.actions.lines)
            } catch let problem as Problem {
                guard minutes == nil else {
                    throw problem.place?.hasPrefix("line ") == true ? problem.at(minutes ?? "") : problem
                }
                // What was typed is not lost.
                try InputFile.keep(text, at: draft)
                throw Problem(
                    problem.kind, at: problem.place.map { "\(draft): \($0)" } ?? draft, problem.what,
                    remedy: "\(problem.remedy) What you typed lies there unsealed: close with --minutes, and delete it."
                )
            }
        }
    }

    struct Amend: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "amend", abstract: "Correct the minutes of a closed convening, or who came; with a reason.",
            discussion:
                "What gives way stays on record, numbered, with the reason; 'convening minutes' shows it. Commitments that are new become actions; those that are gone stay actions. People and numbers that are given replace those before."
        )
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Option(help: "Why.") var reason: String
        @Option(help: "The file with the minutes as they should be.") var minutes: String?
        @OptionGroup var came: AttendanceOptions

        func call(_ operation: Operation) async throws -> AmendReport {
            var order = AmendInput(reason: reason)
            order.minutes = try minutes.map { try InputFile.text($0) }
            order.people = came.attended.isEmpty ? nil : came.attended
            order.counts = came.count.isEmpty ? nil : try came.counts()
            order.level = came.level
            order.outsideCapital = came.outsideCapital
            order.spokenOf = came.about
            return try await operation.convenings.amend(convening, order)
        }

        func lines(_ report: AmendReport) -> [String] {
            ["Amended \(report.convening), number \(report.number); \(report.actions.count) new actions."]
                + report.actions.lines
        }
    }

    struct ShowMinutes: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "minutes", abstract: "Show the minutes as they are kept, with who came.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID

        func call(_ operation: Operation) async throws -> Minutes {
            try await operation.convenings.minutes(of: convening)
        }
    }
}

/// Who came to a convening, as it is written on the command line.
struct AttendanceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A contact who came; may be repeated. Only on the record.", valueName: "contact"))
    var attended: [Contact.ID] = []
    @Option(
        help: ArgumentHelp(
            "How many came of a sector, as in civil-society=12; may be repeated.", valueName: "sector=number"))
    var count: [String] = []
    @Option(
        help:
            "The highest level on the mission's side: \(ActionLevel.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var level: ActionLevel?
    @Option(help: ArgumentHelp("Where it was, if outside the capital.", valueName: "place"))
    var outsideCapital: String?
    @Option(
        help: ArgumentHelp(
            "An organization that was spoken of and was not there, so that the minutes may name it; may be repeated.",
            valueName: "organization"))
    var about: [Organization.ID] = []

    func counts() throws -> [Sector: Int] {
        try count.reduce(into: [:]) { counts, text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let number = Int(parts[1]), (0...100_000).contains(number) else {
                throw Problem(
                    .usage, at: "--count", "'\(text.prefix(40))' is not a sector and a number",
                    remedy: "Write it as civil-society=12.")
            }
            guard let sector = Sector(rawValue: parts[0]) else {
                throw Problem(
                    .usage, at: "--count", "unknown sector '\(parts[0].prefix(40))'",
                    remedy: NearestChoice.remedy(for: parts[0], among: Sector.allCases.map(\.rawValue)))
            }
            counts[sector, default: 0] += number
        }
    }
}

/// Asks for minutes at the terminal: what was said, then each commitment with who made it and until when.
enum MinutesDialogue {
    /// - Throws: `Problem.usage` if the input is not a terminal.
    static func ask(_ convening: ConveningDetails) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw Problem(
                .usage, "the minutes are asked for, and the input is not a terminal",
                remedy: "Name a file with --minutes.")
        }
        tell("\(convening.title), \(convening.attribution.rawValue). What was said? End with a line that holds a dot.")
        var lines: [String] = []
        while let line = readLine(), line != "." {
            do {
                _ = try Minutes(parsing: line)
                lines.append(line)
            } catch let problem as Problem {
                tell("\(problem.what). \(problem.remedy.inCommands) Type the line again.")
            }
        }
        lines.append("")
        tell("Now the commitments. An empty owner ends the list.")
        while let owner = answer("Who committed to something"), !owner.isEmpty {
            guard let promise = answer("What"), !promise.isEmpty else { continue }
            guard !owner.contains(":") else {
                tell("An owner's name holds no colon; try again.")
                continue
            }
            var due = ""
            while let day = answer("Until when, as 2026-04-01 (empty for no day)"), !day.isEmpty {
                if (try? CalendarDay(parsing: day)) != nil {
                    due = " (due \(day))"
                    break
                }
                tell("That is not a day.")
            }
            lines.append("- [ ] \(owner): \(promise)\(due)")
        }
        return lines.joined(separator: "\n")
    }

    private static func answer(_ question: String) -> String? {
        FileHandle.standardError.write(Data("\(question): ".utf8))
        return readLine()?.split(separator: " ").joined(separator: " ")
    }

    private static func tell(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
}
