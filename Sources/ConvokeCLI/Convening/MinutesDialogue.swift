internal import Coordination
internal import Foundation
internal import ConveningService

/// Asks for minutes at the terminal: what was said, then each promise with who made it and until when.
enum MinutesDialogue {
    /// - Throws: `Problem.usage` where there is no terminal to ask at.
    static func ask(_ convening: ConveningDetails) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw Problem(.usage, "there is no terminal to ask at", remedy: "Name a file with --minutes.")
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
        tell("Now the promises. An empty owner ends the list.")
        while let owner = answer("Who promised"), !owner.isEmpty {
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
